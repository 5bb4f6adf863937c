-- Columns without a default; the tables are locked for a moment, and not behind others.
-- [jooq ignore start]
SET LOCAL lock_timeout = '3s';
-- [jooq ignore stop]

-- The settings by which the processes of this outbox find addresses at the memory service, as the
-- first one of this version noted them. A process with other settings does not start.
ALTER TABLE outbox_identity ADD COLUMN address_rules text;

-- What others must know of an instance: how long it keeps confirmed events, and how long a replay
-- must be held back for its direct writes. Null for an instance of an earlier version.
ALTER TABLE outbox_instances ADD COLUMN retention_millis bigint;

ALTER TABLE outbox_instances ADD COLUMN replay_hold_millis bigint;
