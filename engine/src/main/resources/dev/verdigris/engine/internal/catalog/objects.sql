-- Every object of users in a schema, of any kind.
-- type: the server's word, such as 'materialized-view'.
-- privileges: access items as text, see databases.sql; NULL for kinds that have none.
SELECT
    o.id AS id,
    o.schema_id AS schema_id,
    o.name AS name,
    o.type AS type,
    o.owner_id AS owner_id,
    o.cluster_id AS cluster_id,
    o.privileges::text AS privileges
FROM mz_catalog.mz_objects AS o
WHERE o.id LIKE 'u%'
