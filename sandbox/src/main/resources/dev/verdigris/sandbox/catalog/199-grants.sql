-- Everyone may read the system catalog, as on Materialize; password hashes are not for everyone.
GRANT SELECT ON ALL TABLES IN SCHEMA mz_catalog, mz_internal, mz_introspection TO PUBLIC;
REVOKE ALL ON mz_catalog.mz_role_auth FROM PUBLIC;
