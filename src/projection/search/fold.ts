// The search fold: one shared table of every standing record's words, kept in the publication's transaction. A withdrawn
// record leaves it; a hidden field never enters it.
import { analyserVersion } from '#lib/lao';
import type { Item, Register } from '#register';
import type { Applied, Fold, NumberedRow, Speaker } from '#store';
import { checkSearch } from './check.ts';
import { markLexeme } from './code.ts';
import { functions } from './functions.ts';
import { learn, listChanged, noteChanged, noteChangedText } from './learn.ts';
import { lexemeText } from './lexeme-text.ts';
import { passagesOf } from './passage.ts';
import { firstFound, laterFound } from './row.ts';
import { rolesSignature, searchableOf } from './searchable.ts';
import { tables } from './tables.ts';

const columns = [
  { name: 'search_title', type: 'text' },
  { name: 'search_body', type: 'text' },
  { name: 'search_codes', type: 'text' },
  { name: 'search_places', type: 'text' },
  { name: 'search_name_key', type: 'text' },
  { name: 'search_latin_key', type: 'text' },
  { name: 'search_lexemes', type: 'int4[]' },
  // The passages after the first, of few records: [[text, [lexemes]], ...].
  { name: 'search_passages', type: 'jsonb' },
];
const nothing = columns.map(() => null);

/**
 * Keeps `laopedia.search`: a row for each passage of each standing record. `lexemes` are those of the title and of the passage,
 * and marks of codes, sounds, places and the register; `codes` are those beside the key, `places` the codes of places; `name_key` is the beginning of the
 * first title's key and `latin_key` holds keys by sound. The analyser's version is not the fold's: see refresh.ts.
 */
export const searchFold: Fold = {
  name: 'search',
  version: 3004,
  async prepare(sql) {
    for (const statement of [...tables, ...functions]) await sql.unsafe(statement);
  },
  async define(_sql, _registerId, register, before) {
    return before !== undefined && rolesSignature(before) !== rolesSignature(register);
  },
  columns: () => columns,
  stage: (register, { key, item }) => (item === undefined ? nothing : stagedOf(register, key, item)),
  finishing: {
    tables: () => [{ name: 'search', like: 'laopedia.search', columns: finishedColumns }],
    rows: (_register, row, staged) => [finishedRows(row, staged)],
    fill: async (sql, { tableOf, ...filled }) =>
      void (await insert(sql, { ...filled, fresh: true }, tableOf('search'))),
    async cut(sql, { staging, tableOf }) {
      await sql.unsafe(
        `delete from ${tableOf('search')} k where not exists (select from ${staging} s where s.key = k.key)`,
      );
    },
    kept: () => [],
  },
  async apply(sql, applied) {
    const { registerId, fresh, partition, finished } = applied;
    const into = finished?.('search') ?? (await partition?.('laopedia.search')) ?? 'laopedia.search';
    const gone = fresh ? 0 : (await sql.unsafe(forget(applied))).count;
    const put = finished === undefined ? await insert(sql, applied, into) : 1;
    if (await noteChanged(sql, registerId, gone + put)) await learn(sql, { registerId, table: into });
    // Where no searched text has changed nothing is new: a number corrected in a whole register would fill the lists.
    else if (gone + put > 0) await sql.unsafe(listChanged(applied));
    if (into === 'laopedia.search') await sql`select laopedia.settle_search()`;
  },
  steps: stepped => `
    declare
      gone bigint;
      put bigint;
      is_due boolean;
    begin
      ${forget(stepped)};
      get diagnostics gone = row_count;
      ${insertFirst(stepped, 'laopedia.search', false)};
      get diagnostics put = row_count;
      if put > 0 then ${insertLater(stepped, 'laopedia.search')}; end if;
      if gone + put > 0 then
        ${noteChangedText(stepped.registerId, 'gone + put', 'into strict is_due')};
        if is_due then ${stepped.askForMore}; else ${listChanged(stepped)}; end if;
        perform laopedia.settle_search();
      end if;
    end;`,
  async applyAfter(sql, { registerId }) {
    await learn(sql, { registerId, table: 'laopedia.search' });
  },
  async clear(sql, registerId) {
    for (const table of ['search', 'search_best', 'search_fresh', 'search_knowledge']) {
      await sql.unsafe(`delete from laopedia.${table} where register_id = ${registerId}`);
    }
  },
  check: checkSearch,
};

