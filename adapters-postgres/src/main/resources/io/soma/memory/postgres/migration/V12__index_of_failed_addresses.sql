-- Nothing that code is generated from.
-- [jooq ignore start]

-- The failed events that a newer write of their address may overtake. An insert does not pay for it,
-- as no new row has failed. Built beside the traffic; a build that was broken off leaves an invalid
-- index, which goes first.
DROP INDEX CONCURRENTLY IF EXISTS outbox_events_failed_address;

CREATE INDEX CONCURRENTLY outbox_events_failed_address
  ON outbox_events (tenant_id, ordering_key, id)
  WHERE confirmed_at IS NULL AND status = 'failed' AND overtaken_at IS NULL;

-- [jooq ignore stop]
