-- The progress of all objects: hydration, frontiers, lag. These relations are read often, so everything is set-based.

-- Set by the workers: the time at which an object stopped, in milliseconds since 1970, because its cluster lost its
-- last replica or because of the fault stall.
CREATE TABLE mz_store.frozen_frontier (object_id text PRIMARY KEY, write_frontier bigint NOT NULL);
-- The maximum of a minute, per object and replica; replica_id '' stands for none.
CREATE TABLE mz_store.wallclock_lag_history (
    object_id text NOT NULL, replica_id text NOT NULL, occurred_at timestamptz NOT NULL, lag interval,
    PRIMARY KEY (occurred_at, object_id, replica_id)
);
CREATE INDEX ON mz_store.status_history (object_id, occurred_at);
CREATE INDEX ON mz_store.replica_status_history (replica_id, process_id, occurred_at);
-- Faults on demand, see docs/sandbox-faults.md. target: the id of an item, or cluster/id, or replica/id, or '' for all.
CREATE TABLE mz_store.fault (kind text NOT NULL, target text NOT NULL, value text, created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (kind, target));

-- Every dataflow on every replica of its cluster; the worker writes the row of mz_store.hydration that it joins.
CREATE VIEW mz_internal.mz_compute_hydration_statuses AS
SELECT i.id AS object_id, r.id AS replica_id, coalesce(h.hydrated, false) AS hydrated,
    CASE WHEN h.hydrated THEN h.hydration_time END AS hydration_time
FROM mz_store.item i JOIN mz_store.replica r ON r.cluster_id = i.cluster_id
    LEFT JOIN mz_store.hydration h ON h.object_id = i.id AND h.replica_id = r.id
WHERE i.kind IN ('index', 'materialized-view')
UNION ALL
SELECT i.id, r.id, w.id IS NOT NULL, CASE WHEN w.id IS NOT NULL THEN interval '1 millisecond' END
FROM mz_store.introspection_index i JOIN mz_store.replica r ON r.cluster_id = i.cluster_id
    LEFT JOIN mz_store.running_replica w ON w.id = r.id
UNION ALL
SELECT b.id, r.id, true, NULL FROM mz_store.builtin b JOIN mz_store.replica r ON r.cluster_id = b.cluster_id
WHERE b.kind = 'materialized-view';

CREATE VIEW mz_internal.mz_compute_hydration_times AS
SELECT replica_id, object_id, mz_store.uint8((extract(epoch FROM hydration_time) * 1000000000)::bigint) AS time_ns
FROM mz_internal.mz_compute_hydration_statuses;

CREATE TABLE mz_internal.mz_compute_operator_hydration_statuses (
    replica_id text, object_id text, physical_plan_node_id mz_catalog.uint8, hydrated boolean
);

-- The newest status of each source and sink: per replica the latest event, of those the one that ranks highest.
CREATE VIEW mz_store.current_status AS
SELECT DISTINCT ON (object_id) object_id, status, error, details, occurred_at
FROM (
    SELECT DISTINCT ON (object_id, replica_id) object_id, replica_id, status, error, details, occurred_at
    FROM mz_store.status_history ORDER BY object_id, replica_id, occurred_at DESC
) latest
ORDER BY object_id, array_position(ARRAY['dropped', 'running', 'stalled', 'starting', 'paused', 'ceased'], status), occurred_at DESC;

-- Indexes and materialized views: a row also without a replica. Sources: likewise. Sinks: only with one, and unknown
-- before their first status. Tables, tables from sources and views have no row.
CREATE VIEW mz_internal.mz_hydration_statuses AS
SELECT i.id AS object_id, r.id AS replica_id, coalesce(h.hydrated, false) AS hydrated
FROM mz_store.item i LEFT JOIN mz_store.replica r ON r.cluster_id = i.cluster_id
    LEFT JOIN mz_store.hydration h ON h.object_id = coalesce(i.source_id, i.id) AND h.replica_id = r.id
WHERE i.kind IN ('index', 'materialized-view')
    OR i.kind = 'source' AND i.cluster_id IS NOT NULL AND coalesce(i.details ->> 'type', '') NOT IN ('webhook', 'progress', 'log')
UNION ALL
SELECT i.id, r.id, CASE WHEN s.status IS NOT NULL THEN s.status = 'running' AND coalesce(h.hydrated, false) END
FROM mz_store.item i JOIN mz_store.replica r ON r.cluster_id = i.cluster_id
    LEFT JOIN mz_store.hydration h ON h.object_id = i.id AND h.replica_id = r.id
    LEFT JOIN mz_store.current_status s ON s.object_id = i.id
WHERE i.kind = 'sink'
UNION ALL
SELECT i.id, r.id, w.id IS NOT NULL
FROM mz_store.introspection_index i LEFT JOIN mz_store.replica r ON r.cluster_id = i.cluster_id
    LEFT JOIN mz_store.running_replica w ON w.id = r.id
UNION ALL
SELECT b.id, r.id, true FROM mz_store.builtin b JOIN mz_store.replica r ON r.cluster_id = b.cluster_id
WHERE b.kind = 'materialized-view';

-- Materialized views without inputs that can change. After their hydration they are complete.
CREATE VIEW mz_store.never_changing AS
SELECT i.id AS object_id FROM mz_store.item i
WHERE i.kind = 'materialized-view' AND NOT i.create_template ILIKE '%mz_now%'
    AND NOT EXISTS (SELECT FROM mz_store.dataflow_input x WHERE x.object_id = i.id);

