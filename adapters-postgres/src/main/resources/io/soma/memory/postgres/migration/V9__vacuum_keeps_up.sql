-- Nothing that code is generated from.
-- [jooq ignore start]

-- Every event is a dead row in the end. As slowly as vacuum goes by default it takes minutes for
-- what ten thousand events a second leave behind in one, and the table grows for as long as they
-- come. Ten times the default, in pages per pause.
SET LOCAL lock_timeout = '3s';

ALTER TABLE outbox_events SET (autovacuum_vacuum_cost_limit = 2000);

ALTER TABLE outbox_pending SET (autovacuum_vacuum_cost_limit = 2000);

-- [jooq ignore stop]
