-- Every role except PUBLIC, which the server does not list. The row of the role in force also describes the session.
-- mine: whether it is the role in force. version: the server's own text. superuser: of this session.
-- region: the id of the server, which no other has. rbac: whether privileges are enforced in this session.
-- at_seconds: the server's clock, in seconds since 1970.
-- It is the first query of every message. It reads a relation, so it fixes the timestamp of all later queries.
SELECT
    r.id AS id,
    r.name AS name,
    r.name = current_user AS mine,
    mz_version() AS version,
    mz_environment_id() AS region,
    mz_is_superuser() AS superuser,
    mz_internal.is_rbac_enabled() AS rbac,
    EXTRACT(EPOCH FROM now())::text AS at_seconds
FROM mz_catalog.mz_roles AS r
