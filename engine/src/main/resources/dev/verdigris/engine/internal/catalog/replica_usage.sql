-- What the processes of replicas use, as the server measures it once in a while. cpu_nano_cores: billionths of a
-- processor. heap_bytes: memory and swap together, limited by heap_limit. Each is NULL if the server does not tell it.
SELECT
    m.replica_id AS replica_id,
    m.process_id::text AS process_id,
    m.memory_bytes::text AS memory_bytes,
    m.heap_bytes::text AS heap_bytes,
    m.heap_limit::text AS heap_limit,
    m.cpu_nano_cores::text AS cpu_nano_cores
FROM mz_internal.mz_cluster_replica_metrics AS m
