-- The health of replicas, sources and sinks, and the rows that they have moved.

CREATE VIEW mz_internal.mz_cluster_replica_status_history AS
SELECT replica_id, mz_store.uint8(process_id) AS process_id, status, reason, occurred_at FROM mz_store.replica_status_history;

-- The newest event of each process of each replica that still exists: no row before the first event.
CREATE VIEW mz_internal.mz_cluster_replica_statuses AS
SELECT r.id AS replica_id, mz_store.uint8(h.process_id) AS process_id, h.status, h.reason, h.occurred_at AS updated_at
FROM mz_store.replica r
    CROSS JOIN LATERAL (SELECT DISTINCT process_id FROM mz_store.replica_status_history p WHERE p.replica_id = r.id) p
    CROSS JOIN LATERAL (
        SELECT l.process_id, l.status, l.reason, l.occurred_at FROM mz_store.replica_status_history l
        WHERE l.replica_id = r.id AND l.process_id = p.process_id ORDER BY l.occurred_at DESC LIMIT 1
    ) h;

CREATE VIEW mz_internal.mz_source_status_history AS
SELECT h.occurred_at, h.object_id AS source_id, h.status, h.error, h.details, h.replica_id
FROM mz_store.status_history h LEFT JOIN mz_store.item i ON i.id = h.object_id WHERE i.kind IS DISTINCT FROM 'sink';
CREATE VIEW mz_internal.mz_sink_status_history AS
SELECT h.occurred_at, h.object_id AS sink_id, h.status, h.error, h.details, h.replica_id
FROM mz_store.status_history h JOIN mz_store.item i ON i.id = h.object_id WHERE i.kind = 'sink';

-- Sources and the tables made from them, which share their source's events; progress collections always run.
CREATE VIEW mz_internal.mz_source_statuses AS
SELECT i.id, i.name, CASE WHEN i.kind = 'table' THEN 'table' ELSE coalesce(i.details ->> 'type', 'load-generator') END AS type,
    s.occurred_at AS last_status_change_at,
    CASE WHEN i.details ->> 'type' IN ('progress', 'webhook') THEN 'running' ELSE coalesce(s.status, 'created') END AS status, s.error, s.details
FROM mz_store.item i LEFT JOIN mz_store.current_status s
    ON s.object_id = CASE WHEN i.kind = 'table' OR i.details ->> 'type' = 'subsource' THEN coalesce(i.source_id, i.id) ELSE i.id END
WHERE i.kind = 'source' OR i.kind = 'table' AND i.source_id IS NOT NULL;

CREATE VIEW mz_internal.mz_sink_statuses AS
SELECT i.id, i.name, coalesce(i.details ->> 'type', 'kafka') AS type, s.occurred_at AS last_status_change_at,
    coalesce(s.status, 'created') AS status, s.error, s.details
FROM mz_store.item i LEFT JOIN mz_store.current_status s ON s.object_id = i.id
WHERE i.kind = 'sink';

-- Rows moved per source (or table from a source) and replica; written by the workers.
CREATE TABLE mz_store.source_statistic (
    object_id text NOT NULL, replica_id text NOT NULL, updates bigint NOT NULL, bytes bigint NOT NULL, snapshot_records bigint,
    snapshot_committed boolean NOT NULL, "offset" bigint, rehydration_latency interval, PRIMARY KEY (object_id, replica_id)
);
CREATE TABLE mz_store.sink_statistic (
    object_id text NOT NULL, replica_id text NOT NULL, messages bigint NOT NULL, bytes bigint NOT NULL, PRIMARY KEY (object_id, replica_id)
);

CREATE VIEW mz_internal.mz_source_statistics AS
SELECT s.object_id AS id, s.replica_id, mz_store.uint8(s.updates) AS messages_received, mz_store.uint8(s.bytes) AS bytes_received,
    mz_store.uint8(s.updates) AS updates_staged, mz_store.uint8(s.updates) AS updates_committed,
    mz_store.uint8(0) AS records_indexed, mz_store.uint8(0) AS bytes_indexed, s.rehydration_latency,
    mz_store.uint8(s.snapshot_records) AS snapshot_records_known, mz_store.uint8(s.snapshot_records) AS snapshot_records_staged,
    s.snapshot_committed, mz_store.uint8(s."offset") AS offset_known, mz_store.uint8(s."offset") AS offset_committed
FROM mz_store.source_statistic s JOIN mz_store.replica r ON r.id = s.replica_id;

CREATE VIEW mz_internal.mz_sink_statistics AS
SELECT s.object_id AS id, s.replica_id, mz_store.uint8(s.messages) AS messages_staged, mz_store.uint8(s.messages) AS messages_committed,
    mz_store.uint8(s.bytes) AS bytes_staged, mz_store.uint8(s.bytes) AS bytes_committed
FROM mz_store.sink_statistic s JOIN mz_store.replica r ON r.id = s.replica_id;

-- Replicas of the sandbox are workers inside it: they have a size by name only, and no processor or memory of their own.
CREATE TABLE mz_internal.mz_cluster_replica_metrics (
    replica_id text, process_id mz_catalog.uint8, cpu_nano_cores mz_catalog.uint8, memory_bytes mz_catalog.uint8,
    disk_bytes mz_catalog.uint8, heap_bytes mz_catalog.uint8, heap_limit mz_catalog.uint8
);
CREATE TABLE mz_internal.mz_cluster_replica_metrics_history (
    replica_id text, process_id mz_catalog.uint8, cpu_nano_cores mz_catalog.uint8, memory_bytes mz_catalog.uint8,
    disk_bytes mz_catalog.uint8, occurred_at timestamptz, heap_bytes mz_catalog.uint8, heap_limit mz_catalog.uint8
);
CREATE TABLE mz_internal.mz_cluster_replica_utilization (
    replica_id text, process_id mz_catalog.uint8, cpu_percent double precision, memory_percent double precision,
    disk_percent double precision, heap_percent double precision
);
CREATE TABLE mz_internal.mz_cluster_replica_utilization_history (
    replica_id text, process_id mz_catalog.uint8, cpu_percent double precision, memory_percent double precision,
    disk_percent double precision, heap_percent double precision, occurred_at timestamptz
);
