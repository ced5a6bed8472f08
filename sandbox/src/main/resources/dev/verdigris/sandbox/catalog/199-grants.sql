-- Everyone may read the system catalog, as on Materialize, and the tables of its views. Everyone may also read all
-- relations that users create from now on, because the session code checks privileges. Only superusers may read
-- password hashes.
GRANT SELECT ON ALL TABLES IN SCHEMA mz_catalog, mz_internal, mz_introspection TO PUBLIC;
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO mz_session;
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO mz_session;
DO $$
DECLARE
    name text;
BEGIN
    FOR name IN SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname !~ '^pg_|^information_schema$' LOOP
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO mz_session', name);
        EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO mz_session', name);
    END LOOP;
    REVOKE ALL ON mz_catalog.mz_role_auth FROM PUBLIC, mz_session;
    FOR name IN SELECT r.name FROM mz_store.role r WHERE r.superuser LOOP
        EXECUTE format('GRANT SELECT ON mz_catalog.mz_role_auth TO %I', name);
    END LOOP;
END $$;

-- Tables that a session's own connection writes.
GRANT INSERT ON mz_store.subscription TO mz_session;

-- Only the sandbox itself may call PostgreSQL's functions with side effects, and those that run a text as a query.
DO $$
DECLARE
    functions text := (
        SELECT string_agg(p.oid::regprocedure::text, ', ') FROM pg_catalog.pg_proc p
        WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.prokind = 'f'
            AND (p.provolatile = 'v' AND p.proname NOT IN ('clock_timestamp', 'gen_random_uuid', 'random', 'timeofday',
                    'pg_lock_status', 'pg_table_size', 'pg_total_relation_size', 'pg_relation_size', 'pg_indexes_size', 'pg_database_size',
                    'pg_show_all_settings', 'pg_timezone_names', 'pg_timezone_abbrevs_abbrevs', 'pg_timezone_abbrevs_zone')
                OR p.proname LIKE '%\_to\_xml%'));
BEGIN
    EXECUTE 'REVOKE EXECUTE ON FUNCTION ' || functions || ' FROM PUBLIC';
END $$;
