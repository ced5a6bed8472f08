-- The columns that only sources have. subtype: the server's finer word. create_sql: with names resolved, NULL if not shown.
SELECT s.id AS id, s.type AS subtype, s.connection_id AS connection_id, s.create_sql AS create_sql
FROM mz_catalog.mz_sources AS s
WHERE s.id LIKE 'u%'
