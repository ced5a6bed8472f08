-- Running subscriptions on clusters of users.
-- reads: the collections that it reads, a list as text, '{u1,u2}'; see global_ids.sql.
-- since_seconds: the time at which it began, in seconds since 1970.
SELECT
    u.id AS id,
    u.session_id::text AS session_id,
    u.cluster_id AS cluster_id,
    u.referenced_object_ids::text AS reads,
    EXTRACT(EPOCH FROM u.created_at)::text AS since_seconds
FROM mz_internal.mz_subscriptions AS u
WHERE u.cluster_id LIKE 'u%'
