-- Every cluster has an index on each relation in which its replicas log their own work. The indexes belong to the system:
-- their ids begin with s. Their number, names and keys were recorded from a server of version 26.24; the columns are in
-- Materialize's docs (sql/system-catalog/mz_introspection). The logs are empty here: the replicas have no dataflows.

-- key: the columns of the index.
CREATE TABLE mz_store.introspection_log (position integer PRIMARY KEY, name text NOT NULL, columns text NOT NULL, key text[] NOT NULL);
INSERT INTO mz_store.introspection_log
SELECT row_number() OVER (ORDER BY name), name, replace(columns, 'uint', 'mz_catalog.uint'), key::text[]
FROM (VALUES
    ('mz_active_peeks_per_worker', 'id uuid, worker_id uint8, object_id text, type text, time mz_catalog.mz_timestamp', '{id,worker_id}'),
    ('mz_arrangement_batcher_allocations_raw', 'operator_id uint8, worker_id uint8', '{operator_id,worker_id}'),
    ('mz_arrangement_batcher_capacity_raw', 'operator_id uint8, worker_id uint8', '{operator_id,worker_id}'),
    ('mz_arrangement_batcher_records_raw', 'operator_id uint8, worker_id uint8', '{operator_id,worker_id}'),
    ('mz_arrangement_batcher_size_raw', 'operator_id uint8, worker_id uint8', '{operator_id,worker_id}'),
    ('mz_arrangement_batches_raw', 'operator_id uint8, worker_id uint8', '{operator_id,worker_id}'),
    ('mz_arrangement_heap_allocations_raw', 'operator_id uint8, worker_id uint8', '{operator_id,worker_id}'),
    ('mz_arrangement_heap_capacity_raw', 'operator_id uint8, worker_id uint8', '{operator_id,worker_id}'),
    ('mz_arrangement_heap_size_raw', 'operator_id uint8, worker_id uint8', '{operator_id,worker_id}'),
    ('mz_arrangement_records_raw', 'operator_id uint8, worker_id uint8', '{operator_id,worker_id}'),
    ('mz_arrangement_sharing_raw', 'operator_id uint8, worker_id uint8', '{operator_id,worker_id}'),
    ('mz_cluster_prometheus_metrics', '', '{process_id,metric_name,labels}'),
    ('mz_compute_error_counts_raw', 'export_id text, worker_id uint8, count bigint', '{export_id,worker_id}'),
    ('mz_compute_exports_per_worker', 'export_id text, worker_id uint8, dataflow_id uint8', '{export_id,worker_id}'),
    ('mz_compute_frontiers_per_worker', 'export_id text, worker_id uint8, time mz_catalog.mz_timestamp', '{export_id,worker_id}'),
    ('mz_compute_hydration_times_per_worker', 'export_id text, worker_id uint8, time_ns uint8', '{export_id,worker_id}'),
    ('mz_compute_import_frontiers_per_worker', 'export_id text, import_id text, worker_id uint8, time mz_catalog.mz_timestamp',
        '{export_id,import_id,worker_id}'),
    ('mz_compute_lir_mapping_per_worker', 'global_id text, lir_id uint8, worker_id uint8, operator text, parent_lir_id uint8,
        nesting uint2, operator_id_start uint8, operator_id_end uint8', '{global_id,lir_id,worker_id}'),
    ('mz_compute_operator_durations_histogram_raw', 'id uint8, worker_id uint8, duration_ns uint8', '{id,worker_id,duration_ns}'),
    ('mz_compute_operator_hydration_statuses_per_worker', 'export_id text, lir_id uint8, worker_id uint8, hydrated boolean',
        '{export_id,lir_id,worker_id}'),
    ('mz_dataflow_addresses_per_worker', 'id uint8, worker_id uint8, address mz_catalog.list', '{id,worker_id}'),
    ('mz_dataflow_channels_per_worker', 'id uint8, worker_id uint8, from_index uint8, from_port uint8, to_index uint8, to_port uint8,
        type text', '{id,worker_id}'),
    ('mz_dataflow_global_ids_per_worker', 'id uint8, worker_id uint8, global_id text', '{id,worker_id}'),
    ('mz_dataflow_operator_reachability_raw', 'id uint8, worker_id uint8, source uint8, port uint8, update_type text,
        time mz_catalog.mz_timestamp', '{id,worker_id,source,port,update_type,time}'),
    ('mz_dataflow_operators_per_worker', 'id uint8, worker_id uint8, name text', '{id,worker_id}'),
    ('mz_message_batch_counts_received_raw', 'channel_id uint8, from_worker_id uint8, to_worker_id uint8', '{channel_id,from_worker_id,to_worker_id}'),
    ('mz_message_batch_counts_sent_raw', 'channel_id uint8, from_worker_id uint8, to_worker_id uint8', '{channel_id,from_worker_id,to_worker_id}'),
    ('mz_message_counts_received_raw', 'channel_id uint8, from_worker_id uint8, to_worker_id uint8', '{channel_id,from_worker_id,to_worker_id}'),
    ('mz_message_counts_sent_raw', 'channel_id uint8, from_worker_id uint8, to_worker_id uint8', '{channel_id,from_worker_id,to_worker_id}'),
    ('mz_peek_durations_histogram_raw', 'worker_id uint8, type text, duration_ns uint8', '{worker_id,type,duration_ns}'),
    ('mz_scheduling_elapsed_raw', 'id uint8, worker_id uint8', '{id,worker_id}'),
    ('mz_scheduling_parks_histogram_raw', 'worker_id uint8, slept_for_ns uint8, requested_ns uint8', '{worker_id,slept_for_ns,requested_ns}')
) log(name, columns, key);

-- 165-introspection.sql makes the one without columns here, which is also a relation for users.
DO $$
DECLARE
    log record;
BEGIN
    FOR log IN SELECT name, columns FROM mz_store.introspection_log WHERE columns <> '' LOOP
        EXECUTE format('CREATE TABLE mz_introspection.%I (%s)', log.name, log.columns);
    END LOOP;
END $$;

-- Ids and oids follow from those of the cluster, so that nothing is stored.
CREATE VIEW mz_store.introspection_index AS
SELECT 'si' || (c.number * 256 + l.position) AS id, (900000000 + c.number * 64 + l.position)::oid AS oid,
    l.name || '_' || c.id || '_primary_idx' AS name, b.id AS on_id, b.schema_id, c.id AS cluster_id, l.key
FROM (SELECT id, substr(id, 2)::bigint + CASE WHEN id LIKE 'u%' THEN 1000 ELSE 0 END AS number FROM mz_store.cluster) c
    CROSS JOIN mz_store.introspection_log l
    JOIN mz_store.builtin b ON b.name = l.name AND b.kind = 'source';

-- A replica computes these indexes as soon as it runs.
CREATE VIEW mz_store.running_replica AS
SELECT r.id, r.cluster_id FROM mz_store.replica r
WHERE (SELECT h.status FROM mz_store.replica_status_history h WHERE h.replica_id = r.id ORDER BY h.occurred_at DESC LIMIT 1) = 'online';
