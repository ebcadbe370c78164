// Makes rows again that an older analyser made, a few at a time, while search goes on: between two analysers few lexemes
// differ, so that what is not yet made again is found by nearly everything that is asked. No log is read for it.
import type { Sql } from 'postgres';
import { analyserVersion } from '#lib/lao';
import { comparableCode, decodedKey, markLexeme } from './code.ts';
import { learn } from './learn.ts';
import { lexemeText } from './lexeme-text.ts';
import { firstFound, laterFound } from './row.ts';

const rowsAtOnce = 300;

/** Brings all registers' rows up to this analyser; stops between two batches when `goesOn` says so. Gives how many were made. */
export async function refreshSearch(sql: Sql, goesOn: () => boolean = () => true): Promise<number> {
  let made = 0;
  const stale = await sql`
    select register_id from laopedia.search_knowledge where analyser <> ${analyserVersion} order by records, register_id`;
  for (const { register_id: id } of stale) {
    for (let batch = -1; batch !== 0 && goesOn(); made += batch) batch = await refreshRows(sql, Number(id));
    if (goesOn()) await finish(sql, Number(id));
  }
  return made;
}

// Under the lock of the head, as a publication is: neither writes what the other has just replaced.
function refreshRows(sql: Sql, registerId: number): Promise<number> {
  return sql.begin(async tx => {
    await tx`select from laopedia.head where register_id = ${registerId} for update`;
    const rows = await tx`
      select key, passage, title, body, codes, places from laopedia.search
      where register_id = ${registerId} and analyser <> ${analyserVersion} limit ${rowsAtOnce}`;
    const made = rows.map(row => madeOf(row, registerId));
    await tx`
      update laopedia.search k set analyser = ${analyserVersion}, name_key = m.name_key, latin_key = m.latin_key,
        lexemes = m.lexemes::int4[]
      from unnest(${made.map(one => one.key)}::text[], ${made.map(one => one.passage)}::int2[], ${made.map(one => one.nameKey)}::text[],
        ${made.map(one => one.latinKey)}::text[], ${made.map(one => one.lexemes)}::text[]) m (key, passage, name_key, latin_key, lexemes)
      where k.register_id = ${registerId} and k.key = m.key and k.passage = m.passage`;
    return rows.length;
  });
}

function madeOf(row: Readonly<Record<string, unknown>>, registerId: number) {
  const [key, passage] = [String(row['key']), Number(row['passage'])];
  const words = (name: string) =>
    String(row[name] ?? '')
      .split(' ')
      .filter(word => word !== '');
  const said = { title: String(row['title']), body: String(row['body']), places: words('places') };
  const codes = [comparableCode(decodedKey(key)), ...words('codes')].filter(code => code !== '');
  const { lexemes, nameKey, latinKey } =
    passage === 0 ? firstFound({ ...said, codes }) : laterFound({ ...said, codes: [] });
  const mark = markLexeme('register', String(registerId));
  return { key, passage, nameKey, latinKey, lexemes: lexemeText(...lexemes, [mark]) };
}

async function finish(sql: Sql, registerId: number): Promise<void> {
  await sql.begin(async tx => {
    await tx`select from laopedia.head where register_id = ${registerId} for update`;
    await learn(tx, { registerId, table: 'laopedia.search' });
    await tx`update laopedia.search_knowledge set analyser = ${analyserVersion} where register_id = ${registerId}`;
    await tx`select laopedia.settle_search()`;
  });
}
