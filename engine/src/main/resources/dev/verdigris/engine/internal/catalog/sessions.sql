-- Whose sessions run subscriptions. connection_id: as pg_cancel_backend takes it.
SELECT s.id::text AS id, s.connection_id::text AS connection_id, s.role_id AS role_id
FROM mz_internal.mz_sessions AS s
