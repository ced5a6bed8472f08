-- The events of objects within the last 30 days, in no order. details: JSON as text. user_name: NULL for the system.
-- occurred_seconds: seconds since 1970.
SELECT
    e.id::text AS id,
    e.event_type AS event_type,
    e.object_type AS object_type,
    e.details::text AS details,
    e."user" AS user_name,
    EXTRACT(EPOCH FROM e.occurred_at)::text AS occurred_seconds
FROM mz_catalog.mz_audit_events AS e
WHERE e.occurred_at > now() - INTERVAL '30 days'
