// I5, I8 and the records of the head: each fold compares what it keeps with the log folded by key, and says how far it came.
import type { Divergence, Fold, FoldCheck, Speaker } from '../fold.ts';
import type { Redactions } from './bodies.ts';
import type { Examined } from './examined.ts';
import { readFoldedKeys } from './folded-key.ts';
import type { SchemaCollector } from './schemas.ts';
import type { Tally } from './tally.ts';

/** Holds every fold that can be checked against the log. */
export async function examineProjections(
  sql: Speaker,
  examined: Examined,
  folds: readonly Fold[],
  log: { readonly schemas: SchemaCollector; readonly redactions: Redactions },
  tally: Tally,
): Promise<void> {
  await examineProgress(sql, examined, folds, tally);
  const register = log.schemas.today();
  if (register === undefined) return;
  const checks: FoldCheck[] = [];
  for (const fold of folds) {
    const found = ({ place, how, key }: Divergence) => {
      if (key !== undefined && log.redactions.has(key) && how !== 'missing') {
        tally.found('I9', 'redacted-present', place, { where: fold.name });
      } else tally.found('I5', codes[how], place, { fold: fold.name });
    };
    const check = await fold.check?.(sql, { registerId: examined.id, register, found });
    if (check !== undefined) checks.push(check);
  }
  let standing = 0;
  for await (const keys of readFoldedKeys(sql, examined, log.schemas, log.redactions)) {
    tally.looked('I5', keys.length);
    standing += keys.filter(key => key.versions.at(-1)?.withdrawn === false).length;
    for (const check of checks) await check.take(keys);
  }
  for (const check of checks) await check.end();
  if (standing !== examined.records) tally.found('I5', 'head-differs', 'number of records');
}

const codes = {
  different: 'projection-differs',
  missing: 'projection-missing',
  superfluous: 'projection-superfluous',
} as const;

async function examineProgress(sql: Speaker, { id, size }: Examined, folds: readonly Fold[], tally: Tally) {
  const rows = await sql`select name, version, entry from laopedia.projection where register_id = ${id}`;
  for (const fold of folds) {
    const row = rows.find(one => one['name'] === fold.name);
    const come = row === undefined ? 'nothing' : `version ${row['version']}, entry ${row['entry']}`;
    const wanted = `version ${fold.version}, entry ${size - 1}`;
    tally.looked('I8');
    if (come !== wanted) tally.found('I8', 'projection-behind', `projection ${fold.name}`, { come, wanted });
  }
}
