-- The columns of users' relations, in no order. position: from 1. type: a bare name, without modifiers.
SELECT
    c.id AS item_id,
    c.name AS name,
    c.position::text AS position,
    c.type AS type,
    c.nullable AS nullable
FROM mz_catalog.mz_columns AS c
WHERE c.id LIKE 'u%'
