-- Small proposals: their rows wait in a lasting table of their register, what the proposal rests on is known beforehand, and
-- one call locks all that a publication needs and tells it. Runs as laopedia_owner.

alter table laopedia.proposal
  add column leaves       bytea,
  add column targets      integer[],
  add column target_sizes bigint[];
comment on column laopedia.proposal.leaves is 'Of a small proposal: the leaf hashes of its rows, one after another. Null where the rows have a table of their own.';
comment on column laopedia.proposal.targets is 'The registers it refers to, with the sizes their logs had before its references were checked. Null: not known.';

create function laopedia.lock_publication(of_proposal text)
returns table (
  state text, register_id integer, register text, origin text, schema_entry bigint, copied boolean, read_only jsonb, shortage jsonb,
  based_entry bigint, based_size bigint, basis text, counts jsonb, needed integer, staging text, leaves bytea,
  targets_known boolean, targets_moved boolean, author text, approvers text[],
  size bigint, frontier bytea, now timestamptz
)
language plpgsql set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off
as $$
declare
  p laopedia.proposal;
  one integer;
begin
  select * into p from laopedia.proposal where id = of_proposal for update;
  if not found then return; end if;
  if p.state = 'waiting' then
    -- In the order of their numbers, so that two publications never wait for each other.
    for one in select distinct t from unnest(p.targets || p.register_id) t order by t loop
      if one = p.register_id then
        -- From here on the transaction commits to the disk, whatever the database or the role is set to.
        perform case current_setting('synchronous_commit')
          when 'off' then set_config('synchronous_commit', 'on', true) end
        from laopedia.head h where h.register_id = one for update;
      else
        perform from laopedia.head h where h.register_id = one for share;
      end if;
    end loop;
    perform set_config('laopedia.proposal', p.id, true);
  end if;
  return query
    select p.state, p.register_id, r.name, r.origin, r.schema_entry, r.copied,
      (select i.value from laopedia.installation i where i.name = 'read-only'),
      (select i.value from laopedia.installation i where i.name = 'disk'),
      p.schema_entry, p.base_size, p.basis, p.counts, p.needed, p.staging, p.leaves,
      p.targets is not null,
      exists (
        select from unnest(p.targets, p.target_sizes) t (id, size) join laopedia.head o on o.register_id = t.id
        where o.size <> t.size),
      (select a.pseudonym from laopedia.person a where a.id = p.author),
      array(
        select a.pseudonym from laopedia.approval v join laopedia.person a on a.id = v.person_id
        where v.proposal_id = p.id order by a.id),
      h.size, h.frontier, greatest(date_trunc('second', clock_timestamp()), h.time)
    from laopedia.register r join laopedia.head h on h.register_id = r.id
    where r.id = p.register_id;
end
$$;
comment on function laopedia.lock_publication is 'Locks a waiting proposal, its register''s head, and against their publications the heads it refers to; tells what is then true.';
revoke execute on function laopedia.lock_publication from public;
grant execute on function laopedia.lock_publication to laopedia_app;
