-- The replicas that were made for the server's operators and are not ours to copy.
SELECT i.id AS id
FROM mz_internal.mz_internal_cluster_replicas AS i
