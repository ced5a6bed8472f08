-- The sandbox's own catalog: one row per thing, keyed by Materialize's ids. Everything in mz_catalog and mz_internal
-- is a view over these tables and over PostgreSQL's catalog. Names stand in one place only, so that a swap is an
-- update of names and never touches an id. Every namespace has its own counter, as on Materialize.
CREATE SCHEMA mz_store;

CREATE SEQUENCE mz_store.database_id;
CREATE SEQUENCE mz_store.schema_id;
CREATE SEQUENCE mz_store.role_id;
CREATE SEQUENCE mz_store.cluster_id;
CREATE SEQUENCE mz_store.replica_id;
CREATE SEQUENCE mz_store.item_id;
CREATE SEQUENCE mz_store.audit_id;
-- For things that have no oid in PostgreSQL.
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
-- database_id is NULL for system schemas. A user schema of database "materialize" is the PostgreSQL schema of its name.
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
-- always shows today's names; see mz_store.render_create_sql.
-- relation_oid: the PostgreSQL relation behind a table, source, view or materialized view.
-- source_id: the source of a table made FROM SOURCE, or of a subsource. on_id: the relation of an index.
-- details: what only one kind has (source type, sink topic and envelope, refresh strategies, index keys, …).
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
    user_name text, occurred_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE TABLE mz_store.cluster_size (
    size text PRIMARY KEY, position integer NOT NULL, processes bigint NOT NULL, workers bigint NOT NULL, cpu_nano_cores bigint NOT NULL,
    memory_bytes bigint NOT NULL, disk_bytes bigint, credits_per_hour numeric NOT NULL
);
CREATE TABLE mz_store.system_parameter (name text PRIMARY KEY, value text NOT NULL);

-- What follows changes without a catalog revision.
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
-- The newest recording per object; lag NULL means not readable yet.
CREATE TABLE mz_store.wallclock_lag (
    object_id text PRIMARY KEY, lag interval, occurred_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
