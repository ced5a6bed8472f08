-- The latest events of objects, newest first. details: JSON as text. user_name: NULL for the system.
-- occurred_seconds: seconds since 1970.
SELECT
    e.id::text AS id,
    e.event_type AS event_type,
    e.object_type AS object_type,
    e.details::text AS details,
    e."user" AS user_name,
    EXTRACT(EPOCH FROM e.occurred_at)::text AS occurred_seconds
FROM mz_catalog.mz_audit_events AS e
ORDER BY e.id DESC
LIMIT 1000
