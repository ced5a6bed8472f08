-- The views for the SHOW statements.

CREATE VIEW mz_store.object_comment AS
SELECT id, object_type, comment FROM mz_store.comment WHERE sub_id IS NULL;

CREATE VIEW mz_internal.mz_show_databases AS
SELECT d.name, coalesce(c.comment, '') AS comment
FROM mz_store.database d LEFT JOIN mz_store.object_comment c ON c.id = d.id AND c.object_type = 'database';

-- Without the schema that only the sandbox has.
CREATE VIEW mz_internal.mz_show_schemas AS
SELECT s.database_id, s.name, coalesce(c.comment, '') AS comment
FROM mz_store.schema s LEFT JOIN mz_store.object_comment c ON c.id = s.id AND c.object_type = 'schema'
WHERE s.id <> 's1000';

CREATE VIEW mz_internal.mz_show_roles AS
SELECT r.name, coalesce(c.comment, '') AS comment
FROM mz_store.role r LEFT JOIN mz_store.object_comment c ON c.id = r.id AND c.object_type = 'role'
WHERE r.id NOT LIKE 's%' AND r.id NOT LIKE 'g%';

CREATE VIEW mz_internal.mz_show_clusters AS
SELECT k.name,
    (SELECT string_agg(r.name || ' (' || coalesce(r.size, '') || ')', ', ' ORDER BY r.name) FROM mz_store.replica r WHERE r.cluster_id = k.id) AS replicas,
    coalesce(c.comment, '') AS comment
FROM mz_store.cluster k LEFT JOIN mz_store.object_comment c ON c.id = k.id AND c.object_type = 'cluster';

-- ready means hydration, not health. It is false where nothing runs.
CREATE VIEW mz_internal.mz_show_cluster_replicas AS
SELECT k.name AS cluster, r.name AS replica, r.id AS replica_id, r.size, coalesce(h.ready, false) AS ready,
    coalesce(c.comment, '') AS comment
FROM mz_store.replica r JOIN mz_store.cluster k ON k.id = r.cluster_id
    LEFT JOIN (SELECT replica_id, bool_and(hydrated) AS ready FROM mz_internal.mz_hydration_statuses GROUP BY replica_id) h
        ON h.replica_id = r.id
    LEFT JOIN mz_store.object_comment c ON c.id = r.id AND c.object_type = 'cluster-replica';

CREATE VIEW mz_internal.mz_show_all_objects AS
SELECT o.schema_id, o.name, o.type, coalesce(c.comment, '') AS comment
FROM mz_catalog.mz_objects o LEFT JOIN mz_store.object_comment c ON c.id = o.id AND c.object_type = o.type;

CREATE VIEW mz_internal.mz_show_tables AS
SELECT t.schema_id, t.name, coalesce(c.comment, '') AS comment, t.source_id
FROM mz_catalog.mz_tables t LEFT JOIN mz_store.object_comment c ON c.id = t.id AND c.object_type = 'table';

CREATE VIEW mz_internal.mz_show_views AS
SELECT v.schema_id, v.name, coalesce(c.comment, '') AS comment
FROM mz_catalog.mz_views v LEFT JOIN mz_store.object_comment c ON c.id = v.id AND c.object_type = 'view';

CREATE VIEW mz_internal.mz_show_materialized_views AS
SELECT m.id, m.name, k.name AS cluster, m.schema_id, m.cluster_id, coalesce(c.comment, '') AS comment
FROM mz_catalog.mz_materialized_views m JOIN mz_store.cluster k ON k.id = m.cluster_id
    LEFT JOIN mz_store.object_comment c ON c.id = m.id AND c.object_type = 'materialized-view';

CREATE VIEW mz_internal.mz_show_sources AS
SELECT s.id, s.name, s.type, k.name AS cluster, s.schema_id, s.cluster_id, coalesce(c.comment, '') AS comment
FROM mz_catalog.mz_sources s LEFT JOIN mz_store.cluster k ON k.id = s.cluster_id
    LEFT JOIN mz_store.object_comment c ON c.id = s.id AND c.object_type = 'source';

CREATE VIEW mz_internal.mz_show_sinks AS
SELECT s.id, s.name, s.type, k.name AS cluster, s.schema_id, s.cluster_id, coalesce(c.comment, '') AS comment
FROM mz_catalog.mz_sinks s JOIN mz_store.cluster k ON k.id = s.cluster_id
    LEFT JOIN mz_store.object_comment c ON c.id = s.id AND c.object_type = 'sink';

CREATE VIEW mz_internal.mz_show_indexes AS
SELECT i.id, i.name, o.name AS "on", k.name AS cluster,
    ARRAY(SELECT coalesce(a.name, x.on_expression)
        FROM mz_catalog.mz_index_columns x LEFT JOIN mz_catalog.mz_columns a ON a.id = i.on_id AND a.position = x.on_position
        WHERE x.index_id = i.id ORDER BY x.index_position) AS key,
    i.on_id, o.schema_id, i.cluster_id, coalesce(c.comment, '') AS comment
FROM mz_catalog.mz_indexes i JOIN mz_catalog.mz_objects o ON o.id = i.on_id JOIN mz_store.cluster k ON k.id = i.cluster_id
    LEFT JOIN mz_store.object_comment c ON c.id = i.id AND c.object_type = 'index';

CREATE VIEW mz_internal.mz_show_columns AS
SELECT a.id, a.name, a.nullable, a.type, a.position, coalesce(c.comment, '') AS comment
FROM mz_catalog.mz_columns a LEFT JOIN mz_store.item i ON i.id = a.id
    LEFT JOIN mz_store.comment c ON c.id = a.id AND c.object_type = i.kind AND c.sub_id = a.position;

CREATE VIEW mz_internal.mz_show_connections AS
SELECT x.schema_id, x.name, x.type, coalesce(c.comment, '') AS comment
FROM mz_catalog.mz_connections x LEFT JOIN mz_store.object_comment c ON c.id = x.id AND c.object_type = 'connection';

CREATE VIEW mz_internal.mz_show_secrets AS
SELECT x.schema_id, x.name, coalesce(c.comment, '') AS comment
FROM mz_catalog.mz_secrets x LEFT JOIN mz_store.object_comment c ON c.id = x.id AND c.object_type = 'secret';

CREATE VIEW mz_internal.mz_show_types AS
SELECT x.schema_id, x.name, coalesce(c.comment, '') AS comment
FROM mz_catalog.mz_types x LEFT JOIN mz_store.object_comment c ON c.id = x.id AND c.object_type = 'type';

CREATE VIEW mz_internal.mz_show_network_policies AS
SELECT name, ''::text AS rules, ''::text AS comment FROM mz_internal.mz_network_policies;
