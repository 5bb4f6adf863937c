-- Nothing that code is generated from.
-- [jooq ignore start]

-- The function runs with the rights of the role that migrates, in the transaction of any role that
-- may add events. Until here it took the search path of the migration, and PostgreSQL looks for
-- tables in a caller's pg_temp first: a caller's temporary outbox_pending, with a trigger on it, ran
-- code with these rights. So the table is named with its schema, and pg_temp comes last.
DO $migration$
DECLARE
  home text := (SELECT relnamespace::regnamespace::text FROM pg_catalog.pg_class
                WHERE oid = 'outbox_pending'::regclass);
BEGIN
  EXECUTE format($create$
    CREATE OR REPLACE FUNCTION %1$s.outbox_list_added_events() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $function$
    BEGIN
      INSERT INTO %1$s.outbox_pending (tenant_id, id)
      SELECT tenant_id, id FROM added
      WHERE status = 'pending' AND confirmed_at IS NULL
      ON CONFLICT DO NOTHING;
      RETURN NULL;
    END
    $function$
  $create$, home);
  -- A trigger that exists asks for no right. Without it, nobody hangs the function on a table of
  -- their own and lists what was never added.
  EXECUTE format('REVOKE EXECUTE ON FUNCTION %s.outbox_list_added_events() FROM PUBLIC', home);
END
$migration$;

-- [jooq ignore stop]
