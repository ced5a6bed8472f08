-- The columns that only sinks have. subtype: the server's finer word. create_sql: with names resolved.
SELECT s.id AS id, s.type AS subtype, s.connection_id AS connection_id, s.create_sql AS create_sql
FROM mz_catalog.mz_sinks AS s
WHERE s.id LIKE 'u%'
