-- The events that the relay has yet to carry. The table is tiny, as a row leaves it with the
-- transport's acknowledgement, and the event's own row of a kilobyte is not written for that.
CREATE TABLE outbox_pending (
  tenant_id text COLLATE "C" NOT NULL,
  id        bigint NOT NULL
);

-- [jooq ignore start]

ALTER TABLE outbox_pending ADD CONSTRAINT outbox_pending_pkey PRIMARY KEY (tenant_id, id);

-- As for the events: vacuum by what is dead, and early, as most of it always is.
ALTER TABLE outbox_pending SET (
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_threshold = 20000
);

-- Whoever adds an event, an earlier version too, has it listed with it; with the rights and the
-- search path of whoever migrates, as an embedder's own transaction may have others. Locked for a
-- moment, and not behind others: after that moment every event that is added is listed.
SET LOCAL lock_timeout = '3s';

CREATE FUNCTION outbox_list_added_events() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO outbox_pending (tenant_id, id)
  SELECT tenant_id, id FROM added
  WHERE status = 'pending' AND confirmed_at IS NULL
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;

CREATE TRIGGER outbox_events_added AFTER INSERT ON outbox_events
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION outbox_list_added_events();

COMMENT ON COLUMN outbox_events.status IS
  'pending until confirmed or failed; of these, outbox_pending lists what is not sent yet';

-- For people who look by themselves: the status as Soma Memory tells it.
CREATE VIEW outbox_overview AS
SELECT id, created_at, tenant_id, namespace, topic,
  CASE
    WHEN confirmed_at IS NOT NULL THEN 'sent'
    WHEN status = 'failed' THEN 'failed'
    WHEN EXISTS (
      SELECT FROM outbox_pending AS listed
      WHERE listed.tenant_id = event.tenant_id AND listed.id = event.id
    ) THEN 'pending'
    ELSE 'sent'
  END AS status,
  retries, last_error, failed_at, confirmed_at, dedupe_key, payload
FROM outbox_events AS event;

-- [jooq ignore stop]
