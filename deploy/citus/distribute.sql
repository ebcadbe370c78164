-- Spreads the large tables of a Laopedia over the workers of a Citus cluster; psql -v ON_ERROR_STOP=1 -f distribute.sql, as the
-- account of DATABASE_URL, on the coordinator, after the first start, with the server stopped and a backup made.
-- Untried: there is no Citus among the packages this project is built with. It keeps to what Citus 13 documents, and a test
-- (test/journeys/citus.test.ts) holds every table here against Citus' rules for unique keys and foreign keys.

begin;
create extension if not exists citus;

-- One log a register: everything of a register is found by its number, so it lies whole on one node, and so do the tables beside it.
-- What decides (head, publication, checkpoint, proposal, approval, person, act) stays on the coordinator, in its own transactions.
select create_distributed_table('laopedia.entry', 'register_id', colocate_with => 'none', shard_count => 64);
select create_distributed_table('laopedia.body_public', 'register_id', colocate_with => 'laopedia.entry');
select create_distributed_table('laopedia.body_government', 'register_id', colocate_with => 'laopedia.entry');
select create_distributed_table('laopedia.body_custodian', 'register_id', colocate_with => 'laopedia.entry');
select create_distributed_table('laopedia.tile', 'register_id', colocate_with => 'laopedia.entry');
select create_distributed_table('laopedia.record_past', 'register_id', colocate_with => 'laopedia.entry');
select create_distributed_table('laopedia.value_count', 'register_id', colocate_with => 'laopedia.entry');
select create_distributed_table('laopedia.search', 'register_id', colocate_with => 'laopedia.entry');
select create_distributed_table('laopedia.search_best', 'register_id', colocate_with => 'laopedia.entry');
select create_distributed_table('laopedia.search_fresh', 'register_id', colocate_with => 'laopedia.entry');
commit;
