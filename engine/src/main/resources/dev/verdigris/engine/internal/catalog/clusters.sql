-- Every cluster, including those of the system.
-- size … introspection_seconds: NULL for unmanaged clusters. availability_zones: a list as text, '{a,b}'.
-- introspection_seconds: NULL where introspection is off. schedule: 'manual' or 'on-refresh'.
-- estimate_seconds: how long before a refresh the server turns the cluster on.
-- privileges: access items as text, see databases.sql.
SELECT
    c.id AS id,
    c.name AS name,
    c.owner_id AS owner_id,
    c.privileges::text AS privileges,
    c.managed AS managed,
    c.size AS size,
    c.replication_factor::text AS replication_factor,
    c.availability_zones::text AS availability_zones,
    c.introspection_debugging AS introspection_debugging,
    EXTRACT(EPOCH FROM c.introspection_interval)::text AS introspection_seconds,
    s.type AS schedule,
    EXTRACT(EPOCH FROM s.refresh_hydration_time_estimate)::text AS estimate_seconds,
    w.workload_class AS workload_class
FROM mz_catalog.mz_clusters AS c
LEFT JOIN mz_internal.mz_cluster_schedules AS s ON s.cluster_id = c.id
LEFT JOIN mz_internal.mz_cluster_workload_classes AS w ON w.id = c.id
