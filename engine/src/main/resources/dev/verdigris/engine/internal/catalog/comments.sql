-- Every comment on objects of users. Ids are unique only within a kind, so object_type belongs to the id.
-- column_position: from 1, NULL for a comment on the object itself.
SELECT
    c.id AS id,
    c.object_type AS object_type,
    c.object_sub_id::text AS column_position,
    c.comment AS comment
FROM mz_internal.mz_comments AS c
WHERE c.id LIKE 'u%'