-- The write frontier of every collection in milliseconds since 1970: 0 before anything is written, NULL when complete,
-- otherwise now, unless frozen, minus the lag of a fault. Plain tables are always current; a subsource or a table from
-- a source is where its source is.
CREATE VIEW mz_store.frontier AS
WITH moment AS MATERIALIZED (SELECT floor(extract(epoch FROM statement_timestamp()) * 1000)::bigint AS now),
    ready AS (SELECT object_id, bool_or(hydrated) AS hydrated FROM mz_store.hydration GROUP BY object_id),
    asked AS (SELECT target, (extract(epoch FROM value::interval) * 1000)::bigint AS lag FROM mz_store.fault WHERE kind = 'lag')
SELECT i.id AS object_id,
    CASE WHEN s.object_id IS NOT NULL AND (r.hydrated OR z.object_id IS NOT NULL) THEN NULL
        WHEN z.object_id IS NOT NULL THEN z.write_frontier
        WHEN r.hydrated OR i.kind = 'table' AND i.source_id IS NULL OR p.kind = 'progress' THEN m.now - coalesce(a.lag, b.lag, 0)
        ELSE 0 END AS write_frontier
FROM mz_store.item i CROSS JOIN moment m
    LEFT JOIN ready r ON r.object_id = coalesce(i.source_id, i.id)
    LEFT JOIN mz_store.frozen_frontier z ON z.object_id = coalesce(i.source_id, i.id)
    LEFT JOIN mz_store.never_changing s ON s.object_id = i.id
    LEFT JOIN asked a ON a.target = i.id
    LEFT JOIN asked b ON b.target = 'cluster/' || i.cluster_id
    CROSS JOIN LATERAL (SELECT i.details ->> 'type' AS kind) p
WHERE i.kind IN ('table', 'source', 'materialized-view', 'index', 'sink');

-- The read frontier trails the write frontier by the second that Materialize keeps by default.
CREATE VIEW mz_internal.mz_frontiers AS
SELECT object_id, mz_store.mz_timestamp(greatest(write_frontier - 1000, 0)) AS read_frontier,
    mz_store.mz_timestamp(write_frontier) AS write_frontier
FROM mz_store.frontier;

CREATE VIEW mz_catalog.mz_cluster_replica_frontiers AS
SELECT h.object_id, h.replica_id, mz_store.mz_timestamp(CASE WHEN h.hydrated THEN f.write_frontier ELSE 0 END) AS write_frontier
FROM mz_store.hydration h JOIN mz_store.frontier f ON f.object_id = h.object_id;

-- The input that determines the lag: the furthest direct input, and the furthest table or source at the roots.
CREATE VIEW mz_internal.mz_materialization_lag AS
WITH RECURSIVE f AS MATERIALIZED (SELECT object_id, write_frontier FROM mz_store.frontier),
    direct AS MATERIALIZED (SELECT object_id, input_id FROM mz_store.dataflow_input),
    reach(object_id, input_id) AS (
        SELECT object_id, input_id FROM direct
        UNION SELECT r.object_id, d.input_id FROM reach r JOIN direct d ON d.object_id = r.input_id
    ),
    roots AS (SELECT object_id, input_id FROM reach WHERE input_id NOT IN (SELECT object_id FROM direct)),
    local AS (
        SELECT DISTINCT ON (d.object_id) d.object_id, d.input_id, f.write_frontier
        FROM direct d LEFT JOIN f ON f.object_id = d.input_id ORDER BY d.object_id, f.write_frontier DESC NULLS FIRST, d.input_id
    ),
    global AS (
        SELECT DISTINCT ON (d.object_id) d.object_id, d.input_id, f.write_frontier
        FROM roots d LEFT JOIN f ON f.object_id = d.input_id ORDER BY d.object_id, f.write_frontier DESC NULLS FIRST, d.input_id
    )
SELECT l.object_id,
    CASE WHEN f.write_frontier IS NULL THEN interval '0' ELSE greatest(l.write_frontier - f.write_frontier, 0) * interval '1 millisecond' END AS local_lag,
    CASE WHEN f.write_frontier IS NULL THEN interval '0' ELSE greatest(g.write_frontier - f.write_frontier, 0) * interval '1 millisecond' END AS global_lag,
    l.input_id AS slowest_local_input_id, g.input_id AS slowest_global_input_id
FROM local l JOIN f ON f.object_id = l.object_id JOIN global g ON g.object_id = l.object_id;

-- The recorded lag. On Materialize a recording is up to a minute old; the sandbox's interval is a setting.
CREATE VIEW mz_internal.mz_wallclock_global_lag AS
SELECT object_id, lag FROM mz_store.wallclock_lag WHERE occurred_at > statement_timestamp() - interval '5 minutes';
CREATE VIEW mz_internal.mz_wallclock_lag_history AS
SELECT object_id, nullif(replica_id, '') AS replica_id, lag, occurred_at FROM mz_store.wallclock_lag_history;
CREATE VIEW mz_internal.mz_wallclock_global_lag_history AS
SELECT object_id, min(lag) AS lag, date_trunc('minute', occurred_at) AS occurred_at
FROM mz_store.wallclock_lag_history GROUP BY object_id, date_trunc('minute', occurred_at);
CREATE VIEW mz_internal.mz_wallclock_global_lag_recent_history AS
SELECT object_id, lag, occurred_at FROM mz_internal.mz_wallclock_global_lag_history
WHERE occurred_at > statement_timestamp() - interval '1 day';
