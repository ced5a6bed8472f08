-- The definitions of views. create_sql: with names resolved.
SELECT v.id AS id, v.create_sql AS create_sql
FROM mz_catalog.mz_views AS v
WHERE v.id LIKE 'u%'
