-- The log and its neighbours. Kernel tables are shared and keyed by the register's number; only record tables are per register.
-- Runs as laopedia_owner. The roles exist already (roles.ts).

create schema laopedia;
create schema records;
create schema readable;
create schema staging;

create table laopedia.register (
  id           integer generated always as identity primary key,
  name         text not null unique,
  origin       text not null unique,
  open         boolean not null default true,
  definition   jsonb not null,
  schema_entry bigint not null default 0,
  made         timestamptz not null default now()
);
comment on table laopedia.register is 'One row a register. definition is a projection of its last schema entry.';

create table laopedia.head (
  register_id integer primary key references laopedia.register,
  size        bigint not null default 0,
  root        bytea not null,
  frontier    bytea not null,
  time        timestamptz not null default '-infinity',
  records     bigint not null default 0,
  series      bigint not null default 0
);
comment on table laopedia.head is 'The committed end of each log. Its row lock orders publications, so numbers have no gaps.';

create table laopedia.entry (
  register_id integer not null,
  number      bigint not null,
  bytes       bytea not null,
  primary key (register_id, number)
) partition by list (register_id);
create table laopedia.entry_rest partition of laopedia.entry default;
comment on table laopedia.entry is 'The exact bytes of every entry, never re-serialised, never updated.';

create table laopedia.body_public (
  register_id integer not null,
  number      bigint not null,
  salt        bytea not null,
  body        text not null,
  primary key (register_id, number)
) partition by list (register_id);
create table laopedia.body_public_rest partition of laopedia.body_public default;

create table laopedia.body_government (like laopedia.body_public including all) partition by list (register_id);
create table laopedia.body_government_rest partition of laopedia.body_government default;

create table laopedia.body_custodian (like laopedia.body_public including all) partition by list (register_id);
create table laopedia.body_custodian_rest partition of laopedia.body_custodian default;

create table laopedia.tile (
  register_id integer not null,
  level       smallint not null,
  index       bigint not null,
  hashes      bytea not null,
  primary key (register_id, level, index)
);
alter table laopedia.tile alter column hashes set storage external;
comment on table laopedia.tile is 'Full tiles only (256 hashes); partial ones are computed from entries when asked for.';

create table laopedia.publication (
  register_id   integer not null,
  number        bigint not null,
  first         bigint not null,
  count         bigint not null,
  time          timestamptz not null,
  proposal      text not null unique,
  organisations text[] not null,
  primary key (register_id, number)
);

create table laopedia.checkpoint (
  register_id integer not null,
  size        bigint not null,
  root        bytea not null,
  note        text not null,
  anchored    boolean not null default false,
  made        timestamptz not null default now(),
  primary key (register_id, size)
);

create table laopedia.successor (
  register_id integer not null,
  key         text collate "C" not null,
  successor   text collate "C" not null,
  how         text not null,
  entry       bigint not null,
  primary key (register_id, key, successor)
);

create table laopedia.blob (
  digest bytea primary key,
  bytes  bytea not null
);

create table laopedia.installation (
  name  text primary key,
  value jsonb not null
);
comment on table laopedia.installation is 'Facts of this installation: whether it is a demo, whether it is read-only and why.';

create table laopedia.projection (
  register_id integer not null,
  name        text not null,
  version     integer not null,
  entry       bigint not null,
  primary key (register_id, name)
);
comment on table laopedia.projection is 'How far each fold has come (I8).';

create table laopedia.person (
  id        integer generated always as identity primary key,
  name      text not null unique,
  pseudonym text not null unique,
  made      timestamptz not null default now()
);

create table laopedia.proposal (
  id           text primary key,
  register_id  integer not null references laopedia.register,
  state        text not null check (state in ('draft', 'waiting', 'sent-back', 'published', 'dropped')),
  author       integer not null references laopedia.person,
  basis        text,
  schema_entry bigint not null,
  base_size    bigint not null,
  counts       jsonb not null default '{}',
  findings     jsonb not null default '[]',
  needed       integer not null default 1,
  staging      text,
  made         timestamptz not null default now(),
  ended        timestamptz,
  reason       text
);
create index on laopedia.proposal (state, made);

create table laopedia.approval (
  proposal_id text not null references laopedia.proposal,
  person_id   integer not null references laopedia.person,
  time        timestamptz not null default now(),
  primary key (proposal_id, person_id)
);

create table laopedia.act (
  id       bigint generated always as identity primary key,
  time     timestamptz not null default now(),
  person   text not null,
  what     text not null,
  register text,
  proposal text,
  facts    jsonb not null default '{}'
);
comment on table laopedia.act is 'Acts waiting for the sequencer, which appends them to the audit log; written in the transaction of the act.';

grant usage on schema laopedia, records to laopedia_app, laopedia_public, laopedia_signer;
grant usage on schema readable to laopedia_app, laopedia_public;
grant usage, create on schema staging to laopedia_app;
grant select, insert on laopedia.entry, laopedia.tile, laopedia.publication, laopedia.blob, laopedia.successor to laopedia_app;
grant select, insert, delete on laopedia.body_public, laopedia.body_government, laopedia.body_custodian to laopedia_app;
grant select, insert, update on laopedia.register, laopedia.head, laopedia.installation, laopedia.person, laopedia.projection to laopedia_app;
grant select, insert, update, delete on laopedia.proposal, laopedia.approval, laopedia.act to laopedia_app;
grant select on laopedia.checkpoint to laopedia_app;
grant select on laopedia.register, laopedia.head, laopedia.entry, laopedia.body_public, laopedia.tile, laopedia.publication,
  laopedia.checkpoint, laopedia.successor, laopedia.installation to laopedia_public, laopedia_signer;
grant insert, update on laopedia.checkpoint to laopedia_signer;
grant insert, update on laopedia.installation to laopedia_signer;
