-- The temporary views of all sessions. The index of the relation is on schema_id, and '0' stands for the schemas of
-- sessions. create_sql: with names resolved.
SELECT v.id AS id, v.name AS name, v.owner_id AS owner_id, v.create_sql AS create_sql
FROM mz_catalog.mz_views AS v
WHERE v.schema_id = '0'