function stagedOf(register: Register, key: string, item: Item): (string | null)[] {
  const { titles, body, codes, places } = searchableOf(register, key, item);
  const title = titles.join('\n');
  const [first = '', ...later] = passagesOf(body);
  const { lexemes, nameKey, latinKey } = firstFound({ title, body: first, codes, places });
  return [
    title,
    first,
    codes.length > 1 ? codes.slice(1).join(' ') : null,
    places.length > 0 ? places.join(' ') : null,
    nameKey,
    latinKey,
    lexemeText(...lexemes),
    later.length === 0 ? null : JSON.stringify(later.map(text => [text, laterLexemes(title, text, places)])),
  ];
}

function laterLexemes(title: string, body: string, places: readonly string[]): number[] {
  return laterFound({ title, body, codes: [], places }).lexemes.flatMap(row => Array.from(row));
}

type Rows = Pick<Applied, 'registerId' | 'staging'>;

// A correction of a field that nobody searches leaves the row, and its indexes, alone.
function forget({ registerId, staging }: Rows): string {
  const mark = markLexeme('register', String(registerId));
  return `
    delete from laopedia.search k using ${staging} s
    where k.register_id = ${registerId} and k.key = s.key and (
      s.op = 'withdraw' or s.search_passages is not null or k.passage > 0 or k.analyser <> ${analyserVersion}
      or (k.title, k.body, k.codes, k.places, k.lexemes)
        is distinct from (s.search_title, s.search_body, s.search_codes, s.search_places, s.search_lexemes || ${mark}))`;
}

const finishedColumns = [
  'register_id',
  'key',
  'passage',
  'analyser',
  'title',
  'body',
  'codes',
  'places',
  'name_key',
  'latin_key',
  'lexemes',
];
const names = finishedColumns.join(', ');

// The rows of a record, as `insert` makes them of its staged columns.
function finishedRows(
  { registerId, key }: NumberedRow,
  staged: readonly (string | null)[],
): (readonly (string | null)[])[] {
  const [title = null, body = null, codes = null, places = null, nameKey = null, latinKey = null, lexemes, passages] =
    staged;
  if (lexemes === null || lexemes === undefined) return [];
  const mark = `,${markLexeme('register', String(registerId))}}`;
  const marked = (array: string) => (array === '{}' ? `{${mark.slice(1)}` : array.slice(0, -1) + mark);
  const [id, version] = [String(registerId), String(analyserVersion)];
  const rows = [[id, key, '0', version, title, body, codes, places, nameKey, latinKey, marked(lexemes)]];
  if (passages === null || passages === undefined) return rows;
  for (const [at, [text, numbers]] of (JSON.parse(passages) as [string, number[]][]).entries()) {
    rows.push([id, key, String(at + 1), version, title, text, null, places, '', '', marked(lexemeText(numbers))]);
  }
  return rows;
}

async function insert(sql: Speaker, { fresh, ...rows }: Rows & { readonly fresh: boolean }, into: string) {
  const put = await sql.unsafe(insertFirst(rows, into, fresh));
  if (put.count > 0) await sql.unsafe(insertLater(rows, into));
  return put.count;
}

// Small registers share a table: there the register is a lexeme like any other, so that the index alone finds its rows.
function insertFirst({ registerId, staging }: Rows, into: string, fresh: boolean): string {
  const mark = markLexeme('register', String(registerId));
  const missing = fresh
    ? ''
    : `and not exists (select from laopedia.search k where k.register_id = ${registerId} and k.key = s.key)`;
  return `
    insert into ${into} (${names})
    select ${registerId}, s.key, 0, ${analyserVersion}, s.search_title, s.search_body, s.search_codes, s.search_places,
      s.search_name_key, s.search_latin_key, s.search_lexemes || ${mark}
    from ${staging} s where s.op = 'put' ${missing} order by s.ordinal`;
}

function insertLater({ registerId, staging }: Rows, into: string): string {
  const mark = markLexeme('register', String(registerId));
  return `
    insert into ${into} (${names})
    select ${registerId}, s.key, p.place, ${analyserVersion}, s.search_title, p.said ->> 0, null, s.search_places, '', '',
      array(select value::int4 from jsonb_array_elements_text(p.said -> 1)) || ${mark}
    from ${staging} s cross join lateral jsonb_array_elements(s.search_passages) with ordinality p (said, place)
    where s.op = 'put' and s.search_passages is not null
      and not exists (select from ${into} k where k.register_id = ${registerId} and k.key = s.key and k.passage > 0)`;
}
