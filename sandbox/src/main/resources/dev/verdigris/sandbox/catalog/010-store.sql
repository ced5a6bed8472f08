-- The sandbox's own catalog: one row per thing, keyed by Materialize's ids. Everything in mz_catalog and mz_internal is
-- a view over these tables and over PostgreSQL's catalog. Each name is in one place only, so that a swap updates names
-- and no ids. Every namespace has its own counter, as on Materialize.
CREATE SCHEMA mz_store;

-- The rights of the PostgreSQL roles of sessions. The session code checks Materialize's privileges, so each role may
-- read nearly everything (the grants come last) and change the rows of tables. None is PostgreSQL's superuser, who
-- could reach files and programs of this machine. Roles belong to all of PostgreSQL's databases, so this one may exist
-- already.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'mz_session') THEN
        CREATE ROLE mz_session NOLOGIN;
    END IF;
    -- The role that evaluates users' queries for the workers. It has the rights of sessions for every query.
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'mz_evaluator') THEN
        CREATE ROLE mz_evaluator NOLOGIN IN ROLE mz_session;
    END IF;
END $$;

CREATE SEQUENCE mz_store.database_id;
CREATE SEQUENCE mz_store.schema_id;
CREATE SEQUENCE mz_store.role_id;
CREATE SEQUENCE mz_store.cluster_id;
CREATE SEQUENCE mz_store.replica_id;
CREATE SEQUENCE mz_store.item_id;
CREATE SEQUENCE mz_store.audit_id;
-- For objects without an oid in PostgreSQL.
CREATE SEQUENCE mz_store.free_oid START 1000000000 MAXVALUE 2000000000;

-- One row. Grows with every committed catalog change.
CREATE TABLE mz_store.revision (value bigint NOT NULL);
INSERT INTO mz_store.revision VALUES (1);

