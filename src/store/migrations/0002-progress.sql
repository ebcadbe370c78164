-- How far folds have come is kept from now on, and a log's schemas are found without reading the log.
-- Runs as laopedia_owner.

-- What stood before was folded by the first version of these folds, in the transaction of each publication.
insert into laopedia.projection (register_id, name, version, entry)
select register_id, name, 1, size - 1
from laopedia.head cross join (values ('record'), ('counts')) as f (name)
on conflict do nothing;

-- An entry is small and its operation stands in it as written here: within a text of JSON the quotes would be escaped.
create index entry_schema on laopedia.entry (register_id, number) where position('"op":"schema"'::bytea in bytes) > 0;
