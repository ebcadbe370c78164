// Finished tables: of a large load into a fresh register the rows are written once, in the form and place they will have, and
// indexed before any lock is taken. Publishing attaches them. Nobody reads them before.
import { type Register, tiersOf } from '#register';
import { type ComposedTable, finishedTables } from './compose.ts';
import { finishedTable } from './finished-name.ts';
import type { Fold, Speaker } from './fold.ts';
import { asOwner } from './owner.ts';
import { hasPartition, placeTables } from './partition.ts';
import { restage } from './restage.ts';
import { dropFinished } from './staging.ts';
import { indexesLike, isPartitioned, makeLike } from './table-form.ts';

/** What the finished tables of one proposal are made for. */
export interface FinishedLoad {
  readonly registerId: number;
  readonly register: Register;
  readonly staging: string;
  readonly folds: readonly Fold[];
  /** The number that the row of ordinal 0 has been given. */
  readonly first: number;
}

/** Whether a load of this register may be finished while it is staged: nothing stands, and it has no partitions yet. */
export async function canFinish(sql: Speaker, registerId: number): Promise<boolean> {
  const rows = await sql.unsafe(`select from records.r${registerId} limit 1`);
  return rows.length === 0 && !(await hasPartition(sql, 'laopedia.entry', registerId));
}

/** Makes the finished tables, empty and without indexes. The caller's role may write into them. */
export async function makeFinished(sql: Speaker, load: Omit<FinishedLoad, 'first'>): Promise<readonly ComposedTable[]> {
  const { registerId, register, staging, folds } = load;
  const tables = finishedTables(registerId, register, folds);
  await asOwner(sql, async () => {
    for (const { name, like } of tables) {
      const table = finishedTable(staging, name);
      await makeLike(sql, table, like, (await isPartitioned(sql, like)) ? registerId : undefined);
      await sql.unsafe(`grant select, insert, delete on ${table} to laopedia_app`);
    }
  });
  return tables;
}

/** Whether a proposal's staging has finished tables. */
export async function isFinished(sql: Speaker, staging: string): Promise<boolean> {
  const rows = await sql`select to_regclass(${finishedTable(staging, 'entry')}) is not null as yes`;
  return rows[0]?.['yes'] === true;
}

/** Writes the rows that stand whole in the staging table into the finished tables too. */
export async function fillFinished(sql: Speaker, load: FinishedLoad): Promise<void> {
  const { registerId, register, staging, folds, first } = load;
  const whole = `(select * from ${staging} where not finished)`;
  const tableOf = (name: string) => finishedTable(staging, name);
  for (const { name } of finishedTables(registerId, register, [])) {
    const tier = name.replace('body_', '');
    const [columns, values, condition] =
      name === 'entry'
        ? ['bytes', 'bytes', 'true']
        : ['salt, body', `salt_${tier}, body_${tier}`, `body_${tier} is not null`];
    await sql.unsafe(`
      insert into ${tableOf(name)} (register_id, number, ${columns})
      select ${registerId}, ${first} + ordinal, ${values} from ${whole} s where ${condition} order by ordinal`);
  }
  for (const fold of folds) await fold.finishing?.fill(sql, { registerId, register, staging: whole, first, tableOf });
  await sql.unsafe(`update ${staging} set finished = true where not finished`);
}

/** The statements that index the finished tables, those of the largest table first. */
export interface FinishedIndexes {
  /** One a table: each shuts others out of its table, so they are done before the rest. */
  readonly keys: string[];
  /** These stand each other's company, also on one table. */
  readonly others: string[];
}

/** The statements that are still to be done, in two lots that several connections can share one after the other. */
export async function finishedIndexes(sql: Speaker, load: Omit<FinishedLoad, 'first'>): Promise<FinishedIndexes> {
  const { registerId, register, staging, folds } = load;
  const sized: { readonly sizeBytes: number; readonly texts: readonly string[] }[] = [];
  for (const { name, like } of finishedTables(registerId, register, folds)) {
    const table = finishedTable(staging, name);
    const rows = await sql`select pg_table_size(${table}::regclass) as size`;
    sized.push({ sizeBytes: Number(rows[0]?.['size']), texts: await indexesLike(sql, table, like) });
  }
  const texts = sized.sort((one, other) => other.sizeBytes - one.sizeBytes).flatMap(one => one.texts);
  const isKey = (text: string) => text.startsWith('alter table');
  return { keys: texts.filter(isKey), others: texts.filter(text => !isKey(text)) };
}

/** The finished tables of a proposal that is being published: where a fold finds its own, and what puts all in their places. */
export interface Adopted {
  tableOf(name: string): string;
  place(): Promise<void>;
}

/** Takes the finished tables over into a publication: to be placed at its end, since readers wait from then to the commit. */
export function adoptFinished(sql: Speaker, load: FinishedLoad): Adopted {
  const { registerId, register, staging, folds } = load;
  return {
    tableOf: name => finishedTable(staging, name),
    async place() {
      const tables = finishedTables(registerId, register, folds);
      const made = new Map(tables.map(({ name, like }) => [like, finishedTable(staging, name)]));
      await asOwner(sql, () => placeTables(sql, registerId, made));
    },
  };
}

/**
 * Stages finished rows whole again: for a load whose numbers or folds are no longer right. Takes as long as staging did.
 * Rows that have left the staging table since are gone.
 */
export async function thaw(sql: Speaker, load: FinishedLoad): Promise<void> {
  const { register, staging, folds, first } = load;
  const tiers = tiersOf(register.schema);
  const set = tiers.map(tier => `, salt_${tier} = ${tier}.salt, body_${tier} = ${tier}.body`).join('');
  const joins = tiers.map(tier => {
    const table = finishedTable(staging, `body_${tier}`);
    return ` left join ${table} ${tier} on ${tier}.number = e.number`;
  });
  await sql.unsafe(`
    update ${staging} s set finished = false, bytes = e.bytes${set}
    from ${finishedTable(staging, 'entry')} e${joins.join('')}
    where s.finished and e.number = ${first} + s.ordinal`);
  await restage(sql, staging, register, folds);
  await dropFinished(sql, staging);
}
