-- Lists the system's own relations, columns, types and functions in the catalog, where clients look for them. Done once:
-- they never change. Must run after every script that makes one.

INSERT INTO mz_store.schema (id, oid, database_id, name, owner_id)
SELECT id, name::regnamespace::oid, NULL, name, 's1'
FROM (VALUES ('s1', 'mz_catalog'), ('s2', 'pg_catalog'), ('s4', 'mz_internal'), ('s5', 'information_schema'), ('s7', 'mz_unsafe'),
    ('s8', 'mz_catalog_unstable'), ('s9', 'mz_introspection'), ('s1000', 'mz_sandbox')) s(id, name)
ON CONFLICT DO NOTHING;

-- Of PostgreSQL's own schemas only what Materialize has too is listed. The kinds are those of Materialize.
INSERT INTO mz_store.builtin (id, oid, schema_id, name, kind, cluster_id, definition)
SELECT 's' || c.oid, c.oid, s.id, c.relname,
    CASE WHEN m.name IS NOT NULL THEN 'materialized-view' WHEN t.name IS NOT NULL THEN 'table' WHEN o.name IS NOT NULL OR l.name IS NOT NULL THEN 'source' ELSE 'view' END,
    CASE WHEN m.name IS NOT NULL THEN 's2' END,
    CASE WHEN l.name IS NOT NULL THEN 'log' WHEN c.relkind = 'v' THEN pg_get_viewdef(c.oid) ELSE 'SELECT * FROM ' || c.oid::regclass END
FROM mz_store.schema s JOIN pg_catalog.pg_class c ON c.relnamespace = s.oid AND c.relkind IN ('r', 'v')
    LEFT JOIN unnest(ARRAY['mz_databases', 'mz_schemas', 'mz_connections', 'mz_secrets', 'mz_role_members', 'mz_materialized_views',
        'mz_internal_cluster_replicas', 'mz_pending_cluster_replicas', 'mz_cluster_workload_classes', 'mz_network_policies']) m(name)
        ON m.name = c.relname AND s.name IN ('mz_catalog', 'mz_internal')
    LEFT JOIN unnest(ARRAY['mz_clusters', 'mz_cluster_replicas', 'mz_cluster_replica_sizes', 'mz_columns', 'mz_tables', 'mz_sources',
        'mz_sinks', 'mz_kafka_sinks', 'mz_iceberg_sinks', 'mz_views', 'mz_indexes', 'mz_index_columns', 'mz_types', 'mz_functions', 'mz_roles',
        'mz_role_parameters', 'mz_role_auth', 'mz_default_privileges', 'mz_system_privileges', 'mz_audit_events', 'mz_comments',
        'mz_cluster_schedules', 'mz_object_dependencies', 'mz_object_global_ids', 'mz_materialized_view_refresh_strategies',
        'mz_history_retention_strategies', 'mz_replacements', 'mz_sessions', 'mz_subscriptions', 'mz_license_keys', 'mz_array_types',
        'mz_base_types', 'mz_list_types', 'mz_map_types', 'mz_pseudo_types', 'mz_egress_ips', 'mz_kafka_connections', 'mz_kafka_sources',
        'mz_ssh_tunnel_connections', 'mz_aws_connections', 'mz_aws_privatelink_connections', 'mz_postgres_sources',
        'mz_postgres_source_tables', 'mz_mysql_source_tables', 'mz_sql_server_source_tables', 'mz_kafka_source_tables',
        'mz_network_policy_rules', 'mz_webhook_sources']) t(name)
        ON t.name = c.relname AND s.name IN ('mz_catalog', 'mz_internal')
    LEFT JOIN unnest(ARRAY['mz_cluster_replica_frontiers', 'mz_compute_hydration_times', 'mz_wallclock_lag_history',
        'mz_cluster_replica_status_history', 'mz_compute_dependencies', 'mz_frontiers', 'mz_materialized_view_refreshes',
        'mz_source_status_history', 'mz_sink_status_history', 'mz_session_history', 'mz_statement_lifecycle_history', 'mz_storage_usage',
        'mz_cluster_replica_metrics_history', 'mz_aws_privatelink_connection_status_history', 'mz_compute_operator_hydration_statuses']) o(name)
        ON o.name = c.relname AND s.name IN ('mz_catalog', 'mz_internal')
    LEFT JOIN mz_store.introspection_log l ON l.name = c.relname AND s.name = 'mz_introspection'
