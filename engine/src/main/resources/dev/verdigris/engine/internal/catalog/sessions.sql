-- All sessions. connection_id: for pg_cancel_backend. connected_seconds: since 1970, by the server's clock.
SELECT
    s.id::text AS id,
    s.connection_id::text AS connection_id,
    s.role_id AS role_id,
    EXTRACT(EPOCH FROM s.connected_at)::text AS connected_seconds
FROM mz_internal.mz_sessions AS s
