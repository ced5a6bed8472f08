-- The replicas that were created for the server's operators. They are never copied.
SELECT i.id AS id
FROM mz_internal.mz_internal_cluster_replicas AS i
