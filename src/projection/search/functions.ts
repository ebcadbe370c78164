// What search asks of its table, as functions kept in the database: one statement and one answer a search, planned once a
// connection, and never by reading the table from end to end.

const row = 'register_id int4, key text, passage int2, way int2, title text, body text, codes text';
const settings = 'set enable_seqscan = off set plan_cache_mode = force_generic_plan';
const own = 'k.register_id = any(registers)';
const bytesOf = 'octet_length(k.title) + octet_length(k.body)';

// The best of a lexeme hold its other spellings too: a few more than wanted are read, so that these do not end a page that
// the word as it is spelled could fill.
const moreOfBest = 10;

// Of what was found, the shortest up to so many bytes: long texts must not cost more than many names.
const shortest = (found: string) => `
  select f.register_id, f.key, f.passage, f.way, f.title, f.body, f.codes from (
    select g.*, sum(g.bytes) over (order by g.bytes, g.register_id, g.key, g.passage rows unbounded preceding) as before
    from (${found}) g) f
  where f.before - f.bytes < bytes_most`;

// A go has lexemes by which the index finds rows, others that every row found must have too, and may have some of which it must
// have one: [way, side, best, keep, by, too, one of]. `side` is 1 for titles, 2 for
// texts, 3 for both, and 0 for what is never
// enough by itself. Of one side each go finds what the go before it found, and more. A record of the best that was corrected
// since stands among the fresh too, and counts once.
const findSure = `
create or replace function laopedia.find_sure(registers int4[], filter int4[], begins text, ends_before text, goes jsonb,
  wanted int4, rows_most int4, bytes_most int4)
returns table (${row}) language plpgsql stable ${settings} as $$
#variable_conflict use_column
declare
  found int4[] := array[0, 0, 0];
  these int4;
  go jsonb;
  side int4;
  means int2;
  best int4;
  all_of int4[];
  too int4[];
  one_of int4[];
begin
  if begins is not null then
    return query select k.register_id, k.key, k.passage, 2::int2, k.title, k.body, null from laopedia.search k
      where k.name_key <> '' and k.name_key >= begins and k.name_key < ends_before and ${own}
        and (filter = '{}' or k.lexemes @> filter)
      order by k.name_key limit 50;
  end if;
  for go in select jsonb_array_elements(goes) loop
    means := (go -> 0)::int2;
    side := (go -> 1)::int4;
    best := (go -> 2)::int4;
    all_of := filter || array(select jsonb_array_elements(go -> 4)::int4);
    too := array(select jsonb_array_elements(go -> 5)::int4);
    these := 0;
    if best <> 0 then
      return query select k.register_id, k.key, k.passage, means, k.title, k.body, null
        from (
          select key, passage from (
            select unnest(b.bytes) as bytes, unnest(b.keys) collate "C" as key, unnest(b.passages) as passage
            from laopedia.search_best b where b.register_id = registers[1] and b.lexeme = best
            union all
            select b.bytes, b.key, b.passage
            from laopedia.search_fresh b where b.register_id = registers[1] and b.lexeme = best) b
          group by key, passage order by min(bytes), key collate "C", passage) b
        cross join lateral (
          select * from laopedia.search k
          where k.register_id = registers[1] and k.key = b.key and k.passage = b.passage offset 0) k
        where k.lexemes @> (all_of || too) limit wanted + ${moreOfBest};
      get diagnostics these = row_count;
    end if;
    if these < wanted then
      if go -> 6 is not null then
        one_of := array(select jsonb_array_elements(go -> 6)::int4);
        return query ${shortest(`
          select k.register_id, k.key, k.passage, means as way, k.title, k.body, k.codes, ${bytesOf} as bytes
          from laopedia.search k where k.lexemes && one_of and (k.lexemes @> all_of) is true and ${own} limit rows_most`)};
      elsif (go -> 3)::int4 < rows_most then
        return query select k.register_id, k.key, k.passage, means, k.title, k.body, k.codes from (
          select * from laopedia.search k
          where k.lexemes @> all_of and (k.lexemes @> too) is true and ${own} limit rows_most) k
          order by ${bytesOf}, k.register_id, k.key, k.passage limit (go -> 3)::int4;
      else
        return query ${shortest(`
          select k.register_id, k.key, k.passage, means as way, k.title, k.body, k.codes, ${bytesOf} as bytes
          from laopedia.search k where k.lexemes @> all_of and (k.lexemes @> too) is true and ${own} limit rows_most`)};
      end if;
      get diagnostics these = row_count;
    end if;
    if side > 0 then found[side] := greatest(found[side], these); end if;
    exit when found[1] + found[2] + found[3] >= wanted;
  end loop;
end $$`;

