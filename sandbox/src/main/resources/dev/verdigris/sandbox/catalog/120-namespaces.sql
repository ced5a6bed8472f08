-- Databases, schemas, roles, clusters and their replicas, with their grants and comments.

-- The system's own relations, functions and types, filled in by 198-builtins.sql: they never change afterwards.
CREATE TABLE mz_store.builtin (
    id text PRIMARY KEY, oid oid NOT NULL, schema_id text NOT NULL, name text NOT NULL, kind text NOT NULL, cluster_id text,
    definition text
);
CREATE TABLE mz_store.builtin_column (
    id text NOT NULL, name text NOT NULL, position integer NOT NULL, nullable boolean NOT NULL, type text NOT NULL,
    type_oid oid NOT NULL, type_mod integer NOT NULL, PRIMARY KEY (id, position)
);

-- The order in which privileges are listed: user, system and predefined roles by number, PUBLIC last.
CREATE FUNCTION mz_store.role_rank(role_id text) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN strpos('usgp', left(role_id, 1)) * 1000000000::bigint + coalesce(nullif(substr(role_id, 2), ''), '0')::bigint;

-- One row per grant, as an mz_aclitem.
CREATE VIEW mz_store.acl AS
SELECT object_kind, object_id, mz_store.role_rank(grantee) AS grantee_rank, mz_store.role_rank(grantor) AS grantor_rank,
    (coalesce(nullif(grantee, 'p'), '') || '=' || letters || '/' || grantor)::mz_catalog.mz_aclitem AS item
FROM mz_store.privilege;

CREATE VIEW mz_catalog.mz_databases AS
SELECT d.id, d.oid, d.name, d.owner_id,
    ARRAY(SELECT a.item FROM mz_store.acl a WHERE a.object_kind = 'database' AND a.object_id = d.id
        ORDER BY a.grantee_rank, a.grantor_rank) AS privileges
FROM mz_store.database d;

CREATE VIEW mz_catalog.mz_schemas AS
SELECT s.id, s.oid, s.database_id, s.name, s.owner_id,
    ARRAY(SELECT a.item FROM mz_store.acl a WHERE a.object_kind = 'schema' AND a.object_id = s.id
        ORDER BY a.grantee_rank, a.grantor_rank) AS privileges
FROM mz_store.schema s;

CREATE VIEW mz_catalog.mz_roles AS
SELECT id, oid, name, inherit, coalesce(can_login, false) AS rolcanlogin, superuser AS rolsuper FROM mz_store.role;

CREATE VIEW mz_catalog.mz_role_members AS
SELECT role_id, member_id AS member, grantor_id AS grantor FROM mz_store.role_member;

CREATE VIEW mz_catalog.mz_role_parameters AS
SELECT role_id, name AS parameter_name, value AS parameter_value FROM mz_store.role_parameter;
CREATE TABLE mz_catalog.mz_role_auth (role_id text, role_oid oid, password_hash text, updated_at timestamptz);

CREATE VIEW mz_catalog.mz_system_privileges AS
SELECT a.item AS privileges FROM mz_store.acl a WHERE a.object_kind = 'system';

CREATE VIEW mz_catalog.mz_default_privileges AS
SELECT role_id, database_id, schema_id, object_type, grantee, letters AS privileges FROM mz_store.default_privilege;

CREATE VIEW mz_catalog.mz_clusters AS
SELECT c.id, c.name, c.owner_id,
    ARRAY(SELECT a.item FROM mz_store.acl a WHERE a.object_kind = 'cluster' AND a.object_id = c.id
        ORDER BY a.grantee_rank, a.grantor_rank) AS privileges,
    c.managed, c.size,
    mz_store.uint4(c.replication_factor::bigint) AS replication_factor,
    c.disk, mz_store.list(nullif(c.availability_zones, '{}')) AS availability_zones,
    c.introspection_debugging, c.introspection_interval
FROM mz_store.cluster c;

CREATE VIEW mz_catalog.mz_cluster_replicas AS
SELECT r.id, r.name, r.cluster_id, r.size, r.availability_zone, r.owner_id,
    CASE WHEN r.size IS NOT NULL THEN coalesce(z.disk_bytes > 0, false) END AS disk
FROM mz_store.replica r LEFT JOIN mz_store.cluster_size z ON z.size = r.size;

CREATE VIEW mz_catalog.mz_cluster_replica_sizes AS
SELECT size, mz_store.uint8(processes) AS processes, mz_store.uint8(workers) AS workers,
    mz_store.uint8(cpu_nano_cores) AS cpu_nano_cores, mz_store.uint8(memory_bytes) AS memory_bytes,
    mz_store.uint8(disk_bytes) AS disk_bytes, credits_per_hour
FROM mz_store.cluster_size;

CREATE VIEW mz_internal.mz_internal_cluster_replicas AS SELECT id FROM mz_store.replica WHERE internal;
CREATE VIEW mz_internal.mz_pending_cluster_replicas AS SELECT id FROM mz_store.replica WHERE pending;

-- Managed clusters only.
CREATE VIEW mz_internal.mz_cluster_schedules AS
SELECT id AS cluster_id, coalesce(schedule, 'manual') AS type,
    CASE WHEN schedule = 'on-refresh' THEN hydration_time_estimate END AS refresh_hydration_time_estimate
FROM mz_store.cluster WHERE managed;

CREATE VIEW mz_internal.mz_cluster_workload_classes AS SELECT id, workload_class FROM mz_store.cluster;

CREATE VIEW mz_internal.mz_comments AS
SELECT id, object_type, sub_id AS object_sub_id, comment FROM mz_store.comment;

CREATE VIEW mz_internal.mz_sessions AS
SELECT id, mz_store.uint4(connection_id) AS connection_id, role_id, client_ip, connected_at FROM mz_store.session;

CREATE VIEW mz_internal.mz_subscriptions AS
SELECT id, session_id, cluster_id, created_at, mz_store.list(referenced_object_ids) AS referenced_object_ids
FROM mz_store.subscription;

-- The sandbox has no network policies.
CREATE TABLE mz_internal.mz_network_policies (id text, name text, owner_id text, privileges mz_catalog.mz_aclitem[], oid oid);
CREATE TABLE mz_internal.mz_network_policy_rules (name text, policy_id text, action text, address text, direction text);
CREATE TABLE mz_internal.mz_license_keys (
    id text, organization text, environment_id text, expiration timestamptz, not_before timestamptz
);

-- Cancels the statement of another session, as a cancel request does. False if there is no such session. The session
-- code does the work, because many waits are there. A message with SQLSTATE VG001, which it does not forward, names the
-- session.
CREATE FUNCTION mz_catalog.pg_cancel_backend(connection integer) RETURNS boolean LANGUAGE plpgsql STRICT SECURITY DEFINER AS $$
DECLARE
    victim text := (SELECT r.name FROM mz_store.session s JOIN mz_store.role r ON r.id = s.role_id
        WHERE s.connection_id = connection);
BEGIN
    IF victim IS NULL THEN
        RETURN false;
    END IF;
    IF mz_internal.is_rbac_enabled() AND NOT mz_catalog.mz_is_superuser() AND NOT mz_catalog.pg_has_role(victim, 'USAGE') THEN
        RAISE EXCEPTION 'must be a member of "%"', victim USING ERRCODE = '42501';
    END IF;
    IF connection = mz_catalog.pg_backend_pid() THEN
        RAISE EXCEPTION 'canceling statement due to user request' USING ERRCODE = '57014';
    END IF;
    RAISE INFO '%', connection USING ERRCODE = 'VG001';
    RETURN true;
END $$;
