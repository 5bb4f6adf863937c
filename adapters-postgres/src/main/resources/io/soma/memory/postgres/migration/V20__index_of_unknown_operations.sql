-- Nothing that code is generated from.
-- [jooq ignore start]

-- The events that wait and whose operation this version does not know: a newer version wrote them.
-- They hold up what is behind them at their addresses, and nothing else. An insert does not pay for
-- it. Built beside the traffic; a build that was broken off leaves an invalid index, which goes
-- first.
DROP INDEX CONCURRENTLY IF EXISTS outbox_events_unknown_operation;

CREATE INDEX CONCURRENTLY outbox_events_unknown_operation
  ON outbox_events (tenant_id, ordering_key, id)
  WHERE confirmed_at IS NULL AND status <> 'failed'
    AND topic NOT IN ('memory.store', 'memory.delete', 'graph.link');

-- [jooq ignore stop]