const findSome = `
create or replace function laopedia.find_some(registers int4[], filter int4[], lexemes int4[], worths float8[],
  rows_most int4, bytes_most int4)
returns table (${row}) language sql stable ${settings} as $$
  with weighed as (
    select f.register_id, f.key, f.passage, sum(a.worth) as weight
    from unnest(lexemes, worths) a (lexeme, worth)
    cross join lateral (
      select k.register_id, k.key, k.passage from laopedia.search k
      where k.lexemes @> (filter || a.lexeme) and ${own} limit rows_most) f
    group by f.register_id, f.key, f.passage order by weight desc, f.register_id, f.key, f.passage limit rows_most)
  select w.register_id, w.key, w.passage, 5::int2, w.title, w.body, null from (
    select g.*, k.title, k.body,
      sum(${bytesOf}) over (order by g.weight desc, g.register_id, g.key, g.passage rows unbounded preceding) as bytes
    from weighed g join laopedia.search k using (register_id, key, passage)) w
  where w.bytes <= bytes_most order by w.bytes $$`;

// Of names that are like what is asked so many are compared: a short name may be like half of a register.
const likeMost = 2000;

const findAlike = `
create or replace function laopedia.find_alike(registers int4[], filter int4[], names text[], rows_most int4)
returns table (${row}) language sql stable ${settings} set pg_trgm.word_similarity_threshold = 0.45 as $$
  select distinct on (f.register_id, f.key) f.register_id, f.key, f.passage, 6::int2, f.title, f.body, null
  from unnest(names) n (name) cross join lateral (
    select k.* from (
      select * from laopedia.search k
      where k.latin_key <> '' and n.name <% k.latin_key and ${own} and (filter = '{}' or k.lexemes @> filter)
      limit ${likeMost}) k
    order by word_similarity(n.name, k.latin_key) desc, length(k.latin_key), k.register_id, k.key limit rows_most) f $$`;

// Who has all lexemes of one of the lists; of each list so many at most.
const keysFound = `
create or replace function laopedia.keys_found(registers int4[], lists jsonb, most int4)
returns table (register_id int4, key text) language sql stable ${settings} as $$
  select distinct f.register_id, f.key from jsonb_array_elements(lists) l (list) cross join lateral (
    select k.register_id, k.key from laopedia.search k
    where k.lexemes @> array(select jsonb_array_elements(l.list)::int4) and ${own} limit most) f $$`;

const countFound = `
create or replace function laopedia.count_found(registers int4[], lists jsonb, most int4)
returns table (register_id int4, count int4) language sql stable ${settings} as $$
  select register_id, count(*)::int4 from laopedia.keys_found(registers, lists, most) group by register_id $$`;

const suggestNames = `
create or replace function laopedia.suggest_names(registers int4[], filter int4[], begins text, ends_before text, sounds text,
  most int4)
returns table (register_id int4, key text, title text) language sql stable ${settings} as $$
  (select k.register_id, k.key, k.title from laopedia.search k
   where k.name_key <> '' and k.name_key >= begins and k.name_key < ends_before and ${own}
     and (filter = '{}' or k.lexemes @> filter) order by k.name_key limit most)
  union
  (select k.register_id, k.key, k.title from (
     select * from laopedia.search k
     where k.latin_key <> '' and (k.latin_key like sounds || '%' or k.latin_key like '% ' || sounds || '%') and ${own}
     and (filter = '{}' or k.lexemes @> filter) limit ${likeMost}) k
   order by length(k.latin_key), k.key limit most) $$`;

// A role that is no super-user may only set what a loaded library knows.
const loadLibrary = `select word_similarity('', '')`;

/** The functions; run as the owner each time a store is opened. They read with the rights of whoever asks. */
export const functions: readonly string[] = [
  loadLibrary,
  findSure,
  findSome,
  findAlike,
  keysFound,
  countFound,
  suggestNames,
];
