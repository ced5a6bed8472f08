-- The columns that only indexes have. on_id: the indexed relation. create_sql: with names resolved.
SELECT i.id AS id, i.on_id AS on_id, i.create_sql AS create_sql
FROM mz_catalog.mz_indexes AS i
WHERE i.id LIKE 'u%'
