-- Nothing that code is generated from.
-- [jooq ignore start]

-- Built beside the traffic; a build that was broken off leaves an invalid index, which goes first.
DROP INDEX CONCURRENTLY IF EXISTS outbox_events_unconfirmed;

CREATE INDEX CONCURRENTLY outbox_events_unconfirmed
  ON outbox_events (tenant_id, id)
  WHERE confirmed_at IS NULL AND status <> 'failed';

DROP INDEX CONCURRENTLY IF EXISTS outbox_events_failed;

CREATE INDEX CONCURRENTLY outbox_events_failed
  ON outbox_events (tenant_id, id)
  WHERE confirmed_at IS NULL AND status = 'failed';

DROP INDEX CONCURRENTLY IF EXISTS outbox_events_waiting;

-- [jooq ignore stop]
