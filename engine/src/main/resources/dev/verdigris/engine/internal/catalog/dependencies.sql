-- All direct references between objects of users. A part of them would miss external dependents. object_id reads
-- referenced_id.
SELECT d.object_id AS object_id, d.referenced_object_id AS referenced_id
FROM mz_internal.mz_object_dependencies AS d
WHERE d.object_id LIKE 'u%' AND d.referenced_object_id LIKE 'u%'
