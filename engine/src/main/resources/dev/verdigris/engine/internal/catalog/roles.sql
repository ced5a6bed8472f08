-- Every role except PUBLIC, which the server does not list.
SELECT r.id AS id, r.name AS name
FROM mz_catalog.mz_roles AS r
