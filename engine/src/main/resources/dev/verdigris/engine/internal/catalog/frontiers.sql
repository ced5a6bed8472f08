-- The time up to which the contents of users' collections are complete; see global_ids.sql.
-- write_millis: milliseconds since 1970, NULL if the collection is closed.
SELECT f.object_id AS collection_id, f.write_frontier::text AS write_millis
FROM mz_internal.mz_frontiers AS f
WHERE f.object_id LIKE 'u%'
