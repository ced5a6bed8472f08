-- The sessions that run subscriptions. connection_id: for pg_cancel_backend.
SELECT s.id::text AS id, s.connection_id::text AS connection_id, s.role_id AS role_id
FROM mz_internal.mz_sessions AS s
