-- The hydration times of users' indexes and materialized views. took_seconds: seconds.
-- The relation lists collections; object_id is the id of the object of the collection.
SELECT
    g.id AS object_id,
    h.replica_id AS replica_id,
    EXTRACT(EPOCH FROM h.hydration_time)::text AS took_seconds
FROM mz_internal.mz_compute_hydration_statuses AS h
JOIN mz_internal.mz_object_global_ids AS g ON g.global_id = h.object_id
WHERE h.hydration_time IS NOT NULL AND g.id LIKE 'u%'
