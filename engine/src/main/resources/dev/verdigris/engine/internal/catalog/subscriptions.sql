-- Running subscriptions on clusters of users.
-- reads: the objects, an array as text, '{u1,u2}'. The server lists global ids, and an altered or replaced object has
-- several. This query returns the id of the object, because a drop names the object.
-- connection_id: for pg_cancel_backend. since_seconds: the time at which it began, in seconds since 1970.
SELECT
    u.id AS id,
    u.cluster_id AS cluster_id,
    (
        SELECT array_agg(COALESCE(g.id, listed.id))
        FROM unnest(u.referenced_object_ids::text::text[]) AS listed (id)
        LEFT JOIN mz_internal.mz_object_global_ids AS g ON g.global_id = listed.id
    )::text AS reads,
    s.connection_id::text AS connection_id,
    s.role_id AS role_id,
    EXTRACT(EPOCH FROM u.created_at)::text AS since_seconds
FROM mz_internal.mz_subscriptions AS u
JOIN mz_internal.mz_sessions AS s ON s.id = u.session_id
WHERE u.cluster_id LIKE 'u%'
