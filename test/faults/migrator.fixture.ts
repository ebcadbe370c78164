// The process that is killed while it migrates: told a database and a folder of migrations, it says when it begins.
import { openRolePool } from '#store';
import { migrate } from '../../src/store/migrate.ts';

const [url = '', folder = ''] = process.argv.slice(2);
const sql = openRolePool(url, undefined, 2);
await sql`select 1`;
process.stdout.write('begun\n');
await migrate(sql, `${folder}/`);
await sql.end();
