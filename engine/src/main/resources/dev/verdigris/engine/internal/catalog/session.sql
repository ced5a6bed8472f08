-- The session and its server: one row.
-- role_id: the role in force. version: the server's own text.
-- superuser: of this session. rbac: whether privileges are enforced in this session.
-- It reads a relation because a query without one would not fix the timestamp of the later queries.
SELECT
    r.id AS role_id,
    mz_version() AS version,
    mz_is_superuser() AS superuser,
    mz_internal.is_rbac_enabled() AS rbac
FROM mz_catalog.mz_roles AS r
WHERE r.name = current_user
