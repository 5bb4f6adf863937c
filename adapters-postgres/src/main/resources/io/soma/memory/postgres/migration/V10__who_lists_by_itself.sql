-- Nothing that code is generated from.
-- [jooq ignore start]

-- A statement that lists what it adds says so, for its own transaction; to have the trigger do it
-- costs more. For everybody else all stays as it was. Locked for a moment, and not behind others:
-- nobody adds an event while the trigger is away.
SET LOCAL lock_timeout = '3s';

DROP TRIGGER outbox_events_added ON outbox_events;

CREATE TRIGGER outbox_events_added AFTER INSERT ON outbox_events
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT
  WHEN (current_setting('soma_memory.lists_events', true) IS DISTINCT FROM 'on')
  EXECUTE FUNCTION outbox_list_added_events();

-- [jooq ignore stop]
