-- Spreads the records of one giant register over all workers by their keys; psql -v ON_ERROR_STOP=1 -v table=records.r7 -f distribute-giant.sql,
-- after distribute.sql, with the server stopped. `select id from laopedia.register where name = '…'` gives the number. Its log stays whole.
-- Untried, like distribute.sql.

begin;
select create_distributed_table(:'table', 'key', colocate_with => 'none', shard_count => 64);
commit;
