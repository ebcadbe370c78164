-- What the signer may do with checkpoints: keep one that is larger than every other, and say that it is anchored. Nothing else.
-- Runs as laopedia_owner. The functions work with the owner's rights, so the signer needs none on the table itself.

create table laopedia.log_key (
  register_id integer primary key references laopedia.register,
  vkeys       text not null
);
comment on table laopedia.log_key is 'Verifier keys of each log, one a line, the current one first. Never a secret: those are files of the signer.';

revoke insert, update on laopedia.checkpoint from laopedia_signer;
grant select on laopedia.log_key to laopedia_app, laopedia_public;
grant select, insert, update on laopedia.log_key to laopedia_signer;
grant insert on laopedia.act to laopedia_signer;

create function laopedia.keep_checkpoint(register integer, new_size bigint, new_root bytea, new_note text)
returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform from laopedia.head where register_id = register for key share;
  if exists (select from laopedia.checkpoint where register_id = register and size >= new_size) then
    raise exception 'a checkpoint of register % at size % or above is there', register, new_size;
  end if;
  insert into laopedia.checkpoint (register_id, size, root, note) values (register, new_size, new_root, new_note);
end
$$;
comment on function laopedia.keep_checkpoint is 'Sizes of checkpoints strictly grow.';

create function laopedia.anchor_checkpoint(register integer, at_size bigint)
returns void
language sql security definer set search_path = pg_catalog, pg_temp
as $$
  update laopedia.checkpoint set anchored = true where register_id = register and size = at_size;
$$;
comment on function laopedia.anchor_checkpoint is 'From now on it is served: the note lies outside of the database.';

create function laopedia.forget_checkpoints(register integer, above bigint)
returns void
language sql security definer set search_path = pg_catalog, pg_temp
as $$
  delete from laopedia.checkpoint where register_id = register and size > above;
$$;
comment on function laopedia.forget_checkpoints is 'For an operator''s declaration that a restored, shorter log stands. The owner alone may call it.';

revoke execute on function laopedia.keep_checkpoint, laopedia.anchor_checkpoint, laopedia.forget_checkpoints from public;
grant execute on function laopedia.keep_checkpoint, laopedia.anchor_checkpoint to laopedia_signer;
