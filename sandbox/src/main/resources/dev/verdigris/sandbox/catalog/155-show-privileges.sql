-- Grants by names. Grants to system roles are left out. Everyone is written PUBLIC.

CREATE VIEW mz_store.granted AS
SELECT p.object_kind, p.object_id, o.name AS grantor, CASE p.grantee WHEN 'p' THEN 'PUBLIC' ELSE e.name END AS grantee,
    w.word AS privilege_type
FROM mz_store.privilege p
    JOIN mz_store.privilege_word w ON strpos(p.letters, w.letter::text) > 0
    LEFT JOIN mz_store.role o ON o.id = p.grantor LEFT JOIN mz_store.role e ON e.id = p.grantee
WHERE p.grantee NOT LIKE 's%';

-- Whether a grant reaches the session's role.
CREATE FUNCTION mz_store.reaches_me(grantee text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
RETURN grantee = 'PUBLIC' OR EXISTS (
    SELECT FROM mz_store.role_closure(mz_store.session_role_id()) c JOIN mz_store.role r ON r.id = c.role_id WHERE r.name = grantee);

CREATE VIEW mz_internal.mz_show_role_members AS
SELECT r.name AS role, m.name AS member, g.name AS grantor
FROM mz_store.role_member x JOIN mz_store.role r ON r.id = x.role_id JOIN mz_store.role m ON m.id = x.member_id
    JOIN mz_store.role g ON g.id = x.grantor_id;
CREATE VIEW mz_internal.mz_show_my_role_members AS
SELECT role, member, grantor FROM mz_internal.mz_show_role_members WHERE mz_store.reaches_me(member);

CREATE VIEW mz_internal.mz_show_system_privileges AS
SELECT grantor, grantee, privilege_type FROM mz_store.granted WHERE object_kind = 'system';
CREATE VIEW mz_internal.mz_show_my_system_privileges AS
SELECT grantor, grantee, privilege_type FROM mz_internal.mz_show_system_privileges WHERE mz_store.reaches_me(grantee);

CREATE VIEW mz_internal.mz_show_cluster_privileges AS
SELECT g.grantor, g.grantee, c.name, g.privilege_type
FROM mz_store.granted g JOIN mz_store.cluster c ON c.id = g.object_id WHERE g.object_kind = 'cluster';
CREATE VIEW mz_internal.mz_show_my_cluster_privileges AS
SELECT grantor, grantee, name, privilege_type FROM mz_internal.mz_show_cluster_privileges WHERE mz_store.reaches_me(grantee);

CREATE VIEW mz_internal.mz_show_database_privileges AS
SELECT g.grantor, g.grantee, d.name, g.privilege_type
FROM mz_store.granted g JOIN mz_store.database d ON d.id = g.object_id WHERE g.object_kind = 'database';
CREATE VIEW mz_internal.mz_show_my_database_privileges AS
SELECT grantor, grantee, name, privilege_type FROM mz_internal.mz_show_database_privileges WHERE mz_store.reaches_me(grantee);

CREATE VIEW mz_internal.mz_show_schema_privileges AS
SELECT g.grantor, g.grantee, d.name AS database, s.name, g.privilege_type
FROM mz_store.granted g JOIN mz_store.schema s ON s.id = g.object_id LEFT JOIN mz_store.database d ON d.id = s.database_id
WHERE g.object_kind = 'schema';
CREATE VIEW mz_internal.mz_show_my_schema_privileges AS
SELECT grantor, grantee, database, name, privilege_type
FROM mz_internal.mz_show_schema_privileges WHERE mz_store.reaches_me(grantee);

CREATE VIEW mz_internal.mz_show_object_privileges AS
SELECT g.grantor, g.grantee, d.name AS database, s.name AS schema, i.name, i.kind AS object_type, g.privilege_type
FROM mz_store.granted g JOIN mz_store.item i ON i.id = g.object_id JOIN mz_store.schema s ON s.id = i.schema_id
    LEFT JOIN mz_store.database d ON d.id = s.database_id
WHERE g.object_kind = 'item';
CREATE VIEW mz_internal.mz_show_my_object_privileges AS
SELECT grantor, grantee, database, schema, name, object_type, privilege_type
FROM mz_internal.mz_show_object_privileges WHERE mz_store.reaches_me(grantee);

CREATE VIEW mz_internal.mz_show_all_privileges AS
SELECT grantor, grantee, NULL::text AS database, NULL::text AS schema, NULL::text AS name, 'system'::text AS object_type, privilege_type
FROM mz_internal.mz_show_system_privileges
UNION ALL
SELECT grantor, grantee, NULL, NULL, name, 'cluster', privilege_type FROM mz_internal.mz_show_cluster_privileges
UNION ALL
SELECT grantor, grantee, NULL, NULL, name, 'database', privilege_type FROM mz_internal.mz_show_database_privileges
UNION ALL
SELECT grantor, grantee, database, NULL, name, 'schema', privilege_type FROM mz_internal.mz_show_schema_privileges
UNION ALL
SELECT grantor, grantee, database, schema, name, object_type, privilege_type FROM mz_internal.mz_show_object_privileges;
CREATE VIEW mz_internal.mz_show_all_my_privileges AS
SELECT grantor, grantee, database, schema, name, object_type, privilege_type
FROM mz_internal.mz_show_all_privileges WHERE mz_store.reaches_me(grantee);

CREATE VIEW mz_internal.mz_show_default_privileges AS
SELECT CASE p.role_id WHEN 'p' THEN 'PUBLIC' ELSE o.name END AS object_owner, d.name AS database, s.name AS schema, p.object_type,
    CASE p.grantee WHEN 'p' THEN 'PUBLIC' ELSE e.name END AS grantee, w.word AS privilege_type
FROM mz_store.default_privilege p
    JOIN mz_store.privilege_word w ON strpos(p.letters, w.letter::text) > 0
    LEFT JOIN mz_store.role o ON o.id = p.role_id LEFT JOIN mz_store.role e ON e.id = p.grantee
    LEFT JOIN mz_store.database d ON d.id = p.database_id LEFT JOIN mz_store.schema s ON s.id = p.schema_id
WHERE p.grantee NOT LIKE 's%';
CREATE VIEW mz_internal.mz_show_my_default_privileges AS
SELECT object_owner, database, schema, object_type, grantee, privilege_type
FROM mz_internal.mz_show_default_privileges WHERE mz_store.reaches_me(grantee);
