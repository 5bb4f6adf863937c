-- Which instances use this outbox, and when each was last here: one that cannot read the outbox
-- must know whether another one may queue meanwhile.
CREATE TABLE outbox_instances (
  instance uuid NOT NULL,
  seen_at  timestamptz NOT NULL
);

-- [jooq ignore start]

ALTER TABLE outbox_instances ADD CONSTRAINT outbox_instances_pkey PRIMARY KEY (instance);

-- [jooq ignore stop]
