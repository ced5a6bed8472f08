-- The events about state views, and the renames of the schemas and clusters with some names, in no order. details: JSON as
-- text. user_name: NULL for the system. occurred_seconds: seconds since 1970. {names}: text literals, joined by commas.
SELECT
    e.id::text AS id,
    e.event_type AS event_type,
    e.object_type AS object_type,
    e.details::text AS details,
    e."user" AS user_name,
    EXTRACT(EPOCH FROM e.occurred_at)::text AS occurred_seconds
FROM mz_catalog.mz_audit_events AS e
WHERE e.object_type = 'view' AND (
        e.details ->> 'schema' LIKE 'verdigris\_%'
        OR e.details -> 'new_name' ->> 'schema' LIKE 'verdigris\_%')
    OR e.object_type IN ('schema', 'cluster') AND e.event_type = 'alter' AND (
        e.details ->> 'old_name' IN ({names})
        OR e.details ->> 'new_name' IN ({names}))
