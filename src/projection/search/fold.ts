// The search fold: one shared table of every standing record's words, kept in the publication's transaction. A withdrawn
// record leaves it; a hidden field never enters it.
import { analyserVersion } from '#lib/lao';
import type { Item, Register } from '#register';
import type { Applied, Fold, NumberedRow, Speaker } from '#store';
import { checkSearch } from './check.ts';
import { markLexeme } from './code.ts';
import { functions } from './functions.ts';
import { learn, listChanged, noteChanged } from './learn.ts';
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
    const { registerId, staging, fresh, partition, finished } = applied;
    const into = finished?.('search') ?? (await partition?.('laopedia.search')) ?? 'laopedia.search';
    const gone = fresh ? 0 : await forget(sql, applied);
    const put = finished === undefined ? await insert(sql, applied, into) : 1;
    if (await noteChanged(sql, registerId, gone + put)) await learn(sql, { registerId, table: into });
    else await listChanged(sql, registerId, staging);
    if (into === 'laopedia.search') await sql`select laopedia.settle_search()`;
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

// A correction of a field that nobody searches leaves the row, and its indexes, alone.
async function forget(sql: Speaker, { registerId, staging }: Applied): Promise<number> {
  const mark = markLexeme('register', String(registerId));
  const gone = await sql.unsafe(`
    delete from laopedia.search k using ${staging} s
    where k.register_id = ${registerId} and k.key = s.key and (
      s.op = 'withdraw' or s.search_passages is not null or k.passage > 0 or k.analyser <> ${analyserVersion}
      or (k.title, k.body, k.codes, k.places, k.lexemes)
        is distinct from (s.search_title, s.search_body, s.search_codes, s.search_places, s.search_lexemes || ${mark}))`);
  return gone.count;
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

// Small registers share a table: there the register is a lexeme like any other, so that the index alone finds its rows.
async function insert(
  sql: Speaker,
  { registerId, staging, fresh }: Pick<Applied, 'registerId' | 'staging' | 'fresh'>,
  into: string,
): Promise<number> {
  const mark = markLexeme('register', String(registerId));
  const missing = fresh
    ? ''
    : `and not exists (select from laopedia.search k where k.register_id = ${registerId} and k.key = s.key)`;
  const names = 'register_id, key, passage, analyser, title, body, codes, places, name_key, latin_key, lexemes';
  const rows = (lexemes: string) => `${registerId}, s.key, ${lexemes}`;
  const put = await sql.unsafe(`
    insert into ${into} (${names})
    select ${rows(`0, ${analyserVersion}, s.search_title, s.search_body, s.search_codes, s.search_places, s.search_name_key,
      s.search_latin_key, s.search_lexemes || ${mark}`)}
    from ${staging} s where s.op = 'put' ${missing} order by s.ordinal`);
  if (put.count === 0) return 0;
  await sql.unsafe(`
    insert into ${into} (${names})
    select ${rows(`p.place, ${analyserVersion}, s.search_title, p.said ->> 0, null, s.search_places, '', '',
      array(select value::int4 from jsonb_array_elements_text(p.said -> 1)) || ${mark}`)}
    from ${staging} s cross join lateral jsonb_array_elements(s.search_passages) with ordinality p (said, place)
    where s.op = 'put' and s.search_passages is not null
      and not exists (select from ${into} k where k.register_id = ${registerId} and k.key = s.key and k.passage > 0)`);
  return put.count;
}
