package dev.verdigris.engine.rights;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.Literal;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.internal.connection.Rows;

/** The rights that the deployer and the owner of the live side hold, as the catalog shows them. */
final class HeldRights {

    private static final String OBJECTS = """
            WITH objects AS (
                SELECT 'database' AS type, NULL AS schema, name, owner_id, privileges
                FROM mz_catalog.mz_databases WHERE name = 'materialize'
                UNION ALL
                SELECT 'schema', NULL, name, owner_id, privileges
                FROM mz_catalog.mz_schemas WHERE position(%1$s in name) > 0
                UNION ALL
                SELECT 'cluster', NULL, name, owner_id, privileges FROM mz_catalog.mz_clusters
                WHERE position(%1$s in name) > 0 OR name = 'quickstart'
                UNION ALL
                SELECT o.type, s.name, o.name, o.owner_id, o.privileges
                FROM mz_catalog.mz_objects o JOIN mz_catalog.mz_schemas s ON s.id = o.schema_id
                WHERE o.id LIKE 'u%%' AND o.type <> 'index' AND position(%1$s in s.name) > 0
            )
            """;

    private static final String PRIVILEGES = """
            SELECT type, schema, objects.name, COALESCE(r.name, '') AS grantee, e.privilege_type
            FROM objects CROSS JOIN LATERAL mz_internal.mz_aclexplode(privileges) e
            LEFT JOIN mz_catalog.mz_roles r ON r.id = e.grantee
            WHERE r.name IS NULL OR r.name IN (%s)
            """;

    private static final String OWNED = """
            SELECT type, schema, objects.name, r.name AS grantee, '' AS privilege_type
            FROM objects JOIN mz_catalog.mz_roles r ON r.id = owner_id WHERE r.name IN (%s)
            """;

    private static final String MEMBERSHIPS = """
            SELECT of.name, r.name FROM mz_catalog.mz_role_members m JOIN mz_catalog.mz_roles r ON r.id = m.member
            JOIN mz_catalog.mz_roles of ON of.id = m.role_id WHERE r.name = %s
            """;

    private static final String SYSTEM = """
            SELECT r.name, e.privilege_type
            FROM (SELECT array_agg(privileges) AS privileges FROM mz_catalog.mz_system_privileges) p
            CROSS JOIN LATERAL mz_internal.mz_aclexplode(p.privileges) e
            JOIN mz_catalog.mz_roles r ON r.id = e.grantee WHERE r.name = %s
            """;

    private final World world;
    private final String deployer;
    private final String owner;

    HeldRights(World world, String deployer, String owner) {
        this.world = world;
        this.deployer = deployer;
        this.owner = owner;
    }

    /** All of them now. */
    List<Right> now() {
        List<Right> rights = new ArrayList<>();
        String objects = objects();
        String roles = Literal.of(deployer).sql() + ", " + Literal.of(owner).sql();
        world.rows(objects + PRIVILEGES.formatted(roles))
                .map(row -> right(Right.Kind.PRIVILEGE, row))
                .forEach(rights::add);
        world.rows(objects + OWNED.formatted(roles))
                .map(row -> right(Right.Kind.OWNERSHIP, row))
                .forEach(rights::add);
        String me = Literal.of(deployer).sql();
        world.rows(MEMBERSHIPS.formatted(me))
                .map(row -> new Right(Right.Kind.MEMBERSHIP, sql(row.at(0)), "role", "", sql(row.at(1))))
                .forEach(rights::add);
        world.rows(SYSTEM.formatted(me))
                .map(row -> new Right(Right.Kind.PRIVILEGE, "", "system", String.valueOf(row.at(1)), sql(row.at(0))))
                .forEach(rights::add);
        return rights;
    }

    /** The objects that a right may be about, by their names as SQL. */
    Set<String> named() {
        return Set.copyOf(world.rows(objects() + "SELECT type, schema, name FROM objects")
                .map(row -> name(String.valueOf(row.at(0)), row.at(1), String.valueOf(row.at(2)))));
    }

    /** The right of a key, if it is held now. */
    Optional<Right> find(String key) {
        return now().stream().filter(right -> right.key().equals(key)).findFirst();
    }

    /** The keys of those that are held now. */
    Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        now().forEach(right -> keys.add(right.key()));
        return keys;
    }

    private String objects() {
        String name = world.names().of("x");
        return OBJECTS.formatted(
                Literal.of(name.substring(0, name.indexOf('.'))).sql());
    }

    private static Right right(Right.Kind kind, Rows.Row row) {
        String type = String.valueOf(row.at(0));
        String grantee = String.valueOf(row.at(3));
        return new Right(
                kind,
                name(type, row.at(1), String.valueOf(row.at(2))),
                type,
                String.valueOf(row.at(4)),
                grantee.isEmpty() ? "PUBLIC" : sql(grantee));
    }

    private static String name(String type, Object schema, String name) {
        return switch (type) {
            case "database", "cluster" -> sql(name);
            case "schema" -> SchemaName.of(World.DATABASE, name).sql();
            default ->
                SchemaName.of(World.DATABASE, String.valueOf(schema))
                        .object(name)
                        .sql();
        };
    }

    private static String sql(Object name) {
        return Identifier.of(String.valueOf(name)).sql();
    }
}
