-- Nothing that code is generated from.
-- [jooq ignore start]

-- What failed before, and was followed by a write that is confirmed: noted while that one is here.
UPDATE outbox_events AS failed SET overtaken_at = clock_timestamp()
WHERE failed.confirmed_at IS NULL AND failed.status = 'failed' AND failed.overtaken_at IS NULL
  AND EXISTS (
    SELECT FROM outbox_events AS newer
    WHERE newer.tenant_id = failed.tenant_id AND newer.ordering_key = failed.ordering_key
      AND newer.id > failed.id AND newer.confirmed_at IS NOT NULL
  );

-- [jooq ignore stop]
