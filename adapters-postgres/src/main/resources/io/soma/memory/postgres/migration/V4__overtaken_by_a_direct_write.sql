-- Without a default, so that no row is rewritten; locked for a moment, and not behind others.
-- [jooq ignore start]
SET LOCAL lock_timeout = '3s';
-- [jooq ignore stop]

ALTER TABLE outbox_events ADD COLUMN overtaken_at timestamptz;
