-- Nothing that code is generated from.
-- [jooq ignore start]

-- Whether a newer write overtook an event, and a tenant's confirmed events. An insert does not pay
-- for it, as no new row is confirmed. Built beside the traffic; a build that was broken off leaves
-- an invalid index, which goes first.
DROP INDEX CONCURRENTLY IF EXISTS outbox_events_confirmed_address;

CREATE INDEX CONCURRENTLY outbox_events_confirmed_address
  ON outbox_events (tenant_id, ordering_key, id)
  WHERE confirmed_at IS NOT NULL;

-- [jooq ignore stop]
