-- The columns of users' relations, in no order. position: from 1. type: a bare name. type_modifier: -1 for none.
SELECT
    c.id AS item_id,
    c.name AS name,
    c.position::text AS position,
    c.type AS type,
    c.type_mod::text AS type_modifier,
    c.nullable AS nullable
FROM mz_catalog.mz_columns AS c
WHERE c.id LIKE 'u%'
