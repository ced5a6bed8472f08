-- The time up to which the contents of users' objects are complete. write_millis: milliseconds since 1970, NULL if the
-- object is closed.
SELECT g.id AS object_id, f.write_frontier::text AS write_millis
FROM mz_internal.mz_frontiers AS f
JOIN mz_internal.mz_object_global_ids AS g ON g.global_id = f.object_id
WHERE g.id LIKE 'u%'
