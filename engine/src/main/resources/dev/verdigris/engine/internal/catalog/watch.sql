-- The rows that readiness depends on. SUBSCRIBE uses this query as a change signal only. A sink counts as hydrated while
-- it runs, so its status is not here. Nor are frontiers: they change every second. Lag is seen at the next poll.
SELECT 'hydration' AS kind, h.object_id AS id, h.replica_id AS part, h.hydrated::text AS state
FROM mz_internal.mz_hydration_statuses AS h
WHERE h.object_id LIKE 'u%'
UNION ALL
SELECT 'process' AS kind, s.replica_id AS id, s.process_id::text AS part, s.status AS state
FROM mz_internal.mz_cluster_replica_statuses AS s
UNION ALL
SELECT 'source' AS kind, t.id AS id, NULL AS part, t.status AS state
FROM mz_internal.mz_source_statuses AS t
WHERE t.id LIKE 'u%'
UNION ALL
SELECT 'object' AS kind, o.id AS id, o.cluster_id AS part, o.schema_id AS state
FROM mz_catalog.mz_objects AS o
WHERE o.id LIKE 'u%'
