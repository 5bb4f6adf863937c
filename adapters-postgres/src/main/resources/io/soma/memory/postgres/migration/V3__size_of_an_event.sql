-- Without a default, so that no row is rewritten; what is there already is measured as stored. The
-- table is locked for the moment that this takes, and rather not at all than behind a long
-- transaction, with everybody else waiting: try again then.
-- [jooq ignore start]
SET LOCAL lock_timeout = '3s';
-- [jooq ignore stop]

ALTER TABLE outbox_events ADD COLUMN body_bytes int;
