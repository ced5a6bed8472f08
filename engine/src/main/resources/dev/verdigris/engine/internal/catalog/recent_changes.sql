-- The changes of the catalog within the last 10 seconds, in no order. user_name: NULL for the system.
SELECT e."user" AS user_name, e.event_type AS event_type, e.object_type AS object_type
FROM mz_catalog.mz_audit_events AS e
WHERE e.occurred_at > now() - INTERVAL '10 seconds'
