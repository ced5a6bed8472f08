-- PostgreSQL's catalog as clients of a 9.5 server ask for it, and as Materialize shows it: without the sandbox's own
-- objects, with Materialize's kinds, owners and comments. The session code reads pg_catalog.x as mz_pg.x for every x in
-- shims.txt.
CREATE SCHEMA mz_pg;
GRANT USAGE ON SCHEMA mz_pg TO PUBLIC;

-- The schemas that clients see: those of the session's database and the system's.
CREATE VIEW mz_store.visible_namespace AS
SELECT n.oid, coalesce(s.name, n.nspname::text) AS nspname, coalesce(r.oid, n.nspowner) AS nspowner, NULL::aclitem[] AS nspacl
FROM pg_catalog.pg_namespace n LEFT JOIN mz_store.schema s ON s.oid = n.oid LEFT JOIN mz_store.role r ON r.id = s.owner_id
WHERE n.nspname NOT IN ('mz_store', 'mz_pg', 'mz_source_data') AND n.nspname NOT LIKE 'pg\_toast%'
    AND (s.database_id IS NULL OR s.database_id = (SELECT d.id FROM mz_store.database d WHERE d.name = mz_store.session_database()))
    AND (n.nspname NOT LIKE 'pg\_temp\_%' OR n.oid = pg_my_temp_schema());

-- Makes mz_pg.<name> a view over pg_catalog.<name> in which some columns are other expressions and some are added.
-- changes: column -> expression, added where the original has no such column. The original is aliased o.
CREATE PROCEDURE mz_store.shim(relation text, changes jsonb, rest text) LANGUAGE plpgsql AS $$
DECLARE
    columns text := (
        SELECT string_agg(coalesce(changes ->> a.attname, 'o.' || quote_ident(a.attname)) || ' AS ' || quote_ident(a.attname), ', ' ORDER BY a.attnum)
        FROM pg_catalog.pg_attribute a WHERE a.attrelid = ('pg_catalog.' || relation)::regclass AND a.attnum > 0 AND NOT a.attisdropped);
    additions text := (
        SELECT string_agg(', ' || value || ' AS ' || quote_ident(key), '' ORDER BY key) FROM jsonb_each_text(changes)
        WHERE key NOT IN (SELECT attname FROM pg_catalog.pg_attribute WHERE attrelid = ('pg_catalog.' || relation)::regclass AND attnum > 0));
BEGIN
    EXECUTE format('CREATE OR REPLACE VIEW mz_pg.%I AS SELECT %s%s, %L::regclass::oid AS tableoid FROM %s', relation, columns,
        coalesce(additions, ''), 'pg_catalog.' || relation, rest);
END $$;

CREATE VIEW mz_pg.pg_namespace AS
SELECT oid, nspname, nspowner, nspacl, 'pg_catalog.pg_namespace'::regclass::oid AS tableoid FROM mz_store.visible_namespace;

CALL mz_store.shim('pg_class', '{
    "relname": "mz_store.shown_name(o.relname)", "relkind": "CASE i.kind WHEN ''materialized-view'' THEN ''m''::\"char\" WHEN ''source'' THEN ''s''::\"char\" WHEN ''table'' THEN ''r''::\"char\" ELSE o.relkind END",
    "relowner": "coalesce(r.oid, o.relowner)", "relacl": "NULL::aclitem[]", "relhastriggers": "false", "relhasoids": "false", "relhaspkey": "false",
    "relhasindex": "i.id IN (SELECT on_id FROM mz_store.item)"}',
    'pg_catalog.pg_class o JOIN mz_store.visible_namespace n ON n.oid = o.relnamespace
        LEFT JOIN mz_store.item i ON i.relation_oid = o.oid LEFT JOIN mz_store.role r ON r.id = i.owner_id');
