-- A register made from another installation's log, entry by entry: read here, published and signed there.
alter table laopedia.register add column copied boolean not null default false;
