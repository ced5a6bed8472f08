-- The definitions of materialized views. create_sql: with names resolved.
SELECT m.id AS id, m.create_sql AS create_sql
FROM mz_catalog.mz_materialized_views AS m
WHERE m.id LIKE 'u%'
