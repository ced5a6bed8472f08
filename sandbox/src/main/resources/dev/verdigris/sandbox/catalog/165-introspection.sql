-- Materialize's relations about its dataflow engine. PostgreSQL has no such engine. The relations have their columns
-- and are empty, except the few that follow from the catalog.

CREATE TABLE mz_introspection.mz_active_peeks (id uuid, object_id text, type text, time mz_catalog.mz_timestamp);
CREATE TABLE mz_introspection.mz_arrangement_sharing (operator_id mz_catalog.uint8, count bigint);
CREATE TABLE mz_introspection.mz_arrangement_sizes (
    operator_id mz_catalog.uint8, records bigint, batches bigint, size bigint, capacity bigint, allocations bigint
);
CREATE TABLE mz_introspection.mz_compute_error_counts (export_id text, count numeric);
CREATE TABLE mz_introspection.mz_compute_import_frontiers (export_id text, import_id text, time mz_catalog.mz_timestamp);
CREATE TABLE mz_introspection.mz_compute_operator_durations_histogram (
    id mz_catalog.uint8, duration_ns mz_catalog.uint8, count numeric
);
CREATE TABLE mz_introspection.mz_cluster_prometheus_metrics (
    process_id mz_catalog.uint8, metric_name text, metric_type text, labels mz_catalog.map, value double precision,
    help text
);
CREATE TABLE mz_introspection.mz_dataflows (id mz_catalog.uint8, name text);
CREATE TABLE mz_introspection.mz_dataflow_addresses (id mz_catalog.uint8, address mz_catalog.list);
CREATE TABLE mz_introspection.mz_dataflow_arrangement_sizes (
    id mz_catalog.uint8, name text, records bigint, batches bigint, size bigint, capacity bigint, allocations bigint
);
CREATE TABLE mz_introspection.mz_dataflow_channels (
    id mz_catalog.uint8, from_index mz_catalog.uint8, from_port mz_catalog.uint8, to_index mz_catalog.uint8,
    to_port mz_catalog.uint8, type text
);
CREATE TABLE mz_introspection.mz_dataflow_channel_operators (
    id mz_catalog.uint8, from_operator_id mz_catalog.uint8, from_operator_address mz_catalog.list,
    to_operator_id mz_catalog.uint8, to_operator_address mz_catalog.list, type text
);
CREATE TABLE mz_introspection.mz_dataflow_global_ids (id mz_catalog.uint8, global_id text);
CREATE TABLE mz_introspection.mz_dataflow_operators (id mz_catalog.uint8, name text);
CREATE TABLE mz_introspection.mz_dataflow_operator_dataflows (
    id mz_catalog.uint8, name text, dataflow_id mz_catalog.uint8, dataflow_name text
);
CREATE TABLE mz_introspection.mz_dataflow_operator_parents (id mz_catalog.uint8, parent_id mz_catalog.uint8);
CREATE TABLE mz_introspection.mz_expected_group_size_advice (
    dataflow_id mz_catalog.uint8, dataflow_name text, region_id mz_catalog.uint8, region_name text, levels bigint,
    to_cut bigint, savings numeric, hint double precision
);
CREATE TABLE mz_introspection.mz_lir_mapping (
    global_id text, lir_id mz_catalog.uint8, operator text, parent_lir_id mz_catalog.uint8, nesting mz_catalog.uint2,
    operator_id_start mz_catalog.uint8, operator_id_end mz_catalog.uint8
);
CREATE TABLE mz_introspection.mz_message_counts (
    channel_id mz_catalog.uint8, sent numeric, received numeric, batch_sent numeric, batch_received numeric
);
CREATE TABLE mz_introspection.mz_peek_durations_histogram (type text, duration_ns mz_catalog.uint8, count numeric);
CREATE TABLE mz_introspection.mz_records_per_dataflow (
    id mz_catalog.uint8, name text, records bigint, batches bigint, size bigint, capacity bigint, allocations bigint
);
CREATE TABLE mz_introspection.mz_records_per_dataflow_operator (
    id mz_catalog.uint8, name text, dataflow_id mz_catalog.uint8, records bigint, batches bigint, size bigint,
    capacity bigint, allocations bigint
);
CREATE TABLE mz_introspection.mz_scheduling_elapsed (id mz_catalog.uint8, elapsed_ns numeric);
CREATE TABLE mz_introspection.mz_scheduling_parks_histogram (
    slept_for_ns mz_catalog.uint8, requested_ns mz_catalog.uint8, count numeric
);

CREATE VIEW mz_introspection.mz_compute_exports AS
SELECT i.id AS export_id, mz_store.uint8(substr(i.id, 2)::bigint) AS dataflow_id
FROM mz_store.item i WHERE i.kind IN ('index', 'materialized-view') AND EXISTS (SELECT FROM mz_store.hydration h WHERE h.object_id = i.id);
CREATE VIEW mz_introspection.mz_compute_frontiers AS
SELECT f.object_id AS export_id, mz_store.mz_timestamp(f.write_frontier) AS time
FROM mz_store.frontier f JOIN mz_introspection.mz_compute_exports e ON e.export_id = f.object_id WHERE f.write_frontier IS NOT NULL;
CREATE VIEW mz_introspection.mz_mappable_objects AS
SELECT d.name || '.' || s.name || '.' || i.name AS name, i.id AS global_id
FROM mz_store.item i JOIN mz_store.schema s ON s.id = i.schema_id JOIN mz_store.database d ON d.id = s.database_id
WHERE i.kind IN ('index', 'materialized-view');