CREATE TABLE mz_store.role (
    id text PRIMARY KEY, oid oid NOT NULL, name text NOT NULL UNIQUE,
    inherit boolean NOT NULL DEFAULT true, can_login boolean, superuser boolean
);
CREATE TABLE mz_store.role_member (
    role_id text NOT NULL, member_id text NOT NULL, grantor_id text NOT NULL, PRIMARY KEY (role_id, member_id)
);
CREATE TABLE mz_store.database (
    id text PRIMARY KEY, oid oid NOT NULL, name text NOT NULL UNIQUE, owner_id text NOT NULL
);
-- database_id is NULL for system schemas. A user schema of database "materialize" is the PostgreSQL schema of its name,
-- one of database u2 is called "mz_u2/<name>" there.
CREATE TABLE mz_store.schema (
    id text PRIMARY KEY, oid oid NOT NULL, database_id text, name text NOT NULL, owner_id text NOT NULL,
    UNIQUE NULLS NOT DISTINCT (database_id, name)
);
CREATE TABLE mz_store.cluster (
    id text PRIMARY KEY, name text NOT NULL UNIQUE, owner_id text NOT NULL, managed boolean NOT NULL,
    size text, replication_factor integer, availability_zones text[], disk boolean,
    introspection_debugging boolean, introspection_interval interval,
    schedule text, hydration_time_estimate interval, workload_class text
);
CREATE TABLE mz_store.replica (
    id text PRIMARY KEY, name text NOT NULL, cluster_id text NOT NULL REFERENCES mz_store.cluster ON DELETE CASCADE,
    size text, availability_zone text, owner_id text NOT NULL, internal boolean NOT NULL DEFAULT false,
    pending boolean NOT NULL DEFAULT false, created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (cluster_id, name)
);
-- kind: table, source, view, materialized-view, sink, index, connection, secret, type, function.
-- create_template: the statement with every reference to another item written as a placeholder, so that create_sql
-- always shows the present names; see mz_store.render_template.
-- relation_oid: the PostgreSQL relation of a table, source, view or materialized view.
-- source_id: the source of a table made FROM SOURCE, or of a subsource. on_id: the relation of an index.
-- details: what only one kind has.
--   view, materialized-view: definition (the query's text), columns_given; replacement_for, refresh (a list of
--     {type, interval, aligned_to, at}), retain_history (milliseconds), asserted (columns of ASSERT NOT NULL)
--   index: keys (a list of {position} or {expression}, with nullable)
--   source: type (load-generator, subsource, progress), generator (AUCTION, COUNTER), tick_interval, as_of, up_to,
--     max_cardinality, reference (of a subsource: the table within the source)
--   table: reference (of a table made FROM SOURCE)
--   sink: type, connection_id, from_id, topic, envelope, format, key_format, value_format, key, version
--   connection: type, brokers, and options without any secret
CREATE TABLE mz_store.item (
    id text PRIMARY KEY, oid oid NOT NULL, schema_id text NOT NULL, name text NOT NULL, kind text NOT NULL,
    owner_id text NOT NULL, cluster_id text, relation_oid oid, source_id text, on_id text,
    create_template text NOT NULL, details jsonb NOT NULL DEFAULT '{}', created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (schema_id, name)
);
CREATE INDEX ON mz_store.item (cluster_id);
CREATE INDEX ON mz_store.item (on_id);
CREATE INDEX ON mz_store.item (relation_oid);
-- Direct references between persistent items.
CREATE TABLE mz_store.dependency (
    object_id text NOT NULL, referenced_id text NOT NULL, PRIMARY KEY (object_id, referenced_id)
);
CREATE INDEX ON mz_store.dependency (referenced_id);
-- object_type spelt as in the audit log; sub_id is a 1-based column position.
CREATE TABLE mz_store.comment (
    id text NOT NULL, object_type text NOT NULL, sub_id integer, comment text NOT NULL,
    UNIQUE NULLS NOT DISTINCT (id, object_type, sub_id)
);
-- object_kind: database, schema, cluster, item, system (object_id ''). grantee 'p' is PUBLIC. letters as in mz_aclitem.
CREATE TABLE mz_store.privilege (
    object_kind text NOT NULL, object_id text NOT NULL, grantee text NOT NULL, grantor text NOT NULL, letters text NOT NULL,
    PRIMARY KEY (object_kind, object_id, grantee, grantor)
);
CREATE TABLE mz_store.default_privilege (
    role_id text NOT NULL, database_id text, schema_id text, object_type text NOT NULL, grantee text NOT NULL, letters text NOT NULL,
    UNIQUE NULLS NOT DISTINCT (role_id, database_id, schema_id, object_type, grantee)
);
CREATE TABLE mz_store.audit_event (
    id bigint PRIMARY KEY, event_type text NOT NULL, object_type text NOT NULL, details jsonb NOT NULL,
    user_name text, occurred_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE mz_store.cluster_size (
    size text PRIMARY KEY, position integer NOT NULL, processes bigint NOT NULL, workers bigint NOT NULL, cpu_nano_cores bigint NOT NULL,
    memory_bytes bigint NOT NULL, disk_bytes bigint, credits_per_hour numeric NOT NULL
);
-- Names of the catalog's objects and columns that are too long for PostgreSQL, by their abbreviations there. The front
-- end abbreviates them in every statement.
CREATE TABLE mz_store.long_name (abbreviation text PRIMARY KEY, name text NOT NULL);
-- The name of PostgreSQL's as clients know it.
CREATE FUNCTION mz_store.shown_name(known name) RETURNS text LANGUAGE sql STABLE STRICT PARALLEL SAFE
RETURN CASE WHEN known LIKE 'mz\_long/%'
    THEN coalesce((SELECT l.name FROM mz_store.long_name l WHERE l.abbreviation = known::text), known::text) ELSE known::text END;
CREATE TABLE mz_store.system_parameter (name text PRIMARY KEY, value text NOT NULL);
-- Defaults for the sessions of a role; value is a list when the variable is.
CREATE TABLE mz_store.role_parameter (
    role_id text NOT NULL, name text NOT NULL, value text NOT NULL, PRIMARY KEY (role_id, name)
);

-- The tables below change without a catalog revision.
CREATE TABLE mz_store.session (
    id uuid PRIMARY KEY, connection_id bigint NOT NULL, role_id text NOT NULL, client_ip text, connected_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE TABLE mz_store.subscription (
    id text PRIMARY KEY, session_id uuid NOT NULL, cluster_id text NOT NULL, created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    referenced_object_ids text[] NOT NULL
);
-- One row per dataflow (index, materialized view, source, sink) and replica, written by the cluster's worker.
CREATE TABLE mz_store.hydration (
    object_id text NOT NULL, replica_id text NOT NULL, hydrated boolean NOT NULL, hydration_time interval,
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(), PRIMARY KEY (object_id, replica_id)
);
CREATE TABLE mz_store.replica_status_history (
    replica_id text NOT NULL, process_id bigint NOT NULL DEFAULT 0, status text NOT NULL, reason text,
    occurred_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
-- Statuses of sources and sinks, newest last.
CREATE TABLE mz_store.status_history (
    object_id text NOT NULL, replica_id text, status text NOT NULL, error text, details jsonb,
    occurred_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
-- The newest record per object. A NULL lag means that the object is not readable yet.
CREATE TABLE mz_store.wallclock_lag (
    object_id text PRIMARY KEY, lag interval, occurred_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- The rows of load generators, filled by workers: table "<source id>.<table>", for instance "u5.bids". The relations
-- of sources, subsources and tables made from a source are views over these, so that all of them show the same rows.
CREATE SCHEMA mz_source_data;

-- An item's full name as SQL text: quoted always, or only where it must be.
CREATE FUNCTION mz_store.full_name(item_id text, always_quoted boolean) RETURNS text LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE
    parts text[];
BEGIN
    SELECT ARRAY[d.name, s.name, i.name] INTO parts
    FROM mz_store.item i JOIN mz_store.schema s ON s.id = i.schema_id LEFT JOIN mz_store.database d ON d.id = s.database_id
    WHERE i.id = item_id;
    IF NOT FOUND AND to_regclass('mz_store.builtin') IS NOT NULL THEN
        EXECUTE 'SELECT ARRAY[s.name, b.name] FROM mz_store.builtin b JOIN mz_store.schema s ON s.id = b.schema_id WHERE b.id = $1'
        INTO parts USING item_id;
    END IF;
    RETURN (SELECT string_agg(CASE WHEN always_quoted THEN '"' || replace(p, '"', '""') || '"' ELSE quote_ident(p) END, '.' ORDER BY n)
        FROM unnest(parts) WITH ORDINALITY u(p, n) WHERE p IS NOT NULL);
END $$;

-- Types have no names there. They are PostgreSQL's types, and their ids are their oids.
CREATE FUNCTION mz_store.type_reference(type_oid oid, stored boolean) RETURNS text LANGUAGE sql STABLE STRICT
RETURN (SELECT CASE WHEN stored THEN format('[s%s AS "%s"."%s"]', t.oid, n.nspname, t.typname)
        ELSE format('%I.%I', n.nspname, t.typname) END
    FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE t.oid = type_oid);

-- A template's placeholders stand between two characters U+001A: i:ID is an item by id and name, n:ID by name alone,
-- o:ID by its own name, c:ID a cluster, t:OID a type, w:NAME a name that stays, a:TIME the time as of which a
-- materialized view was made, nothing is the character itself. b:N and e:N are a blank and nothing; in a statement of
-- more than 100 characters they are a new line with N blanks. style 'stored' is what the create_sql columns show,
-- 'shown' what SHOW CREATE answers.
CREATE FUNCTION mz_store.render_template(template text, style text) RETURNS text LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE
    parts text[] := string_to_array(template, U&'\001A');
    stored boolean := style = 'stored';
    id text;
    word text;
    flat text := parts[1];
    broken text := parts[1];
BEGIN
    FOR n IN 2 .. cardinality(parts) LOOP
        id := substr(parts[n], 3);
        word := CASE
            WHEN n % 2 = 1 THEN parts[n]
            WHEN parts[n] = '' THEN U&'\001A'
            WHEN parts[n] LIKE 'b:%' THEN ' '
            WHEN parts[n] LIKE 'e:%' THEN ''
            WHEN parts[n] LIKE 'a:%' THEN CASE WHEN stored THEN ' AS OF ' || id ELSE '' END
            WHEN parts[n] LIKE 'i:%' AND stored THEN '[' || id || ' AS ' || coalesce(mz_store.full_name(id, true), '') || ']'
            WHEN parts[n] LIKE 'o:%' THEN coalesce((SELECT CASE WHEN stored THEN '"' || replace(i.name, '"', '""') || '"'
                ELSE quote_ident(i.name) END FROM mz_store.item i WHERE i.id = substr(parts[n], 3)), '')
            WHEN parts[n] LIKE 't:%' THEN mz_store.type_reference(id::oid, stored)
            WHEN parts[n] LIKE 'w:%' AND stored THEN '"' || replace(id, '"', '""') || '"'
            WHEN parts[n] LIKE 'w:%' THEN quote_ident(id)
            WHEN parts[n] LIKE 'c:%' AND stored THEN '[' || id || ']'
            WHEN parts[n] LIKE 'c:%' THEN coalesce((SELECT quote_ident(c.name) FROM mz_store.cluster c WHERE c.id = substr(parts[n], 3)), '')
            ELSE coalesce(mz_store.full_name(id, stored), '')
        END;
        flat := flat || word;
        broken := broken || CASE WHEN n % 2 = 0 AND parts[n] ~ '^[be]:' THEN rpad(E'\n', 1 + id::integer) ELSE word END;
    END LOOP;
    RETURN CASE WHEN stored OR length(flat) < 100 THEN flat ELSE broken END;
END $$;

CREATE FUNCTION mz_store.render_create_sql(template text) RETURNS text LANGUAGE sql STABLE STRICT
RETURN mz_store.render_template(template, 'stored');
