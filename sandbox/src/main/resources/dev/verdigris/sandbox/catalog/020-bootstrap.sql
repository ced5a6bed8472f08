-- The contents of a new Materialize (facts of its documentation and catalog: ids, owners and privileges).
INSERT INTO mz_store.role (id, oid, name, inherit, can_login, superuser) VALUES
    ('s1', nextval('mz_store.free_oid'), 'mz_system', true, true, true),
    ('s2', nextval('mz_store.free_oid'), 'mz_support', true, true, false),
    ('s3', nextval('mz_store.free_oid'), 'mz_analytics', true, true, false),
    ('g1', nextval('mz_store.free_oid'), 'mz_monitor', true, NULL, NULL),
    ('g2', nextval('mz_store.free_oid'), 'mz_monitor_redacted', true, NULL, NULL),
    ('u' || nextval('mz_store.role_id'), nextval('mz_store.free_oid'), 'materialize', true, NULL, NULL);

INSERT INTO mz_store.database (id, oid, name, owner_id)
SELECT 'u' || nextval('mz_store.database_id'), oid, 'materialize', 's1' FROM pg_catalog.pg_database WHERE datname = current_database();

-- The first user schema is u3 on Materialize.
SELECT setval('mz_store.schema_id', 2);
INSERT INTO mz_store.schema (id, oid, database_id, name, owner_id)
SELECT 'u' || nextval('mz_store.schema_id'), 'public'::regnamespace::oid, 'u1', 'public', 's1';

INSERT INTO mz_store.cluster_size (size, position, processes, workers, cpu_nano_cores, memory_bytes, disk_bytes, credits_per_hour)
SELECT size, ordinality, 1, workers, cores * 1000000000::numeric, gibibytes * 1073741824::bigint, gibibytes * 2 * 1073741824::bigint, credits
FROM unnest(
    ARRAY['25cc', '50cc', '100cc', '200cc', '300cc', '400cc', '600cc', '800cc', '1200cc', '1600cc', '3200cc', '6400cc', '128C', '256C', '512C'],
    ARRAY[1, 1, 2, 4, 6, 8, 12, 16, 24, 31, 62, 62, 62, 62, 62],
    ARRAY[0.5, 1, 2, 4, 6, 8, 12, 16, 24, 31, 62, 124, 124, 248, 496],
    ARRAY[4, 8, 16, 31, 47, 62, 93, 124, 186, 248, 496, 992, 992, 1984, 3968],
    ARRAY[0.25, 0.5, 1, 2, 3, 4, 6, 8, 12, 16, 32, 64, 128, 256, 512]
) WITH ORDINALITY s(size, workers, cores, gibibytes, credits, ordinality)
UNION ALL
SELECT format('scale=%s,workers=%s', scale, workers), 100 + row_number() OVER (ORDER BY scale, workers), scale, workers, 0, 0, 0, 0
FROM unnest(ARRAY[1, 2, 4]) scale, unnest(ARRAY[1, 2, 4, 8]) workers;

INSERT INTO mz_store.cluster (id, name, owner_id, managed, size, replication_factor, disk, introspection_debugging, introspection_interval, schedule)
VALUES
    ('s1', 'mz_system', 's1', true, '25cc', 0, true, false, '1 second', 'manual'),
    ('s2', 'mz_catalog_server', 's1', true, '50cc', 1, true, false, '1 second', 'manual'),
    ('s3', 'mz_probe', 's1', true, '25cc', 0, true, false, '1 second', 'manual'),
    ('s4', 'mz_support', 's2', true, '25cc', 0, true, false, '1 second', 'manual'),
    ('s5', 'mz_analytics', 's3', true, '25cc', 0, true, false, '1 second', 'manual'),
    ('u' || nextval('mz_store.cluster_id'), 'quickstart', 's1', true, '25cc', 1, true, false, '1 second', 'manual');
INSERT INTO mz_store.replica (id, name, cluster_id, size, owner_id) VALUES
    ('s1', 'r1', 's2', '50cc', 's1'),
    ('u' || nextval('mz_store.replica_id'), 'r1', 'u1', '25cc', 's1');

INSERT INTO mz_store.privilege (object_kind, object_id, grantee, grantor, letters)
SELECT kind, id, grantee, 's1', letters
FROM (VALUES ('database', 'u1'), ('schema', 'u3'), ('cluster', 'u1')) o(kind, id),
    (VALUES ('s1', 'UC'), ('p', 'U'), ('s2', 'U'), ('u1', 'UC')) g(grantee, letters)
UNION ALL SELECT 'system', '', grantee, 's1', 'RBNP' FROM unnest(ARRAY['s1', 'u1']) grantee
UNION ALL SELECT 'cluster', 's1', 's1', 's1', 'UC'
UNION ALL SELECT 'cluster', 's2', grantee, 's1', letters FROM (VALUES ('s1', 'UC'), ('p', 'U'), ('s2', 'U')) g(grantee, letters)
UNION ALL SELECT 'cluster', 's3', 's1', 's1', 'UC'
UNION ALL SELECT 'cluster', 's4', grantee, 's2', letters FROM (VALUES ('s1', 'U'), ('s2', 'UC')) g(grantee, letters)
UNION ALL SELECT 'cluster', 's5', grantee, 's3', letters FROM (VALUES ('s1', 'U'), ('s3', 'UC')) g(grantee, letters);

INSERT INTO mz_store.default_privilege (role_id, object_type, grantee, letters) VALUES
    ('p', 'cluster', 's2', 'U'), ('p', 'database', 's2', 'U'), ('p', 'schema', 's2', 'U'), ('p', 'type', 'p', 'U');

INSERT INTO mz_store.audit_event (id, event_type, object_type, details)
SELECT nextval('mz_store.audit_id'), 'create', type, details
FROM (VALUES
    (1, 'database', '{"id": "u1", "name": "materialize"}'::jsonb),
    (2, 'schema', '{"id": "u3", "database_name": "materialize", "name": "public"}'),
    (3, 'cluster', '{"id": "u1", "name": "quickstart"}'),
    (4, 'cluster-replica', '{"cluster_id": "u1", "cluster_name": "quickstart", "logical_size": "25cc", "replica_id": "u1", "replica_name": "r1", "internal": false, "billed_as": null, "disk": true, "reason": "system"}'),
    (5, 'role', '{"id": "u1", "name": "materialize"}')) e(n, type, details)
ORDER BY n;

-- Sessions run under PostgreSQL roles of the same names.
DO $$
DECLARE
    role_name text;
BEGIN
    FOR role_name IN SELECT name FROM mz_store.role WHERE name NOT IN (SELECT rolname FROM pg_catalog.pg_roles) LOOP
        EXECUTE format('CREATE ROLE %I NOLOGIN IN ROLE mz_session', role_name);
    END LOOP;
END $$;
