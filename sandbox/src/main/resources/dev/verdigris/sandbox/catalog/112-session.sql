-- Functions about the session and the server. The session code keeps the session's identity in settings of the backend:
-- mz_sandbox.session_id, .connection_id, .role_id, .superuser, .rbac and .version.
SET LOCAL client_min_messages = warning;

CREATE FUNCTION mz_store.flag(setting text, otherwise boolean) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE lower(current_setting(setting, true)) WHEN 't' THEN true WHEN 'true' THEN true WHEN 'on' THEN true WHEN '1' THEN true
    WHEN 'f' THEN false WHEN 'false' THEN false WHEN 'off' THEN false WHEN '0' THEN false ELSE otherwise END;

-- The id of the role in force; NULL for the sandbox's own connections.
CREATE FUNCTION mz_store.role_named(role_name text) RETURNS text LANGUAGE sql STABLE STRICT SECURITY DEFINER
RETURN (SELECT id FROM mz_store.role WHERE name = role_name);
CREATE FUNCTION mz_store.session_role_id() RETURNS text LANGUAGE sql STABLE
RETURN coalesce(nullif(current_setting('mz_sandbox.role_id', true), ''), mz_store.role_named(current_user::text));

CREATE FUNCTION mz_store.parameter(parameter_name text) RETURNS text LANGUAGE sql STABLE STRICT SECURITY DEFINER
RETURN (SELECT value FROM mz_store.system_parameter WHERE name = parameter_name);

CREATE FUNCTION mz_catalog.mz_is_superuser() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN mz_store.flag('mz_sandbox.superuser', false);
CREATE FUNCTION mz_internal.is_rbac_enabled() RETURNS boolean LANGUAGE sql STABLE
RETURN mz_store.flag('mz_sandbox.rbac', coalesce(mz_store.parameter('enable_rbac_checks') IN ('on', 't', 'true', '1'), true));

CREATE FUNCTION mz_catalog.mz_version() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(nullif(current_setting('mz_sandbox.version', true), ''), 'v26.26.0 (verdigris-sandbox)');
CREATE FUNCTION mz_catalog.mz_version_num() RETURNS integer LANGUAGE sql STABLE PARALLEL SAFE
RETURN (SELECT (parts[1]::integer * 100 + parts[2]::integer) * 1000 + parts[3]::integer
    FROM regexp_match(mz_catalog.mz_version(), '^v(\d+)\.(\d+)\.(\d+)') parts);
CREATE FUNCTION mz_catalog.version() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN 'PostgreSQL 9.5.0 on x86_64-unknown-linux-gnu (Materialize ' || mz_catalog.mz_version() || ')';
CREATE FUNCTION mz_catalog.mz_environment_id() RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN 'sandbox-local-00000000-0000-0000-0000-000000000000-0';
CREATE FUNCTION mz_catalog.current_database() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(nullif(current_setting('mz_sandbox.database', true), ''), pg_catalog.current_database()::text);
-- Without the schemas that are always searched, by the names that clients know.
CREATE FUNCTION mz_catalog.current_schemas(implicit boolean) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
RETURN ARRAY(SELECT mz_store.shown_name(regexp_replace(name::text, '^mz_u[0-9]+/', '')::name)
    FROM unnest(pg_catalog.current_schemas(implicit)) WITH ORDINALITY u(name, position)
    WHERE implicit OR name NOT IN ('mz_catalog', 'pg_catalog') ORDER BY position);
CREATE FUNCTION mz_catalog.current_schema() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN (mz_catalog.current_schemas(false))[1];
CREATE FUNCTION mz_catalog.mz_uptime() RETURNS interval LANGUAGE sql STABLE PARALLEL SAFE
RETURN clock_timestamp() - pg_postmaster_start_time();
-- The time at which the statement reads: the sandbox's timestamps are milliseconds of the wall clock, as Materialize's.
CREATE FUNCTION mz_catalog.mz_now() RETURNS mz_catalog.mz_timestamp LANGUAGE sql STABLE PARALLEL SAFE
RETURN mz_store.mz_timestamp(floor(extract(epoch FROM statement_timestamp()) * 1000)::bigint);
-- The number that pg_cancel_backend and a cancel request take: the session's, not the backend process's.
CREATE FUNCTION mz_catalog.pg_backend_pid() RETURNS integer LANGUAGE sql STABLE
RETURN coalesce(nullif(current_setting('mz_sandbox.connection_id', true), '')::integer, pg_catalog.pg_backend_pid());
