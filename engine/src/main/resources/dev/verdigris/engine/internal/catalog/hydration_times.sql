-- The hydration times of users' indexes and materialized views, by collection; see global_ids.sql.
-- took_nanos: nanoseconds.
SELECT h.object_id AS collection_id, h.replica_id AS replica_id, h.time_ns::text AS took_nanos
FROM mz_internal.mz_compute_hydration_times AS h
WHERE h.object_id LIKE 'u%' AND h.time_ns IS NOT NULL
