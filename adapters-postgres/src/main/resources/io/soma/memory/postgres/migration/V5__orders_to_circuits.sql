-- What operators ordered, for every instance to read; a row for each tenant under an order.
CREATE TABLE circuit_orders (
  tenant_id  text COLLATE "C" NOT NULL,
  circuit    text NOT NULL CHECK (circuit IN ('open', 'closed')),
  ordered_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- [jooq ignore start]

ALTER TABLE circuit_orders ADD CONSTRAINT circuit_orders_pkey PRIMARY KEY (tenant_id);

-- [jooq ignore stop]
