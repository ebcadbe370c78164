-- How the columns of a file became the fields of a register, as a person said it: used again for a file of the same headers.
create table laopedia.mapping (
  register_id integer not null references laopedia.register,
  headers     text not null,
  mapping     jsonb not null,
  used        timestamptz not null default now(),
  primary key (register_id, headers)
);
grant select, insert, update on laopedia.mapping to laopedia_app;
