// The tables of search and who may do what with them. No rows are written here.

/** Statements that make what is missing, run as the owner each time a store is opened. */
export const tables: readonly string[] = [
  // Its older forms are dropped: what they held is folded again from the logs.
  `do $$ begin
    if to_regclass('laopedia.search') is not null and not exists (
      select from pg_attribute where attrelid = to_regclass('laopedia.search') and attname = 'places') then
      drop table laopedia.search cascade;
      drop table if exists laopedia.search_knowledge, laopedia.search_best;
    end if;
  end $$`,
  `create table if not exists laopedia.search (
    register_id integer not null,
    key         text collate "C" not null,
    passage     smallint not null,
    analyser    smallint not null,
    title       text not null,
    body        text not null,
    codes       text,
    places      text,
    name_key    text collate "C" not null,
    latin_key   text not null,
    lexemes     int4[] not null,
    primary key (register_id, key, passage)
  ) partition by list (register_id)`,
  'create table if not exists laopedia.search_rest partition of laopedia.search default',
  'create index if not exists search_lexemes on laopedia.search using gin (lexemes)',
  `create index if not exists search_name_key on laopedia.search (name_key) where name_key <> ''`,
  `create index if not exists search_latin_key on laopedia.search using gin (latin_key gin_trgm_ops) where latin_key <> ''`,
  // What a register's words are like: how many of the passages looked at have a lexeme (pairs of 4-byte integers, network
  // order), and the lexemes that have a best list.
  `create table if not exists laopedia.search_knowledge (
    register_id integer primary key,
    analyser    smallint not null,
    version     bigint not null,
    records     bigint not null,
    changed     bigint not null,
    sampled     integer not null,
    counts      bytea not null,
    listed      int4[] not null
  )`,
  `do $$ begin
    if to_regclass('laopedia.search_best') is not null and not exists (
      select from pg_attribute where attrelid = to_regclass('laopedia.search_best') and attname = 'keys') then
      drop table laopedia.search_best;
      delete from laopedia.search_knowledge;
    end if;
  end $$`,
  // Of a lexeme that very many records have: those to look at first, three arrays side by side; and what came since.
  `create table if not exists laopedia.search_best (
    register_id integer not null,
    lexeme      int4 not null,
    bytes       int4[] not null,
    keys        text[] not null,
    passages    int2[] not null,
    primary key (register_id, lexeme)
  )`,
  `create table if not exists laopedia.search_fresh (
    register_id integer not null,
    lexeme      int4 not null,
    bytes       integer not null,
    key         text collate "C" not null,
    passage     smallint not null,
    primary key (register_id, lexeme, key, passage)
  )`,
  // Rows wait in the indexes' pending lists and are sorted in together at the end of each publication: many times faster
  // than one by one, and no search ever has to read such a list. Only the indexes' owner may do that.
  `create or replace function laopedia.settle_search() returns void language sql security definer
   set search_path = pg_catalog set work_mem = '64MB' as $$
     select gin_clean_pending_list(leaf.relid)
     from unnest(array['search_lexemes', 'search_latin_key']) name,
       pg_partition_tree(format('laopedia.%I', name)::regclass) leaf
     where leaf.isleaf $$`,
  'revoke all on function laopedia.settle_search() from public',
  'grant execute on function laopedia.settle_search() to laopedia_app',
  'grant select, insert, update, delete on laopedia.search, laopedia.search_knowledge, laopedia.search_best, laopedia.search_fresh to laopedia_app',
  'grant select on laopedia.search, laopedia.search_knowledge, laopedia.search_best, laopedia.search_fresh to laopedia_public',
];
