-- Every comment on things of users. Ids are unique per kind only: object_type always goes with the id.
-- column_position: 1-based, NULL for a comment on the thing itself.
SELECT
    c.id AS id,
    c.object_type AS object_type,
    c.object_sub_id::text AS column_position,
    c.comment AS comment
FROM mz_internal.mz_comments AS c
WHERE c.id LIKE 'u%'
