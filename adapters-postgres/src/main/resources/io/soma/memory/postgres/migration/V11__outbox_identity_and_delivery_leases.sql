-- Columns without a default, so that no row is rewritten; the table is locked for a moment, and not
-- behind others.
-- [jooq ignore start]
SET LOCAL lock_timeout = '3s';
-- [jooq ignore stop]

-- What the write does, to tell a repeat from another write under its key. Null for what was queued
-- before.
ALTER TABLE outbox_events ADD COLUMN fingerprint bytea;

-- Which call of enqueue added the row, to find it again where the answer to the commit was lost.
ALTER TABLE outbox_events ADD COLUMN enqueue_token bigint;

-- Which outbox this is. One row. The place of the database is noted at the first start; another
-- place later means that this is a copy, which gets an identity of its own.
CREATE TABLE outbox_identity (
  identity          uuid NOT NULL,
  system_identifier bigint,
  database_oid      bigint,
  timeline          bigint,
  deliveries_from   timestamptz NOT NULL
);

-- The right to deliver a tenant's events to the memory service, apart from the right to carry them.
-- Rows are never deleted, so that a tenant's fencing token only grows.
CREATE TABLE delivery_leases (
  tenant_id     text COLLATE "C" NOT NULL,
  holder        text NOT NULL,
  fencing_token bigint NOT NULL,
  expires_at    timestamptz NOT NULL
);

-- [jooq ignore start]

CREATE UNIQUE INDEX outbox_identity_has_one_row ON outbox_identity ((true));

INSERT INTO outbox_identity (identity, deliveries_from) VALUES (gen_random_uuid(), '-infinity');

ALTER TABLE delivery_leases ADD CONSTRAINT delivery_leases_pkey PRIMARY KEY (tenant_id);

-- [jooq ignore stop]
