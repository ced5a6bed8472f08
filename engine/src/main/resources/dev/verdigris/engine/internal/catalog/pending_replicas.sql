-- The replicas of a reconfiguration that is under way.
SELECT p.id AS id
FROM mz_internal.mz_pending_cluster_replicas AS p
