-- Without a default, so that no row is rewritten; locked for a moment, and not behind others.
-- [jooq ignore start]
SET LOCAL lock_timeout = '3s';
-- [jooq ignore stop]

-- Until then, an event that an operator replays is not delivered, nor is any other event of its
-- tenant: a newer write of its address may have gone past the outbox, and its result is not known yet.
ALTER TABLE outbox_events ADD COLUMN held_until timestamptz;
