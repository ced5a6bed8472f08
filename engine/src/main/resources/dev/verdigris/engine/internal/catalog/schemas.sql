-- Every schema of users, including lock schemas.
-- privileges: access items as text, see databases.sql.
SELECT
    s.id AS id,
    s.database_id AS database_id,
    s.name AS name,
    s.owner_id AS owner_id,
    s.privileges::text AS privileges
FROM mz_catalog.mz_schemas AS s
WHERE s.id LIKE 'u%' AND s.database_id IS NOT NULL
