-- Default privileges. role_id: the creating role, 'p' for all roles. database_id, schema_id: NULL where unscoped.
-- grantee: role id, 'p' for PUBLIC. privileges: letters of an access item.
SELECT
    d.role_id AS role_id,
    d.database_id AS database_id,
    d.schema_id AS schema_id,
    d.object_type AS object_type,
    d.grantee AS grantee,
    d.privileges::text AS privileges
FROM mz_catalog.mz_default_privileges AS d
