-- Items: the objects in schemas. create_sql is rendered from the template, so that it shows the present names.

-- The same text with every string literal hidden.
CREATE FUNCTION mz_store.redacted(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN regexp_replace($1, '''(?:[^'']|'''')*''', '''<REDACTED>''', 'g');

-- User items with their privileges; indexes are in the schema of their relation.
CREATE VIEW mz_store.item_acl AS
SELECT i.*, ARRAY(SELECT a.item FROM mz_store.acl a WHERE a.object_kind = 'item' AND a.object_id = i.id
    ORDER BY a.grantee_rank, a.grantor_rank) AS privileges
FROM mz_store.item i;

-- The privileges on system objects: those of the owner, and SELECT or USAGE for everyone.
CREATE FUNCTION mz_store.builtin_acl(kind text) RETURNS mz_catalog.mz_aclitem[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN kind = 'type' THEN ARRAY['s1=U/s1', '=U/s1']::mz_catalog.mz_aclitem[]
    WHEN kind IN ('table', 'view', 'materialized-view', 'source') THEN ARRAY['s1=r/s1', 'g1=r/s1', '=r/s1']::mz_catalog.mz_aclitem[] END;

-- The temporary relations of all sessions. They have no row in the store and no listed schema. Their ids are
-- PostgreSQL's oids, which are far above the ids of items. The comment holds the session, and for a view what defines it.
CREATE VIEW mz_store.temporary_relation AS
SELECT 'u' || c.oid AS id, c.oid, '0' AS schema_id, mz_store.shown_name(c.relname) AS name,
    CASE c.relkind WHEN 'v' THEN 'view' ELSE 'table' END AS kind, s.role_id AS owner_id,
    mz_store.render_create_sql(t.comment ->> 'definition') AS definition,
    'CREATE TEMPORARY VIEW "mz_temp".' || mz_store.render_create_sql(t.comment ->> 'create') AS create_sql,
    t.comment -> 'references' AS reads
FROM pg_catalog.pg_class c
    CROSS JOIN LATERAL (SELECT pg_catalog.obj_description(c.oid, 'pg_class')::jsonb AS comment) t
    JOIN mz_store.session s ON s.connection_id = (t.comment ->> 'session')::bigint
WHERE c.relpersistence = 't' AND c.relkind IN ('r', 'v');

CREATE VIEW mz_catalog.mz_tables AS
SELECT i.id, i.oid, i.schema_id, i.name, i.owner_id, i.privileges,
    mz_store.render_create_sql(i.create_template) AS create_sql,
    mz_store.redacted(mz_store.render_create_sql(i.create_template)) AS redacted_create_sql, i.source_id
FROM mz_store.item_acl i WHERE i.kind = 'table'
UNION ALL
SELECT id, oid, schema_id, name, 's1', mz_store.builtin_acl(kind), NULL, NULL, NULL FROM mz_store.builtin WHERE kind = 'table'
UNION ALL
SELECT id, oid, schema_id, name, owner_id, '{}', NULL, NULL, NULL FROM mz_store.temporary_relation WHERE kind = 'table';

CREATE VIEW mz_catalog.mz_sources AS
SELECT i.id, i.oid, i.schema_id, i.name, coalesce(i.details ->> 'type', 'load-generator') AS type,
    i.details ->> 'connection_id' AS connection_id, NULL::text AS size, i.details ->> 'envelope' AS envelope_type,
    i.details ->> 'key_format' AS key_format, i.details ->> 'value_format' AS value_format,
    CASE WHEN i.details ->> 'type' IN ('progress', 'log') THEN NULL ELSE i.cluster_id END AS cluster_id, i.owner_id, i.privileges,
    mz_store.render_create_sql(i.create_template) AS create_sql,
    mz_store.redacted(mz_store.render_create_sql(i.create_template)) AS redacted_create_sql
FROM mz_store.item_acl i WHERE i.kind = 'source'
UNION ALL
SELECT id, oid, schema_id, name, CASE WHEN definition = 'log' THEN 'log' ELSE 'source' END, NULL, NULL, NULL, NULL, NULL,
    cluster_id, 's1', mz_store.builtin_acl(kind), NULL, NULL
FROM mz_store.builtin WHERE kind = 'source';

CREATE VIEW mz_catalog.mz_sinks AS
SELECT i.id, i.oid, i.schema_id, i.name, coalesce(i.details ->> 'type', 'kafka') AS type,
    i.details ->> 'connection_id' AS connection_id, NULL::text AS size, i.details ->> 'envelope' AS envelope_type,
    i.details ->> 'format' AS format, i.details ->> 'key_format' AS key_format, i.details ->> 'value_format' AS value_format,
    i.cluster_id, i.owner_id, mz_store.render_create_sql(i.create_template) AS create_sql,
    mz_store.redacted(mz_store.render_create_sql(i.create_template)) AS redacted_create_sql
FROM mz_store.item i WHERE i.kind = 'sink';

CREATE VIEW mz_catalog.mz_kafka_sinks AS
SELECT id, details ->> 'topic' AS topic FROM mz_store.item WHERE kind = 'sink' AND coalesce(details ->> 'type', 'kafka') = 'kafka';

CREATE VIEW mz_catalog.mz_views AS
SELECT i.id, i.oid, i.schema_id, i.name, mz_store.render_create_sql(i.details ->> 'definition') AS definition, i.owner_id, i.privileges,
    mz_store.render_create_sql(i.create_template) AS create_sql,
    mz_store.redacted(mz_store.render_create_sql(i.create_template)) AS redacted_create_sql
FROM mz_store.item_acl i WHERE i.kind = 'view'
UNION ALL
SELECT id, oid, schema_id, name, definition, 's1', mz_store.builtin_acl(kind), definition, mz_store.redacted(definition)
FROM mz_store.builtin WHERE kind = 'view'
UNION ALL
SELECT id, oid, schema_id, name, definition, owner_id, '{}', create_sql, mz_store.redacted(create_sql)
FROM mz_store.temporary_relation WHERE kind = 'view';

CREATE VIEW mz_catalog.mz_materialized_views AS
SELECT i.id, i.oid, i.schema_id, i.name, i.cluster_id, mz_store.render_create_sql(i.details ->> 'definition') AS definition, i.owner_id, i.privileges,
    mz_store.render_create_sql(i.create_template) AS create_sql,
    mz_store.redacted(mz_store.render_create_sql(i.create_template)) AS redacted_create_sql
FROM mz_store.item_acl i WHERE i.kind = 'materialized-view'
UNION ALL
SELECT id, oid, schema_id, name, cluster_id, definition, 's1', mz_store.builtin_acl(kind), definition, mz_store.redacted(definition)
FROM mz_store.builtin WHERE kind = 'materialized-view';

CREATE VIEW mz_catalog.mz_indexes AS
SELECT i.id, i.oid, i.name, i.on_id, i.cluster_id, i.owner_id, mz_store.render_create_sql(i.create_template) AS create_sql,
    mz_store.redacted(mz_store.render_create_sql(i.create_template)) AS redacted_create_sql
FROM mz_store.item i WHERE i.kind = 'index'
UNION ALL
SELECT i.id, i.oid, i.name, i.on_id, i.cluster_id, 's1', sql.words, sql.words
FROM mz_store.introspection_index i JOIN mz_store.builtin b ON b.id = i.on_id
    CROSS JOIN LATERAL (SELECT format('CREATE INDEX "%s" IN CLUSTER [%s] ON [%s AS "mz_introspection"."%s"] ("%s")',
        i.name, i.cluster_id, i.on_id, b.name, array_to_string(i.key, '", "')) AS words) sql;

-- details.keys of an index: one object per key with either "position" (of the column in the relation) or "expression".
CREATE VIEW mz_catalog.mz_index_columns AS
SELECT i.id AS index_id, mz_store.uint8(k.position) AS index_position,
    mz_store.uint8((k.value ->> 'position')::bigint) AS on_position, k.value ->> 'expression' AS on_expression,
    coalesce((k.value ->> 'nullable')::boolean, true) AS nullable
FROM mz_store.item i, jsonb_array_elements(coalesce(i.details -> 'keys', '[]')) WITH ORDINALITY k(value, position)
WHERE i.kind = 'index'
UNION ALL
SELECT i.id, mz_store.uint8(k.position), mz_store.uint8(a.position::bigint), NULL, false
FROM mz_store.introspection_index i CROSS JOIN unnest(i.key) WITH ORDINALITY k(name, position)
    JOIN mz_store.builtin_column a ON a.id = i.on_id AND a.name = k.name;

CREATE VIEW mz_catalog.mz_connections AS
SELECT i.id, i.oid, i.schema_id, i.name, i.details ->> 'type' AS type, i.owner_id, i.privileges,
    mz_store.render_create_sql(i.create_template) AS create_sql,
    mz_store.redacted(mz_store.render_create_sql(i.create_template)) AS redacted_create_sql
FROM mz_store.item_acl i WHERE i.kind = 'connection';

CREATE VIEW mz_catalog.mz_kafka_connections AS
SELECT id, ARRAY(SELECT jsonb_array_elements_text(coalesce(details -> 'brokers', '[]'))) AS brokers,
    coalesce(details ->> 'progress_topic', '_materialize-progress-sandbox-' || id) AS sink_progress_topic
FROM mz_store.item WHERE kind = 'connection' AND details ->> 'type' = 'kafka';

CREATE VIEW mz_catalog.mz_secrets AS
SELECT i.id, i.oid, i.schema_id, i.name, i.owner_id, i.privileges FROM mz_store.item_acl i WHERE i.kind = 'secret';

CREATE VIEW mz_catalog.mz_types AS
SELECT i.id, i.oid, i.schema_id, i.name, coalesce(i.details ->> 'category', 'composite') AS category, i.owner_id, i.privileges,
    mz_store.render_create_sql(i.create_template) AS create_sql,
    mz_store.redacted(mz_store.render_create_sql(i.create_template)) AS redacted_create_sql
FROM mz_store.item_acl i WHERE i.kind = 'type'
UNION ALL
SELECT id, oid, schema_id, name, definition, 's1', mz_store.builtin_acl(kind), NULL, NULL FROM mz_store.builtin WHERE kind = 'type';

CREATE VIEW mz_catalog.mz_relations AS
SELECT i.id, i.oid, i.schema_id, i.name, i.kind AS type, i.owner_id,
    CASE WHEN i.kind IN ('materialized-view', 'source') AND coalesce(i.details ->> 'type', '') NOT IN ('progress', 'log')
        THEN i.cluster_id END AS cluster_id,
    ARRAY(SELECT a.item FROM mz_store.acl a WHERE a.object_kind = 'item' AND a.object_id = i.id
        ORDER BY a.grantee_rank, a.grantor_rank) AS privileges
FROM mz_store.item i WHERE i.kind IN ('table', 'source', 'view', 'materialized-view')
UNION ALL
SELECT id, oid, schema_id, name, kind, 's1', cluster_id, mz_store.builtin_acl(kind)
FROM mz_store.builtin WHERE kind IN ('table', 'source', 'view', 'materialized-view')
UNION ALL
SELECT id, oid, schema_id, name, kind, owner_id, NULL, '{}' FROM mz_store.temporary_relation;

CREATE VIEW mz_catalog.mz_objects AS
SELECT i.id, i.oid, coalesce(o.schema_id, i.schema_id) AS schema_id, i.name, i.kind AS type, i.owner_id,
    CASE WHEN i.kind IN ('materialized-view', 'source', 'sink', 'index') AND coalesce(i.details ->> 'type', '') NOT IN ('progress', 'log')
        THEN i.cluster_id END AS cluster_id,
    CASE WHEN i.kind NOT IN ('sink', 'index', 'function') THEN
        ARRAY(SELECT a.item FROM mz_store.acl a WHERE a.object_kind = 'item' AND a.object_id = i.id
            ORDER BY a.grantee_rank, a.grantor_rank) END AS privileges
FROM mz_store.item i LEFT JOIN mz_store.item o ON o.id = i.on_id
UNION ALL
SELECT id, oid, schema_id, name, kind, 's1', cluster_id, mz_store.builtin_acl(kind) FROM mz_store.builtin
UNION ALL
SELECT id, oid, schema_id, name, 'index', 's1', cluster_id, NULL FROM mz_store.introspection_index
UNION ALL
SELECT id, oid, schema_id, name, kind, owner_id, NULL, '{}' FROM mz_store.temporary_relation;

-- The tables that hold the rows of load generators.
CREATE VIEW mz_store.source_data AS
SELECT c.oid, split_part(c.relname, '.', 1) AS source_id, split_part(c.relname, '.', 2) AS table_name
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'mz_source_data' AND c.relkind = 'r';

-- The name of a type as Materialize spells it.
CREATE FUNCTION mz_store.type_name(type_oid oid) RETURNS text LANGUAGE sql STABLE STRICT
RETURN replace(replace(format_type(type_oid, NULL), 'mz_catalog.', ''), 'time without time zone', 'time');
-- A default as it was written. PostgreSQL adds the type of a literal. Without a default it is the word NULL.
CREATE FUNCTION mz_store.default_text(expression text) RETURNS text LANGUAGE sql IMMUTABLE
RETURN coalesce(regexp_replace(expression, '^(''(?:[^'']|'''')*'')::[a-z ]+$', '\1'), 'NULL');

-- The columns of user relations are PostgreSQL's; only plain tables show a default.
CREATE VIEW mz_catalog.mz_columns AS
SELECT i.id, mz_store.shown_name(a.attname) AS name, mz_store.uint8(a.attnum::bigint) AS position,
    NOT (a.attnotnull OR coalesce(b.attnotnull, false) OR coalesce(i.details -> 'asserted' ? mz_store.shown_name(a.attname), false)) AS nullable,
    mz_store.type_name(a.atttypid) AS type,
    CASE WHEN i.kind = 'table' AND i.source_id IS NULL THEN mz_store.default_text(pg_get_expr(d.adbin, d.adrelid)) END AS "default",
    a.atttypid AS type_oid, a.atttypmod AS type_mod
FROM mz_store.item i JOIN pg_catalog.pg_attribute a ON a.attrelid = i.relation_oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    LEFT JOIN mz_store.source_data g ON g.source_id = i.source_id AND g.table_name = i.details ->> 'reference'
    LEFT JOIN pg_catalog.pg_attribute b ON b.attrelid = g.oid AND b.attnum = a.attnum
WHERE i.kind IN ('table', 'source', 'view', 'materialized-view')
UNION ALL
SELECT id, name, mz_store.uint8(position::bigint), nullable, type, NULL, type_oid, type_mod FROM mz_store.builtin_column
UNION ALL
SELECT t.id, mz_store.shown_name(a.attname), mz_store.uint8(a.attnum::bigint), NOT a.attnotnull, mz_store.type_name(a.atttypid),
    CASE WHEN t.kind = 'table' THEN mz_store.default_text(pg_get_expr(d.adbin, d.adrelid)) END, a.atttypid, a.atttypmod
FROM mz_store.temporary_relation t JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum;

CREATE VIEW mz_internal.mz_object_global_ids AS
SELECT id, coalesce(details ->> 'global_id', id) AS global_id FROM mz_store.item
UNION ALL SELECT id, id FROM mz_store.builtin WHERE kind IN ('table', 'source', 'view', 'materialized-view');

CREATE VIEW mz_internal.mz_replacements AS
SELECT id, details ->> 'replacement_for' AS target_id FROM mz_store.item
WHERE kind = 'materialized-view' AND details ->> 'replacement_for' IS NOT NULL;

-- details.retain_history: milliseconds. Without that option it is a second.
CREATE VIEW mz_internal.mz_history_retention_strategies AS
SELECT id, 'FOR'::text AS strategy, coalesce(details -> 'retain_history', '1000') AS value
FROM mz_store.item WHERE kind IN ('table', 'source', 'materialized-view', 'index');

-- details.refresh of a materialized view: one object per clause with "type" (every, at), "interval", "aligned_to", "at".
CREATE VIEW mz_internal.mz_materialized_view_refresh_strategies AS
SELECT i.id AS materialized_view_id, r.value ->> 'type' AS type, (r.value ->> 'interval')::interval AS interval,
    (r.value ->> 'aligned_to')::timestamptz AS aligned_to, (r.value ->> 'at')::timestamptz AS at
FROM mz_store.item i, jsonb_array_elements(coalesce(i.details -> 'refresh', '[{"type": "on-commit"}]')) r(value)
WHERE i.kind = 'materialized-view';
CREATE TABLE mz_internal.mz_materialized_view_refreshes (
    materialized_view_id text, last_completed_refresh mz_catalog.mz_timestamp, next_refresh mz_catalog.mz_timestamp
);
