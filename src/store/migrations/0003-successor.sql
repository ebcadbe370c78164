-- What took the place of a key is folded from the log like records are: it can be cleared and replayed.
-- Runs as laopedia_owner.

grant update, delete on laopedia.successor to laopedia_app;
comment on table laopedia.successor is 'A projection of succeed entries, kept by the record fold: references to a key that has gone are led on by it.';
