-- The changes of state of processes of replicas within the last day. at_seconds: seconds since 1970.
-- out_of_memory: whether the process was killed for its use of memory, as the orchestrator reports it.
SELECT
    h.replica_id AS replica_id,
    h.process_id::text AS process_id,
    EXTRACT(EPOCH FROM h.occurred_at)::text AS at_seconds,
    h.status = 'online' AS online,
    COALESCE(h.reason = 'oom-killed', false) AS out_of_memory
FROM mz_internal.mz_cluster_replica_status_history AS h
WHERE h.occurred_at > now() - INTERVAL '1 day'
