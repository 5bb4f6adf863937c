-- What was added before events were listed by themselves; what came since is listed already.
-- [jooq ignore start]

INSERT INTO outbox_pending (tenant_id, id)
SELECT tenant_id, id FROM outbox_events WHERE status = 'pending' AND confirmed_at IS NULL
ON CONFLICT DO NOTHING;

-- [jooq ignore stop]
