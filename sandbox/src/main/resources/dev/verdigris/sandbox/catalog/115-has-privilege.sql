-- has_…_privilege and pg_has_role by Materialize's rules: they read the recorded privileges, so that a superuser
-- without an entry gets false too; unknown names are errors, unknown oids and NULLs give NULL; of a list of privileges
-- one suffices. PostgreSQL has some of them too. Those here are found first, because mz_catalog is before pg_catalog in
-- the search path.
SET LOCAL client_min_messages = warning;

-- The role itself and every role that it is a member of, directly or indirectly.
CREATE FUNCTION mz_store.role_closure(member_role_id text) RETURNS TABLE (role_id text)
LANGUAGE sql STABLE STRICT SECURITY DEFINER ROWS 4
BEGIN ATOMIC
    WITH RECURSIVE held(id) AS (
        SELECT member_role_id
        UNION SELECT m.role_id FROM mz_store.role_member m JOIN held ON m.member_id = held.id
    )
    SELECT id FROM held;
END;

-- The same list for a function that Materialize computes by a query, which reports its errors differently.
CREATE FUNCTION mz_store.evaluated_letters(privileges text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    RETURN mz_store.privilege_letters(privileges);
EXCEPTION WHEN internal_error THEN
    RAISE EXCEPTION 'Evaluation error: %', SQLERRM USING ERRCODE = 'XX000';
END $$;

CREATE FUNCTION mz_store.holds(holder text, kind text, object text, privileges text) RETURNS boolean
LANGUAGE sql STABLE STRICT SECURITY DEFINER
RETURN EXISTS (
    SELECT FROM mz_store.privilege p
    WHERE p.object_kind = kind AND p.object_id = object
        AND translate(p.letters, mz_store.evaluated_letters(privileges), '') <> p.letters
        AND (p.grantee = 'p' OR p.grantee IN (SELECT role_id FROM mz_store.role_closure(holder)))
) OR (kind = 'item' AND object LIKE 's%' AND strpos(mz_store.evaluated_letters(privileges), 'r') > 0);

CREATE FUNCTION mz_store.role_id_of(role_name text) RETURNS text LANGUAGE plpgsql STABLE STRICT SECURITY DEFINER AS $$
DECLARE
    found_id text := (SELECT id FROM mz_store.role WHERE name = role_name);
BEGIN
    IF found_id IS NULL THEN
        RAISE EXCEPTION 'role "%" does not exist', role_name USING ERRCODE = 'XX000';
    END IF;
    RETURN found_id;
END $$;
CREATE FUNCTION mz_store.role_id_of(role_name name) RETURNS text LANGUAGE sql STABLE STRICT
RETURN mz_store.role_id_of(role_name::text);
CREATE FUNCTION mz_store.role_id_of(role_oid oid) RETURNS text LANGUAGE sql STABLE STRICT SECURITY DEFINER
RETURN (SELECT id FROM mz_store.role WHERE oid = role_oid);

CREATE FUNCTION mz_store.session_database() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(nullif(current_setting('mz_sandbox.database', true), ''), current_database()::text);

CREATE FUNCTION mz_store.database_id_of(database_name text) RETURNS text LANGUAGE plpgsql STABLE STRICT SECURITY DEFINER AS $$
DECLARE
    found_id text := (SELECT id FROM mz_store.database WHERE name = database_name);
BEGIN
    IF found_id IS NULL THEN
        RAISE EXCEPTION 'database "%" does not exist', database_name USING ERRCODE = 'XX000';
    END IF;
    RETURN found_id;
END $$;
CREATE FUNCTION mz_store.database_id_of(database_oid oid) RETURNS text LANGUAGE sql STABLE STRICT SECURITY DEFINER
RETURN (SELECT id FROM mz_store.database WHERE oid = database_oid);

CREATE FUNCTION mz_store.cluster_id_of(cluster_name text) RETURNS text LANGUAGE plpgsql STABLE STRICT SECURITY DEFINER AS $$
DECLARE
    found_id text := (SELECT id FROM mz_store.cluster WHERE name = cluster_name);
BEGIN
    IF found_id IS NULL THEN
        RAISE EXCEPTION 'error cluster "%" does not exist', cluster_name USING ERRCODE = 'XX000';
    END IF;
    RETURN found_id;
END $$;

-- A bare name is a schema of the session's database or a system schema; db.schema names another database's.
CREATE FUNCTION mz_store.schema_id_of(schema_name text) RETURNS text LANGUAGE plpgsql STABLE STRICT SECURITY DEFINER AS $$
DECLARE
    parts text[] := parse_ident(schema_name);
    found_id text := (
        SELECT s.id FROM mz_store.schema s LEFT JOIN mz_store.database d ON d.id = s.database_id
        WHERE s.name = parts[cardinality(parts)] AND cardinality(parts) <= 2
            AND (s.database_id IS NULL OR d.name = CASE cardinality(parts) WHEN 2 THEN parts[1] ELSE mz_store.session_database() END)
        ORDER BY s.database_id IS NULL LIMIT 1);
BEGIN
    IF found_id IS NULL THEN
        RAISE EXCEPTION 'schema "%" does not exist', schema_name USING ERRCODE = 'XX000';
    END IF;
    RETURN found_id;
END $$;
CREATE FUNCTION mz_store.schema_id_of(schema_oid oid) RETURNS text LANGUAGE sql STABLE STRICT SECURITY DEFINER
RETURN (SELECT id FROM mz_store.schema WHERE oid = schema_oid);

-- An item by name: as the search path finds it, or by schema, or by database and schema. kinds are the allowed kinds.
CREATE FUNCTION mz_store.item_id_of(item_name text, kinds text[], noun text) RETURNS text
LANGUAGE plpgsql STABLE STRICT SECURITY DEFINER AS $$
DECLARE
    parts text[] := parse_ident(item_name);
    path name[] := pg_catalog.current_schemas(true);
    found_id text := (
        SELECT i.id
        FROM mz_store.item i JOIN mz_store.schema s ON s.id = i.schema_id LEFT JOIN mz_store.database d ON d.id = s.database_id
            JOIN pg_catalog.pg_namespace n ON n.oid = s.oid
        WHERE i.name = parts[cardinality(parts)] AND i.kind = ANY (kinds)
            AND CASE cardinality(parts)
                WHEN 1 THEN n.nspname = ANY (path)
                WHEN 2 THEN s.name = parts[1] AND (d.name IS NULL OR d.name = mz_store.session_database())
                WHEN 3 THEN s.name = parts[2] AND d.name = parts[1] ELSE false END
        ORDER BY array_position(path, n.nspname) LIMIT 1);
BEGIN
    IF found_id IS NULL AND NOT (noun = 'relation' AND to_regclass(item_name) IS NOT NULL) THEN
        RAISE EXCEPTION '% "%" does not exist', noun, item_name USING ERRCODE = 'XX000';
    END IF;
    RETURN coalesce(found_id, 's' || to_regclass(item_name)::oid);
END $$;
CREATE FUNCTION mz_store.item_id_of(item_oid oid, kinds text[]) RETURNS text LANGUAGE sql STABLE STRICT SECURITY DEFINER
RETURN (SELECT id FROM mz_store.item WHERE (oid = item_oid OR relation_oid = item_oid) AND kind = ANY (kinds) LIMIT 1);

CREATE FUNCTION mz_store.table_id_of(table_name text) RETURNS text LANGUAGE sql STABLE STRICT
RETURN mz_store.item_id_of(table_name, ARRAY['table', 'view', 'materialized-view', 'source'], 'relation');
CREATE FUNCTION mz_store.table_id_of(table_oid oid) RETURNS text LANGUAGE sql STABLE STRICT
RETURN mz_store.item_id_of(table_oid, ARRAY['table', 'view', 'materialized-view', 'source']);
CREATE FUNCTION mz_store.connection_id_of(item_name text) RETURNS text LANGUAGE sql STABLE STRICT
RETURN mz_store.item_id_of(item_name, ARRAY['connection'], 'connection');
CREATE FUNCTION mz_store.connection_id_of(item_oid oid) RETURNS text LANGUAGE sql STABLE STRICT
RETURN mz_store.item_id_of(item_oid, ARRAY['connection']);
CREATE FUNCTION mz_store.secret_id_of(item_name text) RETURNS text LANGUAGE sql STABLE STRICT
RETURN mz_store.item_id_of(item_name, ARRAY['secret'], 'secret');
CREATE FUNCTION mz_store.secret_id_of(item_oid oid) RETURNS text LANGUAGE sql STABLE STRICT
RETURN mz_store.item_id_of(item_oid, ARRAY['secret']);
CREATE FUNCTION mz_store.type_id_of(item_name text) RETURNS text LANGUAGE sql STABLE STRICT
RETURN mz_store.item_id_of(item_name, ARRAY['type'], 'type');
CREATE FUNCTION mz_store.type_id_of(item_oid oid) RETURNS text LANGUAGE sql STABLE STRICT
RETURN mz_store.item_id_of(item_oid, ARRAY['type']);

-- Every signature: role by text, name or oid, or the session's; object by text or oid.
DO $$
DECLARE
    f record;
BEGIN
    FOR f IN
        SELECT kind, stored, role_type, object_type
        FROM (VALUES ('schema', 'schema'), ('database', 'database'), ('table', 'item'), ('cluster', 'cluster'),
                ('connection', 'item'), ('secret', 'item'), ('type', 'item')) k(kind, stored),
            unnest(ARRAY['text', 'name', 'oid', 'session']) role_type, unnest(ARRAY['text', 'oid']) object_type
        WHERE kind <> 'cluster' OR object_type = 'text'
    LOOP
        IF f.role_type = 'session' THEN
            EXECUTE format('CREATE FUNCTION mz_catalog.%I(%s, text) RETURNS boolean LANGUAGE sql STABLE STRICT RETURN mz_store.holds(mz_store.session_role_id(), %L, mz_store.%I($1), $2)',
                'has_' || f.kind || '_privilege', f.object_type, f.stored, f.kind || '_id_of');
        ELSE
            EXECUTE format('CREATE FUNCTION mz_catalog.%I(%s, %s, text) RETURNS boolean LANGUAGE sql STABLE STRICT RETURN mz_store.holds(mz_store.role_id_of($1), %L, mz_store.%I($2), $3)',
                'has_' || f.kind || '_privilege', f.role_type, f.object_type, f.stored, f.kind || '_id_of');
        END IF;
    END LOOP;
    FOR f IN SELECT unnest(ARRAY['text', 'name', 'oid']) role_type LOOP
        EXECUTE format('CREATE FUNCTION mz_catalog.has_system_privilege(%s, text) RETURNS boolean LANGUAGE sql STABLE STRICT RETURN mz_store.holds(mz_store.role_id_of($1), ''system'', '''', $2)',
            f.role_type);
    END LOOP;
END $$;
CREATE FUNCTION mz_catalog.has_system_privilege(text) RETURNS boolean LANGUAGE sql STABLE STRICT
RETURN mz_store.holds(mz_store.session_role_id(), 'system', '', $1);

-- MEMBER and USAGE mean the same: every member inherits.
CREATE FUNCTION mz_store.is_member(member_role_id text, of_role_id text, privilege text) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF upper(btrim(privilege)) NOT IN ('MEMBER', 'USAGE') THEN
        RAISE EXCEPTION 'unrecognized privilege type: "%"', btrim(privilege) USING ERRCODE = 'XX000';
    END IF;
    RETURN coalesce(of_role_id IN (SELECT role_id FROM mz_store.role_closure(member_role_id)), false);
END $$;
DO $$
DECLARE
    f record;
BEGIN
    FOR f IN SELECT * FROM unnest(ARRAY['text', 'name', 'oid', 'session']) member_type, unnest(ARRAY['text', 'name', 'oid']) role_type
    LOOP
        IF f.member_type = 'session' THEN
            EXECUTE format('CREATE FUNCTION mz_catalog.pg_has_role(%s, text) RETURNS boolean LANGUAGE sql STABLE STRICT RETURN mz_store.is_member(mz_store.session_role_id(), mz_store.role_id_of($1), $2)', f.role_type);
        ELSE
            EXECUTE format('CREATE FUNCTION mz_catalog.pg_has_role(%s, %s, text) RETURNS boolean LANGUAGE sql STABLE STRICT RETURN mz_store.is_member(mz_store.role_id_of($1), mz_store.role_id_of($2), $3)',
                f.member_type, f.role_type);
        END IF;
    END LOOP;
END $$;

-- has_role is the name in Materialize, and pg_has_role its alias for clients of PostgreSQL (docs: sql/functions).
DO $$
DECLARE
    f record;
BEGIN
    FOR f IN SELECT pg_get_function_identity_arguments(p.oid) AS arguments,
            (SELECT string_agg('$' || n, ', ' ORDER BY n) FROM generate_series(1, p.pronargs) n) AS passed
        FROM pg_catalog.pg_proc p WHERE p.pronamespace = 'mz_catalog'::regnamespace AND p.proname = 'pg_has_role'
    LOOP
        EXECUTE format('CREATE FUNCTION mz_catalog.has_role(%s) RETURNS boolean LANGUAGE sql STABLE STRICT RETURN mz_catalog.pg_has_role(%s)',
            f.arguments, f.passed);
    END LOOP;
END $$;
