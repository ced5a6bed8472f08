-- The columns that only tables have. source_id: the source of the table. create_sql: with names resolved, NULL if not shown.
SELECT t.id AS id, t.source_id AS source_id, t.create_sql AS create_sql
FROM mz_catalog.mz_tables AS t
WHERE t.id LIKE 'u%'
