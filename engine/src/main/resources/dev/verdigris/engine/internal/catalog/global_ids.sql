-- Which object of users a collection belongs to. An object that was altered or replaced has several collections, and
-- frontiers, hydration times and subscriptions speak of collections.
SELECT g.id AS object_id, g.global_id AS collection_id
FROM mz_internal.mz_object_global_ids AS g
WHERE g.id LIKE 'u%'
