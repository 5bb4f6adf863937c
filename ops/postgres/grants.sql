-- Roles with the rights that Soma Memory needs, and no more.
--
--   soma_memory_owner    owns the tables and runs ./soma migrate
--   soma_memory          runs ./soma serve, or the application that embeds the library
--   soma_memory_enqueue  a group for services that enqueue in their own transactions
--
-- Run it as a superuser, in the database of the outbox, before the first ./soma migrate and once
-- more after it: psql -d memory -f grants.sql. It may be run again at any time. It sets no
-- passwords: do so with \password, and put the roles into the DSNs of the two commands.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'soma_memory_owner') THEN
    CREATE ROLE soma_memory_owner LOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'soma_memory') THEN
    CREATE ROLE soma_memory LOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'soma_memory_enqueue') THEN
    CREATE ROLE soma_memory_enqueue NOLOGIN;
  END IF;
END
$$;

CREATE SCHEMA IF NOT EXISTS soma_memory AUTHORIZATION soma_memory_owner;
GRANT USAGE ON SCHEMA soma_memory TO soma_memory, soma_memory_enqueue;
ALTER ROLE soma_memory_owner SET search_path = soma_memory;
ALTER ROLE soma_memory SET search_path = soma_memory;

-- For the tables of this version and of later ones.
ALTER DEFAULT PRIVILEGES FOR ROLE soma_memory_owner IN SCHEMA soma_memory
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO soma_memory;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA soma_memory TO soma_memory;
-- To raise the sequence of event ids where a move of the database left it behind its table.
ALTER DEFAULT PRIVILEGES FOR ROLE soma_memory_owner IN SCHEMA soma_memory
  GRANT SELECT, UPDATE ON SEQUENCES TO soma_memory;
GRANT SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA soma_memory TO soma_memory;

-- After the first migration: the serving role reads the history of the migrations and does not
-- change it; a service that enqueues in its own transactions only adds.
DO $$
BEGIN
  IF to_regclass('soma_memory.soma_memory_schema_history') IS NOT NULL THEN
    REVOKE INSERT, UPDATE, DELETE ON soma_memory.soma_memory_schema_history FROM soma_memory;
    GRANT SELECT, INSERT ON soma_memory.outbox_events TO soma_memory_enqueue;
    -- To find an earlier write under an idempotency key.
    GRANT SELECT ON soma_memory.outbox_pending TO soma_memory_enqueue;
  END IF;
END
$$;

-- Each session sets these by itself, except behind a pooler in transaction mode, where they must
-- hold for the role. The first two are what an acknowledgement rests on.
ALTER ROLE soma_memory SET synchronous_commit = 'on';
ALTER ROLE soma_memory SET default_transaction_isolation = 'read committed';
ALTER ROLE soma_memory SET statement_timeout = '5s';
ALTER ROLE soma_memory SET idle_in_transaction_session_timeout = '5s';
ALTER ROLE soma_memory SET lock_timeout = '1s';
ALTER ROLE soma_memory SET enable_seqscan = 'off';
