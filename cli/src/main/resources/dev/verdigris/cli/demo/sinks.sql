-- Every sink of a user with the object that it reads.
SELECT sinks.name AS sink, schemas.name AS schema, read.name AS object
FROM mz_catalog.mz_sinks AS sinks
JOIN mz_internal.mz_object_dependencies AS edges ON edges.object_id = sinks.id
JOIN mz_catalog.mz_objects AS read ON read.id = edges.referenced_object_id
JOIN mz_catalog.mz_schemas AS schemas ON schemas.id = read.schema_id
WHERE sinks.id LIKE 'u%' AND read.type IN ('materialized-view', 'table', 'source')
ORDER BY 1
