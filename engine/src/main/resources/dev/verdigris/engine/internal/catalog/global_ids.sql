-- The object of each collection of users. An altered or replaced object has several collections, and the relations of
-- frontiers, hydration times and subscriptions list collections.
SELECT g.id AS object_id, g.global_id AS collection_id
FROM mz_internal.mz_object_global_ids AS g
WHERE g.id LIKE 'u%'
