// Loads that broke off: a large import that was killed leaves its staged rows and a mark of the file they came from. When the
// same file comes again, it goes on behind the last row that is there. Nothing of it can be approved or published before.
import type { Sql } from 'postgres';
import { dropStaging, type Store, type StoredRegister, tryHoldStaging } from '#store';
import { getPerson } from '#workflow/access';

/** How a load is known again: `mark` is a digest of the file and of how it is read; `officer` is whose work it is. */
export interface LoadMark {
  readonly mark: string;
  readonly officer: string;
}

/** A load with its staging table. */
export interface OpenLoad {
  readonly id: string;
  readonly staging: string;
}

const keptHours = 48;

/** The load of this mark that broke off, held from now on; undefined when there is none, or somebody is at work on it. */
export async function findBrokenOff(
  store: Store,
  importer: Sql,
  stored: StoredRegister,
  { mark, officer }: LoadMark,
): Promise<OpenLoad | undefined> {
  const author = await getPerson(store.app, officer);
  const rows = await store.app`
    select p.id, p.staging from laopedia.proposal p
    where p.register_id = ${stored.id} and p.state = 'draft' and p.counts ->> 'mark' = ${mark} and p.author = ${author.id}
      and p.schema_entry = ${stored.schemaEntry} and p.base_size = ${stored.size} and to_regclass(p.staging) is not null
      and p.made > now() - make_interval(hours => ${keptHours})
    order by p.made desc`;
  for (const row of rows) {
    const staging = String(row['staging']);
    if (await tryHoldStaging(importer, staging)) return { id: String(row['id']), staging };
  }
  return undefined;
}

/** Notes that a load is under way, so that what it stages outlives its process. */
export async function noteLoad(
  store: Store,
  stored: StoredRegister,
  { id, staging }: OpenLoad,
  { mark, officer }: LoadMark,
): Promise<void> {
  const author = await getPerson(store.app, officer);
  await store.app`
    insert into laopedia.proposal (id, register_id, state, author, schema_entry, base_size, counts, staging)
    values (${id}, ${stored.id}, 'draft', ${author.id}, ${stored.schemaEntry}, ${stored.size},
      ${store.app.json({ mark })}, ${staging})
    on conflict (id) do nothing`;
}

/** Forgets a load: it was cancelled, has findings, or changes nothing. */
export async function forgetLoad(store: Store, id: string): Promise<void> {
  await store.app`delete from laopedia.proposal where id = ${id} and state = 'draft'`;
}

/** Drops loads that broke off and that nobody came back for within two days. */
export async function dropForgotten(store: Store): Promise<number> {
  const rows = await store.app`
    delete from laopedia.proposal where state = 'draft' and made <= now() - make_interval(hours => ${keptHours})
    returning staging`;
  for (const { staging } of rows) if (staging !== null) await dropStaging(store.app, String(staging));
  return rows.length;
}
