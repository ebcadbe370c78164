-- Entries that a mirror gave back after a restore from too old a backup: their hidden bodies are in no mirror, so none are here.
-- Runs as laopedia_owner.
create table laopedia.healed (
  register_id integer not null references laopedia.register,
  first       bigint not null,
  until       bigint not null,
  time        timestamptz not null default now(),
  primary key (register_id, first)
);
comment on table laopedia.healed is 'From first to before until. By it fsck tells a hidden body that did not travel from one that was lost.';
