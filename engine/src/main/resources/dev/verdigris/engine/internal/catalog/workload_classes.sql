-- The workload classes of clusters. workload_class: NULL where a cluster has none.
SELECT w.id AS cluster_id, w.workload_class AS workload_class
FROM mz_internal.mz_cluster_workload_classes AS w
