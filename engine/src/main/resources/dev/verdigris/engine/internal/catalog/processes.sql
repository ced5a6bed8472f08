-- The processes of replicas. online: whether the process passed its readiness probe.
SELECT s.replica_id AS replica_id, s.process_id::text AS process_id, s.status = 'online' AS online
FROM mz_internal.mz_cluster_replica_statuses AS s
