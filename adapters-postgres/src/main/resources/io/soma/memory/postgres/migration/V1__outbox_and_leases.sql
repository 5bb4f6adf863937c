CREATE TABLE outbox_events (
  -- Ascending ids are the order of delivery within a tenant.
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  created_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- "C" is the order of characters, which is also the order of tenants in Java.
  tenant_id       text COLLATE "C" NOT NULL,
  namespace       text NOT NULL,
  topic           text NOT NULL,
  ordering_key    text NOT NULL,
  request_id      text NOT NULL,
  idempotency_key uuid NOT NULL,
  dedupe_key      text COLLATE "C" NOT NULL,
  traceparent     text,
  payload         jsonb NOT NULL,
  status          text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'sent', 'failed')),
  retries         int NOT NULL DEFAULT 0,
  last_error      text,
  sent_at         timestamptz,
  confirmed_at    timestamptz,
  failed_at       timestamptz
);

-- Rows are never deleted, so that a tenant's fencing token only grows.
CREATE TABLE tenant_leases (
  tenant_id     text COLLATE "C" NOT NULL,
  holder        text NOT NULL,
  fencing_token bigint NOT NULL,
  expires_at    timestamptz NOT NULL
);

-- The rest is nothing that code is generated from.
-- [jooq ignore start]

ALTER TABLE outbox_events ADD CONSTRAINT outbox_events_dedupe_key UNIQUE (dedupe_key);

ALTER TABLE tenant_leases ADD CONSTRAINT tenant_leases_pkey PRIMARY KEY (tenant_id);

-- The one index of everything that waits: a relay seeks by status and tenant to the first id, so
-- neither other tenants' events nor a tenant's sent ones are walked over. Confirmed rows leave it.
CREATE INDEX outbox_events_waiting ON outbox_events (status, tenant_id, id)
  WHERE confirmed_at IS NULL;

-- For the purge. An insert does not pay for it, as no new row is confirmed.
CREATE INDEX outbox_events_confirmed ON outbox_events (confirmed_at)
  WHERE confirmed_at IS NOT NULL;

-- Rows come and go all the time: vacuum by what is dead, and not by a share of what is kept.
ALTER TABLE outbox_events SET (
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_threshold = 2000
);

-- [jooq ignore stop]
