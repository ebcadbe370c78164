// Records as the pages show them, and the names of what they point at.

import { type Labels, labelKey, namedRegister, type RecordView, type Title, titlesOf } from '#interface/site';
import { type RecordView as FoundRecord, type ListedRecord, listRecords } from '#projection/record';
import type { Item } from '#register';
import { encodeKeyPart } from '#register';
import type { StoredRegister } from '#store';
import type { Shelf } from './shelf.ts';

/** A found record as a page shows it. */
export function foundView(stored: StoredRegister, record: FoundRecord): RecordView {
  const { key, entry, item, withdrawn, publication, organisations, successors } = record;
  return {
    register: stored.register,
    key,
    entry,
    time: record.time.toISOString(),
    item,
    withdrawn,
    publication,
    organisations,
    successors,
    ...(record.validFrom === undefined ? {} : { validFrom: record.validFrom }),
    ...(record.later === undefined ? {} : { later: record.later }),
  };
}

/** A row of a list as a page shows it. */
export function listedView(stored: StoredRegister, record: ListedRecord): RecordView {
  const { key, entry, item } = record;
  const organisations = [stored.register.custodian];
  return {
    register: stored.register,
    key,
    entry,
    time: record.time.toISOString(),
    item,
    withdrawn: false,
    publication: entry,
    organisations,
  };
}

/** The names of the records that these records point at, read at once for a whole page; at most 2,000. */
export async function labelsOf(
  shelf: Shelf,
  records: readonly RecordView[],
  more: readonly [string, string][] = [],
): Promise<Labels> {
  const wanted = new Map<string, Set<string>>();
  const want = (register: string, key: string) => {
    const keys = wanted.get(register) ?? new Set<string>();
    wanted.set(register, keys.add(key));
  };
  for (const { register, item, organisations } of records) {
    want('organisation', register.custodian);
    for (const organisation of organisations) want('organisation', organisation);
    for (const [name, key] of namedKeys(register, item)) want(name, key);
  }
  for (const [register, key] of more) want(register, key);
  const labels = new Map<string, Title>();
  for (const [register, keys] of wanted) await readLabels(shelf, register, [...keys], labels);
  return labels;
}

function namedKeys(register: RecordView['register'], item: Item): [string, string][] {
  return register.schema.fields.flatMap((field): [string, string][] => {
    const target = namedRegister(field, register);
    const value = item[field.name];
    if (target === undefined || value === undefined) return [];
    const values = Array.isArray(value) ? value : [value];
    return values.map(one => [target, encodeKeyPart(String(one))]);
  });
}

const mostLabels = 2000;

async function readLabels(
  shelf: Shelf,
  register: string,
  keys: readonly string[],
  labels: Map<string, Title>,
): Promise<void> {
  const stored = await shelf.catalogue.find(register);
  if (stored === undefined) return;
  const rows = await shelf.sql.unsafe(
    `select r.key, b.body from records.r${stored.id} r
     join laopedia.body_public b on b.register_id = ${stored.id} and b.number = r.entry
     where r.key = any($1::text[])`,
    [keys.slice(0, mostLabels)],
  );
  for (const row of rows) {
    const key = String(row['key']);
    labels.set(labelKey(register, key), titlesOf(stored.register, JSON.parse(String(row['body'])) as Item));
  }
}

/** The records that hits name, read once for each register; withdrawn ones are left out. */
export async function recordsOf<Hit extends { readonly registerId: number; readonly key: string }>(
  shelf: Shelf,
  registers: readonly StoredRegister[],
  hits: readonly Hit[],
): Promise<Map<Hit, RecordView>> {
  const found = new Map<string, RecordView>();
  for (const stored of registers) {
    const keys = hits.filter(hit => hit.registerId === stored.id).map(hit => hit.key);
    if (keys.length === 0) continue;
    const { records } = await listRecords(shelf.sql, stored, { keys, limit: keys.length });
    for (const record of records) found.set(`${stored.id} ${record.key}`, listedView(stored, record));
  }
  return new Map(
    hits.flatMap((hit): [Hit, RecordView][] => {
      const record = found.get(`${hit.registerId} ${hit.key}`);
      return record === undefined ? [] : [[hit, record]];
    }),
  );
}
