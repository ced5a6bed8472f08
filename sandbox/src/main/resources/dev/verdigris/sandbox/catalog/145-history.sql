-- History: the audit log and the relations derived from it.

CREATE VIEW mz_catalog.mz_audit_events AS
SELECT mz_store.uint8(id) AS id, event_type, object_type, details, user_name AS user, occurred_at FROM mz_store.audit_event;

CREATE VIEW mz_internal.mz_object_lifetimes AS
SELECT CASE WHEN object_type = 'cluster-replica' THEN details ->> 'replica_id' ELSE details ->> 'id' END AS id,
    details ->> 'previous_id' AS previous_id, object_type, event_type, occurred_at
FROM mz_store.audit_event WHERE event_type IN ('create', 'drop');

CREATE VIEW mz_internal.mz_object_history AS
WITH lives AS (
    SELECT CASE WHEN object_type = 'cluster-replica' THEN details ->> 'replica_id' ELSE details ->> 'id' END AS id,
        details ->> 'cluster_id' AS cluster_id, object_type, event_type, occurred_at
    FROM mz_store.audit_event WHERE event_type IN ('create', 'drop')
), ends AS (SELECT id, object_type, max(occurred_at) AS dropped_at FROM lives WHERE event_type = 'drop' GROUP BY id, object_type)
SELECT l.id, coalesce(l.cluster_id, i.cluster_id) AS cluster_id, l.object_type, l.occurred_at AS created_at, e.dropped_at
FROM lives l LEFT JOIN ends e ON e.id = l.id AND e.object_type = l.object_type
    LEFT JOIN mz_store.item i ON i.id = l.id AND i.kind = l.object_type
WHERE l.event_type = 'create'
UNION ALL
SELECT id, NULL, kind, NULL, NULL FROM mz_store.builtin
UNION ALL
SELECT id, cluster_id, 'index', NULL, NULL FROM mz_store.introspection_index;

CREATE VIEW mz_internal.mz_cluster_replica_history AS
SELECT c.details ->> 'replica_id' AS replica_id, c.details ->> 'logical_size' AS size, c.details ->> 'cluster_id' AS cluster_id,
    c.details ->> 'cluster_name' AS cluster_name, c.details ->> 'replica_name' AS replica_name, c.occurred_at AS created_at,
    d.occurred_at AS dropped_at, z.credits_per_hour
FROM mz_store.audit_event c
    LEFT JOIN mz_store.audit_event d ON d.event_type = 'drop' AND d.object_type = 'cluster-replica'
        AND d.details ->> 'replica_id' = c.details ->> 'replica_id'
    LEFT JOIN mz_store.cluster_size z ON z.size = c.details ->> 'logical_size'
WHERE c.event_type = 'create' AND c.object_type = 'cluster-replica';

CREATE VIEW mz_internal.mz_cluster_replica_name_history AS
SELECT occurred_at, details ->> 'replica_id' AS id, NULL::text AS previous_name, details ->> 'replica_name' AS new_name
FROM mz_store.audit_event WHERE event_type = 'create' AND object_type = 'cluster-replica'
UNION ALL
SELECT occurred_at, details ->> 'replica_id', details ->> 'old_name', details ->> 'new_name'
FROM mz_store.audit_event WHERE event_type = 'alter' AND object_type = 'cluster-replica' AND details ? 'new_name'
UNION ALL
SELECT occurred_at, details ->> 'replica_id', details ->> 'replica_name', NULL
FROM mz_store.audit_event WHERE event_type = 'drop' AND object_type = 'cluster-replica';

-- Each existing cluster, followed by the cluster that was dropped with its name, or with its name and the deployment
-- suffix, within a day after it was created; and so on backwards.
CREATE VIEW mz_internal.mz_cluster_deployment_lineage AS
WITH RECURSIVE created AS (
    SELECT details ->> 'id' AS id, min(occurred_at) AS created_at
    FROM mz_store.audit_event WHERE event_type = 'create' AND object_type = 'cluster' GROUP BY details ->> 'id'
), dropped AS (
    SELECT details ->> 'id' AS id, details ->> 'name' AS name, occurred_at AS dropped_at
    FROM mz_store.audit_event WHERE event_type = 'drop' AND object_type = 'cluster'
), lineage(cluster_id, current_deployment_cluster_id, cluster_name) AS (
    SELECT id, id, name FROM mz_store.cluster
    UNION
    SELECT d.id, l.current_deployment_cluster_id, l.cluster_name
    FROM lineage l JOIN created c ON c.id = l.cluster_id
        JOIN dropped d ON d.name IN (l.cluster_name, l.cluster_name || '_dbt_deploy') AND d.id <> l.cluster_id
            AND d.dropped_at >= c.created_at AND d.dropped_at < c.created_at + interval '1 day'
)
SELECT cluster_id, current_deployment_cluster_id, cluster_name FROM lineage;

-- The sandbox keeps no statement history in its catalog.
CREATE TABLE mz_internal.mz_session_history (
    session_id uuid, connected_at timestamptz, initial_application_name text, authenticated_user text
);
CREATE TABLE mz_internal.mz_statement_lifecycle_history (statement_id uuid, event_type text, occurred_at timestamptz);
CREATE TABLE mz_internal.mz_recent_activity_log (
    execution_id uuid, sample_rate double precision, cluster_id text, application_name text, cluster_name text, database_name text,
    search_path mz_catalog.list, transaction_isolation text, execution_timestamp mz_catalog.uint8, transient_index_id text,
    params text[], mz_version text, began_at timestamptz, finished_at timestamptz, finished_status text, error_message text,
    result_size bigint, rows_returned bigint, execution_strategy text, transaction_id mz_catalog.uint8, prepared_statement_id uuid,
    sql_hash bytea, prepared_statement_name text, session_id uuid, prepared_at timestamptz, statement_type text,
    throttled_count mz_catalog.uint8, connected_at timestamptz, initial_application_name text, authenticated_user text, sql text
);
CREATE TABLE mz_internal.mz_notices (
    id text, notice_type text, message text, hint text, action text, redacted_message text, redacted_hint text, redacted_action text,
    action_type text, object_id text, created_at timestamptz
);
CREATE TABLE mz_internal.mz_notices_redacted (
    id text, notice_type text, message text, hint text, action text, action_type text, object_id text, created_at timestamptz
);
CREATE TABLE mz_internal.mz_index_advice (object_id text, hint text, details text, referenced_object_ids mz_catalog.list);
