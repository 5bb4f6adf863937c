-- Nothing that code is generated from.
-- [jooq ignore start]

-- The replayed events that were held back. An insert does not pay for it, as no new row is held.
-- Built beside the traffic; a build that was broken off leaves an invalid index, which goes first.
DROP INDEX CONCURRENTLY IF EXISTS outbox_events_held;

CREATE INDEX CONCURRENTLY outbox_events_held
  ON outbox_events (tenant_id, held_until, ordering_key)
  WHERE confirmed_at IS NULL AND status <> 'failed' AND held_until IS NOT NULL;

-- [jooq ignore stop]
