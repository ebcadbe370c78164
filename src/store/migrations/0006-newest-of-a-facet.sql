-- Registers made before now get the indexes that lead to the newest of each facet, as projection/record makes them for new
-- ones: (facet, first day of the schema, key). About two seconds an index at a million records.
do $$
declare
  one record;
begin
  for one in
    with field as (
      select r.id, f.value as field, f.ordinality as place, (f.value ->> 'number')::int as number,
        coalesce(f.value ->> 'type', 'string') as type
      from laopedia.register r
      cross join lateral jsonb_array_elements(r.definition -> 'schema' -> 'fields') with ordinality f
      where coalesce(f.value ->> 'visibility', 'public') = 'public'),
    day as (
      select distinct on (id) id, number from field where type in ('date', 'date-time') order by id, place)
    select f.id, f.number, day.number as day
    from field f join day on day.id = f.id and day.number <> f.number
    where f.field -> 'facet' = 'true' and f.type not in ('list', 'object', 'geometry')
      and coalesce(f.field ->> 'as', '') <> 'bilingual' and to_regclass('records.r' || f.id) is not null
  loop
    execute format('create index if not exists r%1$s_f%2$s_f%3$s on records.r%1$s (f%2$s, f%3$s, key)', one.id, one.number, one.day);
  end loop;
end $$;
