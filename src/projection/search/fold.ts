// The search fold: one shared table of every standing record's words, kept in the publication's transaction. A withdrawn
// record leaves it; a hidden field never enters it.
import { analyserVersion, lexemes } from '#lib/lao';
import type { Applied, Fold, Speaker } from '#store';
import { checkSearch } from './check.ts';
import { markLexeme } from './code.ts';
import { lexemeText } from './lexeme-text.ts';
import { latinKeys, nameKeys, soundLexemes } from './name-key.ts';
import { rolesSignature, searchableOf } from './searchable.ts';

const columns = [
  { name: 'search_title', type: 'text' },
  { name: 'search_body', type: 'text' },
  { name: 'search_codes', type: 'text[]' },
  { name: 'search_name_key', type: 'text' },
  { name: 'search_latin_key', type: 'text' },
  { name: 'search_title_lexemes', type: 'int4[]' },
  { name: 'search_lexemes', type: 'int4[]' },
];
const kept = columns.map(column => column.name.slice('search_'.length));
const nothing = columns.map(() => null);
const columnsVersion = 2;

/**
 * Keeps `laopedia.search`: a row for each standing record. `title_lexemes` and `lexemes` (of the body) hold all four
 * streams of hashes, and the titles' those of codes and sounds; `codes` are compared exactly; `name_key` and `latin_key` hold a key for each title, a space between.
 */
export const searchFold: Fold = {
  name: 'search',
  version: columnsVersion * 1000 + analyserVersion,
  async prepare(sql) {
    for (const statement of tables) await sql.unsafe(statement);
  },
  async define(_sql, _registerId, register, before) {
    return before !== undefined && rolesSignature(before) !== rolesSignature(register);
  },
  columns: () => columns,
  stage(register, { key, item }) {
    if (item === undefined) return nothing;
    const { titles, body, codes } = searchableOf(register, key, item);
    const title = titles.join('\n');
    const latin = title === '' ? '' : latinKeys(titles);
    const marks = [...codes.map(code => markLexeme('code', code)), ...soundLexemes(latin)];
    return [
      title,
      body,
      `{${codes.map(code => `"${code}"`).join(',')}}`,
      title === '' ? '' : nameKeys(titles),
      latin,
      title === '' ? lexemeText(marks) : lexemeText(marks, lexemes(title)),
      body === '' ? '{}' : lexemeText(lexemes(body)),
    ];
  },
  async apply(sql, applied) {
    if (!applied.fresh) await forget(sql, applied);
    await put(sql, applied);
    if (applied.partition === undefined) await sql`select laopedia.settle_search()`;
  },
  async clear(sql, registerId) {
    await sql`delete from laopedia.search where register_id = ${registerId}`;
  },
  check: checkSearch,
};

const tables = [
  // Before it had partitions it was one table; what it held is folded again from the logs.
  `do $$ begin
    if (select relkind from pg_class where oid = to_regclass('laopedia.search')) = 'r' then drop table laopedia.search; end if;
  end $$`,
  `create table if not exists laopedia.search (
    register_id   integer not null,
    key           text collate "C" not null,
    analyser      integer not null,
    title         text not null,
    body          text not null,
    codes         text[] not null,
    name_key      text collate "C" not null,
    latin_key     text not null,
    title_lexemes int4[] not null,
    lexemes       int4[] not null,
    primary key (register_id, key)
  ) partition by list (register_id)`,
  'create table if not exists laopedia.search_rest partition of laopedia.search default',
  'create index if not exists search_title_lexemes on laopedia.search using gin (register_id, title_lexemes)',
  'create index if not exists search_lexemes on laopedia.search using gin (register_id, lexemes)',
  'create index if not exists search_name_key on laopedia.search (name_key)',
  'create index if not exists search_latin_key on laopedia.search using gin (latin_key gin_trgm_ops)',
  // Rows wait in the indexes' pending lists and are sorted in together at the end of each publication: many times faster
  // than one by one, and no search ever has to read such a list. Only the indexes' owner may do that.
  `create or replace function laopedia.settle_search() returns void language sql security definer
   set search_path = pg_catalog set work_mem = '64MB' as $$
     select gin_clean_pending_list(leaf.relid)
     from unnest(array['search_title_lexemes', 'search_lexemes', 'search_latin_key']) name,
       pg_partition_tree(format('laopedia.%I', name)::regclass) leaf
     where leaf.isleaf $$`,
  'revoke all on function laopedia.settle_search() from public',
  'grant execute on function laopedia.settle_search() to laopedia_app',
  'grant select, insert, update, delete on laopedia.search to laopedia_app',
  'grant select on laopedia.search to laopedia_public',
];

async function forget(sql: Speaker, { registerId, staging }: Applied): Promise<void> {
  await sql.unsafe(`
    delete from laopedia.search k using ${staging} s
    where s.op = 'withdraw' and k.register_id = ${registerId} and k.key = s.key`);
}

// A correction of a field that nobody searches leaves the row, and its indexes, alone.
async function put(sql: Speaker, { registerId, staging, fresh, partition }: Applied): Promise<void> {
  const into = partition === undefined ? 'laopedia.search' : await partition('laopedia.search');
  const same = ['analyser', 'title', 'body', 'codes'];
  const row = (table: string) => `(${same.map(name => `${table}.${name}`).join(', ')})`;
  await sql.unsafe(`
    insert into ${into} as k (register_id, key, analyser, ${kept.join(', ')})
    select ${registerId}, key, ${analyserVersion}, ${columns.map(column => column.name).join(', ')}
    from ${staging} where op = 'put' order by ordinal
    ${
      fresh
        ? ''
        : `on conflict (register_id, key) do update
           set analyser = excluded.analyser, ${kept.map(name => `${name} = excluded.${name}`).join(', ')}
           where ${row('k')} is distinct from ${row('excluded')}`
    }`);
}
