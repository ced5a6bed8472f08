-- The replicas of a reconfiguration in progress.
SELECT p.id AS id
FROM mz_internal.mz_pending_cluster_replicas AS p