-- Materialize's indexes are no relations of PostgreSQL. They appear as PostgreSQL's indexes.
ALTER VIEW mz_pg.pg_class RENAME TO pg_class_of_relations;
CALL mz_store.shim('pg_class', '{
    "oid": "i.oid", "relname": "i.name", "relnamespace": "s.oid", "relowner": "r.oid", "relacl": "NULL::aclitem[]", "relpages": "0", "reltuples": "0",
    "relhastriggers": "false", "relhasoids": "false", "relhaspkey": "false", "relfilenode": "0::oid", "relhasindex": "false"}',
    'pg_catalog.pg_class o, mz_store.item i JOIN mz_store.item t ON t.id = i.on_id JOIN mz_store.schema s ON s.id = t.schema_id
        JOIN mz_store.visible_namespace v ON v.oid = s.oid JOIN mz_store.role r ON r.id = i.owner_id
    WHERE o.oid = ''pg_catalog.pg_class_oid_index''::regclass AND i.kind = ''index''');
ALTER VIEW mz_pg.pg_class RENAME TO pg_class_of_indexes;
CREATE VIEW mz_pg.pg_class AS TABLE mz_pg.pg_class_of_relations UNION ALL TABLE mz_pg.pg_class_of_indexes;

CALL mz_store.shim('pg_attribute', '{"attname": "mz_store.shown_name(o.attname)", "attacl": "NULL::aclitem[]", "attmissingval": "NULL::text"}',
    'pg_catalog.pg_attribute o');

CALL mz_store.shim('pg_index', '{
    "indexrelid": "i.oid", "indrelid": "t.relation_oid", "indisunique": "false", "indisprimary": "false", "indimmediate": "false",
    "indkey": "coalesce((SELECT string_agg(coalesce(k ->> ''position'', ''0''), '' '' ORDER BY n) FROM jsonb_array_elements(i.details -> ''keys'') WITH ORDINALITY e(k, n)), '''')::int2vector",
    "indnatts": "jsonb_array_length(coalesce(i.details -> ''keys'', ''[]''))::smallint",
    "indnkeyatts": "jsonb_array_length(coalesce(i.details -> ''keys'', ''[]''))::smallint"}',
    'pg_catalog.pg_index o, mz_store.item i JOIN mz_store.item t ON t.id = i.on_id
    WHERE o.indexrelid = ''pg_catalog.pg_class_oid_index''::regclass AND i.kind = ''index''');

CALL mz_store.shim('pg_proc', '{"proisagg": "o.prokind = ''a''", "proiswindow": "o.prokind = ''w''"}',
    'pg_catalog.pg_proc o JOIN mz_store.visible_namespace n ON n.oid = o.pronamespace');
CALL mz_store.shim('pg_trigger', '{}', 'pg_catalog.pg_trigger o WHERE false');
CALL mz_store.shim('pg_database', '{"oid": "d.oid", "datname": "d.name", "datdba": "r.oid", "datacl": "NULL::aclitem[]", "datlastsysoid": "0::oid",
    "datistemplate": "false", "datallowconn": "true"}',
    'pg_catalog.pg_database o, mz_store.database d JOIN mz_store.role r ON r.id = d.owner_id WHERE o.datname = current_database()');

CREATE VIEW mz_store.role_right AS
SELECT p.grantee AS role_id, bool_or(strpos(p.letters, 'R') > 0) AS createrole, bool_or(strpos(p.letters, 'B') > 0) AS createdb
FROM mz_store.privilege p WHERE p.object_kind = 'system' GROUP BY p.grantee;
CREATE VIEW mz_pg.pg_roles AS
SELECT r.name AS rolname, coalesce(r.superuser, false) AS rolsuper, r.inherit AS rolinherit,
    coalesce(p.createrole, false) AS rolcreaterole, coalesce(p.createdb, false) AS rolcreatedb, coalesce(r.can_login, false) AS rolcanlogin,
    false AS rolreplication, -1 AS rolconnlimit, '********'::text AS rolpassword, NULL::timestamptz AS rolvaliduntil,
    false AS rolbypassrls, NULL::text[] AS rolconfig, r.oid
FROM mz_store.role r LEFT JOIN mz_store.role_right p ON p.role_id = r.id;
CREATE VIEW mz_pg.pg_authid AS
SELECT oid, rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolbypassrls, rolconnlimit,
    NULL::text AS rolpassword, rolvaliduntil, 'pg_catalog.pg_authid'::regclass::oid AS tableoid
FROM mz_pg.pg_roles;
CREATE VIEW mz_pg.pg_auth_members AS
SELECT r.oid AS roleid, m.oid AS member, g.oid AS grantor, false AS admin_option
FROM mz_store.role_member x JOIN mz_store.role r ON r.id = x.role_id JOIN mz_store.role m ON m.id = x.member_id
    JOIN mz_store.role g ON g.id = x.grantor_id;
CREATE VIEW mz_pg.pg_user AS
SELECT rolname AS usename, oid AS usesysid, rolcreatedb AS usecreatedb, rolsuper AS usesuper, rolreplication AS userepl,
    rolbypassrls AS usebypassrls, rolpassword AS passwd, rolvaliduntil AS valuntil, rolconfig AS useconfig
FROM mz_pg.pg_roles WHERE rolcanlogin;

-- Comments of items, schemas, databases and roles where PostgreSQL's clients look for them.
CREATE VIEW mz_pg.pg_description AS
SELECT coalesce(i.relation_oid, i.oid) AS objoid, 'pg_catalog.pg_class'::regclass::oid AS classoid, coalesce(c.sub_id, 0) AS objsubid,
    c.comment AS description
FROM mz_store.comment c JOIN mz_store.item i ON i.id = c.id AND i.kind = c.object_type
UNION ALL
SELECT s.oid, 'pg_catalog.pg_namespace'::regclass::oid, 0, c.comment
FROM mz_store.comment c JOIN mz_store.schema s ON s.id = c.id AND c.object_type = 'schema';
CREATE VIEW mz_pg.pg_shdescription AS
SELECT d.oid AS objoid, 'pg_catalog.pg_database'::regclass::oid AS classoid, c.comment AS description
FROM mz_store.comment c JOIN mz_store.database d ON d.id = c.id AND c.object_type = 'database'
UNION ALL
SELECT r.oid, 'pg_catalog.pg_authid'::regclass::oid, c.comment
FROM mz_store.comment c JOIN mz_store.role r ON r.id = c.id AND c.object_type = 'role';

CREATE FUNCTION mz_pg.obj_description(object oid, catalog name) RETURNS text LANGUAGE sql STABLE STRICT
RETURN (SELECT description FROM mz_pg.pg_description
    WHERE objoid = object AND objsubid = 0 AND classoid = to_regclass('pg_catalog.' || quote_ident(catalog::text))::oid);
CREATE FUNCTION mz_pg.obj_description(object oid) RETURNS text LANGUAGE sql STABLE STRICT
RETURN (SELECT description FROM mz_pg.pg_description WHERE objoid = object AND objsubid = 0 LIMIT 1);
CREATE FUNCTION mz_pg.shobj_description(object oid, catalog name) RETURNS text LANGUAGE sql STABLE STRICT
RETURN (SELECT description FROM mz_pg.pg_shdescription
    WHERE objoid = object AND classoid = to_regclass('pg_catalog.' || quote_ident(catalog::text))::oid);
CREATE FUNCTION mz_pg.col_description(relation oid, attribute integer) RETURNS text LANGUAGE sql STABLE STRICT
RETURN (SELECT description FROM mz_pg.pg_description WHERE objoid = relation AND objsubid = attribute);

CREATE FUNCTION mz_pg.pg_table_is_visible(relation oid) RETURNS boolean LANGUAGE sql STABLE STRICT SECURITY DEFINER
RETURN coalesce(pg_catalog.pg_table_is_visible(relation), (
    SELECT n.nspname = ANY (pg_catalog.current_schemas(true))
    FROM mz_store.item i JOIN mz_store.item t ON t.id = i.on_id JOIN mz_store.schema s ON s.id = t.schema_id
        JOIN pg_catalog.pg_namespace n ON n.oid = s.oid
    WHERE i.oid = relation));

-- Owners are roles by Materialize's oids.
CREATE FUNCTION mz_pg.pg_get_userbyid(role_oid oid) RETURNS text LANGUAGE sql STABLE STRICT SECURITY DEFINER
RETURN coalesce((SELECT name FROM mz_store.role WHERE oid = role_oid), pg_catalog.pg_get_userbyid(role_oid)::text);
-- Materialize names neither schema nor cluster here; psql prints what follows USING.
CREATE FUNCTION mz_pg.pg_get_indexdef(index_oid oid) RETURNS text LANGUAGE sql STABLE STRICT SECURITY DEFINER
RETURN coalesce((SELECT 'CREATE INDEX ' || i.name || ' ON ' || r.name || ' USING arrangement (' || (
        SELECT string_agg(coalesce(c.name, k.on_expression), ',' ORDER BY k.index_position)
        FROM mz_catalog.mz_index_columns k LEFT JOIN mz_catalog.mz_columns c ON c.id = i.on_id AND c.position = k.on_position
        WHERE k.index_id = i.id) || ')'
    FROM mz_catalog.mz_indexes i JOIN mz_catalog.mz_relations r ON r.id = i.on_id WHERE i.oid = index_oid),
    pg_catalog.pg_get_indexdef(index_oid));
CREATE FUNCTION mz_pg.pg_get_indexdef(index_oid oid, attribute integer, pretty boolean) RETURNS text LANGUAGE sql STABLE STRICT SECURITY DEFINER
RETURN CASE WHEN attribute = 0 THEN mz_pg.pg_get_indexdef(index_oid) ELSE coalesce(
    (SELECT coalesce(mz_store.shown_name(a.attname), i.details -> 'keys' -> (attribute - 1) ->> 'expression')
        FROM mz_store.item i JOIN mz_store.item t ON t.id = i.on_id LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = t.relation_oid
            AND a.attnum = (i.details -> 'keys' -> (attribute - 1) ->> 'position')::integer
        WHERE i.oid = index_oid AND i.kind = 'index'),
    pg_catalog.pg_get_indexdef(index_oid, attribute, pretty)) END;

-- The user's text, not PostgreSQL's text of the view.
CREATE FUNCTION mz_pg.pg_get_viewdef(view_oid oid) RETURNS text LANGUAGE sql STABLE STRICT SECURITY DEFINER
RETURN coalesce((SELECT definition FROM mz_catalog.mz_views WHERE oid = view_oid),
    (SELECT definition FROM mz_catalog.mz_materialized_views WHERE oid = view_oid), pg_catalog.pg_get_viewdef(view_oid));
CREATE FUNCTION mz_pg.pg_get_viewdef(view_oid oid, pretty boolean) RETURNS text LANGUAGE sql STABLE STRICT
RETURN mz_pg.pg_get_viewdef(view_oid);

CREATE VIEW mz_pg.pg_tables AS
SELECT s.name AS schemaname, t.name AS tablename, r.name AS tableowner, NULL::name AS tablespace,
    EXISTS (SELECT FROM mz_store.item x WHERE x.on_id = t.id) AS hasindexes, false AS hasrules, false AS hastriggers, false AS rowsecurity
FROM mz_catalog.mz_tables t JOIN mz_store.schema s ON s.id = t.schema_id
    JOIN mz_store.visible_namespace n ON n.oid = s.oid JOIN mz_store.role r ON r.id = t.owner_id;
CREATE VIEW mz_pg.pg_views AS
SELECT s.name AS schemaname, v.name AS viewname, r.name AS viewowner, v.definition
FROM mz_catalog.mz_views v JOIN mz_store.schema s ON s.id = v.schema_id
    JOIN mz_store.visible_namespace n ON n.oid = s.oid JOIN mz_store.role r ON r.id = v.owner_id;
CREATE VIEW mz_pg.pg_matviews AS
SELECT s.name AS schemaname, v.name AS matviewname, r.name AS matviewowner, NULL::name AS tablespace,
    EXISTS (SELECT FROM mz_store.item x WHERE x.on_id = v.id) AS hasindexes, true AS ispopulated, v.definition
FROM mz_catalog.mz_materialized_views v JOIN mz_store.schema s ON s.id = v.schema_id
    JOIN mz_store.visible_namespace n ON n.oid = s.oid JOIN mz_store.role r ON r.id = v.owner_id;

-- information_schema.tables with Materialize's table types.
CREATE VIEW mz_pg.tables AS
SELECT coalesce(d.name, mz_store.session_database()) AS table_catalog, s.name AS table_schema, o.name AS table_name,
    CASE o.type WHEN 'table' THEN 'BASE TABLE' ELSE upper(replace(o.type, '-', ' ')) END AS table_type
FROM mz_catalog.mz_relations o JOIN mz_store.schema s ON s.id = o.schema_id LEFT JOIN mz_store.database d ON d.id = s.database_id
WHERE s.database_id IS NULL OR d.name = mz_store.session_database();
-- information_schema.schemata with the schemas that clients see.
CREATE VIEW mz_pg.schemata AS
SELECT coalesce(d.name, mz_store.session_database()) AS catalog_name, s.name AS schema_name, r.name AS schema_owner,
    NULL::text AS default_character_set_catalog, NULL::text AS default_character_set_schema, NULL::text AS default_character_set_name,
    NULL::text AS sql_path
FROM mz_store.schema s LEFT JOIN mz_store.database d ON d.id = s.database_id LEFT JOIN mz_store.role r ON r.id = s.owner_id
WHERE s.database_id IS NULL OR d.name = mz_store.session_database();

-- information_schema.columns and .views with the names that clients know.
CREATE VIEW mz_pg.columns AS
SELECT mz_store.session_database() AS table_catalog, s.name AS table_schema, o.name AS table_name, c.name AS column_name,
    c.position::int8 AS ordinal_position, c.default AS column_default, CASE WHEN c.nullable THEN 'YES' ELSE 'NO' END AS is_nullable,
    c.type AS data_type, NULL::int4 AS character_maximum_length, NULL::int4 AS numeric_precision, NULL::int4 AS numeric_scale
FROM mz_catalog.mz_columns c JOIN mz_catalog.mz_objects o ON o.id = c.id JOIN mz_store.schema s ON s.id = o.schema_id
    LEFT JOIN mz_store.database d ON d.id = s.database_id
WHERE s.database_id IS NULL OR d.name = mz_store.session_database();
CREATE VIEW mz_pg.views AS
SELECT mz_store.session_database() AS table_catalog, s.name AS table_schema, v.name AS table_name, v.definition AS view_definition
FROM mz_catalog.mz_views v JOIN mz_store.schema s ON s.id = v.schema_id LEFT JOIN mz_store.database d ON d.id = s.database_id
WHERE s.database_id IS NULL OR d.name = mz_store.session_database();

-- Grants by Materialize's privileges, not PostgreSQL's.
CREATE VIEW mz_pg.table_privileges AS
SELECT o.name AS grantor, CASE a.grantee WHEN 'p' THEN 'PUBLIC' ELSE e.name END AS grantee,
    coalesce(d.name, mz_store.session_database()) AS table_catalog, s.name AS table_schema, r.name AS table_name, a.privilege_type,
    'NO' AS is_grantable, CASE a.privilege_type WHEN 'SELECT' THEN 'YES' ELSE 'NO' END AS with_hierarchy
FROM mz_catalog.mz_relations r CROSS JOIN LATERAL mz_internal.mz_aclexplode(r.privileges) a
    JOIN mz_store.schema s ON s.id = r.schema_id LEFT JOIN mz_store.database d ON d.id = s.database_id
    JOIN mz_store.role o ON o.id = a.grantor LEFT JOIN mz_store.role e ON e.id = a.grantee
WHERE (s.database_id IS NULL OR d.name = mz_store.session_database())
    AND (a.grantee = 'p' OR mz_catalog.mz_is_superuser() OR mz_store.reaches_me(e.name) OR mz_store.reaches_me(o.name));
CREATE VIEW mz_pg.role_table_grants AS
SELECT * FROM mz_pg.table_privileges
WHERE mz_catalog.mz_is_superuser() OR mz_store.reaches_me(grantor) OR grantee <> 'PUBLIC' AND mz_store.reaches_me(grantee);
CREATE VIEW mz_pg.enabled_roles AS
SELECT name AS role_name FROM mz_store.role WHERE mz_catalog.mz_is_superuser() OR mz_store.reaches_me(name);
CREATE VIEW mz_pg.applicable_roles AS
SELECT m.name AS grantee, r.name AS role_name, 'NO' AS is_grantable
FROM mz_store.role_member x JOIN mz_store.role r ON r.id = x.role_id JOIN mz_store.role m ON m.id = x.member_id
WHERE mz_catalog.mz_is_superuser() OR mz_store.reaches_me(m.name);

-- Functions that mz_catalog has by Materialize's rules, for calls with pg_catalog before the name.
DO $$
DECLARE
    f record;
BEGIN
    FOR f IN SELECT p.proname, pg_get_function_identity_arguments(p.oid) AS arguments, format_type(p.prorettype, NULL) AS result,
            (SELECT string_agg('$' || n, ', ' ORDER BY n) FROM generate_series(1, p.pronargs) n) AS passed
        FROM pg_catalog.pg_proc p
        WHERE p.pronamespace = 'mz_catalog'::regnamespace AND (p.proname IN ('pg_backend_pid', 'pg_cancel_backend', 'version', 'pg_has_role', 'current_database', 'current_schema',
                'current_schemas')
            OR p.proname IN ('has_schema_privilege', 'has_database_privilege', 'has_table_privilege', 'has_type_privilege'))
    LOOP
        EXECUTE format('CREATE FUNCTION mz_pg.%I(%s) RETURNS %s LANGUAGE sql STABLE RETURN mz_catalog.%I(%s)',
            f.proname, f.arguments, f.result, f.proname, coalesce(f.passed, ''));
    END LOOP;
END $$;

GRANT SELECT ON ALL TABLES IN SCHEMA mz_pg TO PUBLIC;
