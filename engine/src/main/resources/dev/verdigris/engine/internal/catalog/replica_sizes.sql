-- The sizes that replicas can have. credits_per_hour: of one replica, a decimal number as text.
SELECT s.size AS size, s.credits_per_hour::text AS credits_per_hour
FROM mz_catalog.mz_cluster_replica_sizes AS s