WHERE s.name IN ('mz_catalog', 'mz_internal', 'mz_introspection', 'mz_sandbox')
    OR s.name = 'information_schema' AND c.relname IN ('applicable_roles', 'character_sets', 'columns', 'enabled_roles',
        'key_column_usage', 'referential_constraints', 'role_table_grants', 'routines', 'schemata', 'table_constraints',
        'table_privileges', 'tables', 'triggers', 'views')
    OR s.name = 'pg_catalog' AND c.relname IN ('pg_aggregate', 'pg_am', 'pg_attrdef', 'pg_attribute', 'pg_auth_members', 'pg_authid',
        'pg_cast', 'pg_class', 'pg_collation', 'pg_constraint', 'pg_database', 'pg_depend', 'pg_description', 'pg_enum',
        'pg_event_trigger', 'pg_extension', 'pg_index', 'pg_inherits', 'pg_language', 'pg_locks', 'pg_matviews', 'pg_namespace',
        'pg_operator', 'pg_policy', 'pg_proc', 'pg_publication', 'pg_publication_rel', 'pg_publication_tables', 'pg_range', 'pg_rewrite',
        'pg_roles', 'pg_settings', 'pg_shdescription', 'pg_stat_user_tables', 'pg_subscription', 'pg_tables', 'pg_tablespace',
        'pg_timezone_abbrevs', 'pg_timezone_names', 'pg_trigger', 'pg_ts_dict', 'pg_type', 'pg_user', 'pg_user_mapping', 'pg_views');

INSERT INTO mz_store.builtin_column (id, name, position, nullable, type, type_oid, type_mod)
SELECT b.id, a.attname, a.attnum, coalesce(a.attname = ANY (n.nullable_columns), NOT a.attnotnull),
    mz_store.type_name(a.atttypid), a.atttypid, a.atttypmod
FROM mz_store.builtin b JOIN pg_catalog.pg_attribute a ON a.attrelid = b.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN mz_store.schema s ON s.id = b.schema_id LEFT JOIN mz_store.builtin_nullability n ON n.relation = s.name || '.' || b.name;

INSERT INTO mz_store.builtin (id, oid, schema_id, name, kind, definition)
SELECT 's' || t.oid, t.oid, s.id, t.typname, 'type',
    CASE t.typcategory WHEN 'A' THEN 'array' WHEN 'B' THEN 'boolean' WHEN 'D' THEN 'date-time' WHEN 'N' THEN 'numeric' WHEN 'P' THEN 'pseudo'
        WHEN 'S' THEN 'string' WHEN 'T' THEN 'timespan' ELSE 'user-defined' END
FROM pg_catalog.pg_type t JOIN mz_store.schema s ON s.oid = t.typnamespace
    LEFT JOIN pg_catalog.pg_type e ON e.typarray = t.oid
WHERE coalesce(e.typname, t.typname) IN ('bool', 'bytea', 'int2', 'int4', 'int8', 'float4', 'float8', 'numeric', 'text', 'char', 'bpchar',
        'varchar', 'name', 'date', 'time', 'timestamp', 'timestamptz', 'interval', 'jsonb', 'uuid', 'oid', 'regclass', 'regproc', 'regtype',
        'int2vector', 'int4range', 'int8range', 'numrange', 'daterange', 'tsrange', 'tstzrange', 'aclitem', 'any', 'anyelement', 'anyarray',
        'anynonarray', 'anyrange', 'anycompatible', 'anycompatiblearray', 'record')
        AND t.typnamespace = 'pg_catalog'::regnamespace
    OR coalesce(e.typname, t.typname) IN ('uint2', 'uint4', 'uint8', 'mz_timestamp', 'mz_aclitem', 'list', 'map')
        AND t.typnamespace = 'mz_catalog'::regnamespace AND t.typname NOT IN ('_list', '_map')
ON CONFLICT DO NOTHING;

-- Without the functions for the types' input, output, casts and operators.
INSERT INTO mz_store.builtin_function (id, oid, schema_id, name, argument_types, variadic_type, return_type, returns_set)
SELECT 's' || p.oid, p.oid, s.id, p.proname, p.proargtypes::oid[], nullif(p.provariadic, 0), p.prorettype, p.proretset
FROM pg_catalog.pg_proc p JOIN mz_store.schema s ON s.oid = p.pronamespace
WHERE s.name IN ('mz_catalog', 'mz_internal', 'mz_sandbox')
    AND p.proname !~ '^(uint[248]|signed|map|mz_timestamp|list_(in|out|recv|send|eq|ne|lt|le|gt|ge|cmp|hash|larger|smaller)|mz_aclitem_(in|out|text|recv|send|eq|ne|lt|le|gt|ge|cmp|hash|larger|smaller))(_|$)'
ON CONFLICT DO NOTHING;
INSERT INTO mz_store.builtin (id, oid, schema_id, name, kind)
SELECT id, oid, schema_id, name, 'function' FROM mz_store.builtin_function ON CONFLICT DO NOTHING;
ANALYZE mz_store.builtin, mz_store.builtin_column;
