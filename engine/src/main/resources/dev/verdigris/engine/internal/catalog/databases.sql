-- Every database.
-- privileges: access items as text, '{grantee=LETTERS/grantor,…}' with role ids; an empty grantee is PUBLIC.
SELECT d.id AS id, d.name AS name, d.owner_id AS owner_id, d.privileges::text AS privileges
FROM mz_catalog.mz_databases AS d
WHERE d.id LIKE 'u%'
