-- Every object of users in a schema, of any kind.
-- type: the server's word, such as 'materialized-view'. subtype: the finer word of sources and sinks.
-- on_id: the indexed relation. source_id: the source of a table. create_sql: with names resolved, NULL if not shown.
-- privileges: access items as text, see databases.sql; NULL for kinds that have none.
SELECT
    o.id AS id,
    o.schema_id AS schema_id,
    o.name AS name,
    o.type AS type,
    o.owner_id AS owner_id,
    o.cluster_id AS cluster_id,
    o.privileges::text AS privileges,
    COALESCE(src.type, snk.type) AS subtype,
    i.on_id AS on_id,
    t.source_id AS source_id,
    COALESCE(src.connection_id, snk.connection_id) AS connection_id,
    COALESCE(v.create_sql, m.create_sql, i.create_sql, snk.create_sql, t.create_sql, src.create_sql) AS create_sql
FROM mz_catalog.mz_objects AS o
LEFT JOIN mz_catalog.mz_tables AS t ON t.id = o.id
LEFT JOIN mz_catalog.mz_sources AS src ON src.id = o.id
LEFT JOIN mz_catalog.mz_sinks AS snk ON snk.id = o.id
LEFT JOIN mz_catalog.mz_views AS v ON v.id = o.id
LEFT JOIN mz_catalog.mz_materialized_views AS m ON m.id = o.id
LEFT JOIN mz_catalog.mz_indexes AS i ON i.id = o.id
WHERE o.id LIKE 'u%'
