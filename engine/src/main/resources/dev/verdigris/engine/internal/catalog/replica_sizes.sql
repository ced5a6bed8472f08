-- The sizes that replicas can have. credits_per_hour: of one replica, a decimal number as text. memory_bytes,
-- cpu_nano_cores: the limits of one process; cpu_nano_cores: billionths of a processor.
SELECT
    s.size AS size,
    s.credits_per_hour::text AS credits_per_hour,
    s.memory_bytes::text AS memory_bytes,
    s.cpu_nano_cores::text AS cpu_nano_cores
FROM mz_catalog.mz_cluster_replica_sizes AS s
