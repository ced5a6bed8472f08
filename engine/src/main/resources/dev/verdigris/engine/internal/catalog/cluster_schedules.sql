-- When the replicas of managed clusters run. schedule: 'manual' or 'on-refresh'.
-- estimate_seconds: how long before a refresh the server turns the cluster on.
SELECT
    s.cluster_id AS cluster_id,
    s.type AS schedule,
    EXTRACT(EPOCH FROM s.refresh_hydration_time_estimate)::text AS estimate_seconds
FROM mz_internal.mz_cluster_schedules AS s
