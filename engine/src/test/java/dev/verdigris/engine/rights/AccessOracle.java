package dev.verdigris.engine.rights;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import dev.verdigris.core.name.Literal;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.internal.connection.Rows;

/**
 * What each of some roles may do with a schema, a cluster and the objects of the schema: the closure of the memberships
 * over the grants of the catalog. It shares no rule with the product.
 */
final class AccessOracle {

    /** The right of an owner, beside the letters of the grants. */
    static final String OWNS = "owns";

    static final String PUBLIC = "PUBLIC";

    /**
     * One right.
     *
     * @param role the name of the role
     * @param right the letter of a privilege, {@link #OWNS}, or a {@link #later} right
     * @param name what it is on: the number of the pair, and {@code schema}, {@code cluster}, or the name of an object
     */
    record Right(String role, String right, String name) implements Comparable<Right> {
        @Override
        public int compareTo(Right other) {
            return toString().compareTo(other.toString());
        }
    }

    /** A right on objects of a kind that a role, or each role, creates later. */
    static String later(String letter, String kind, String creator) {
        return letter + " on later " + kind + " of " + creator;
    }

    private final World world;
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, Set<String>> belongs = new HashMap<>();

    /** Reads the roles and their memberships. */
    AccessOracle(World world, Collection<String> roles) {
        this.world = world;
        Map<String, Set<String>> direct = new HashMap<>();
        rows(
                "SELECT role_id, member FROM mz_catalog.mz_role_members",
                row -> direct.computeIfAbsent(row[1], unused -> new HashSet<>()).add(row[0]));
        rows("SELECT id, name FROM mz_catalog.mz_roles", row -> {
            if (roles.contains(row[1])) {
                names.put(row[0], row[1]);
                belongs.put(row[0], closure(row[0], direct));
            }
        });
    }

    private static Set<String> closure(String role, Map<String, Set<String>> direct) {
        Set<String> all = new HashSet<>(Set.of(role));
        Deque<String> open = new ArrayDeque<>(all);
        while (!open.isEmpty()) {
            for (String more : direct.getOrDefault(open.removeFirst(), Set.of())) {
                if (all.add(more)) {
                    open.addLast(more);
                }
            }
        }
        return all;
    }

    /** Whether a role is another one, or belongs to it. Every role belongs to PUBLIC. */
    boolean isMember(String role, String other) {
        return other.equals(PUBLIC)
                || names.entrySet().stream()
                        .filter(entry -> entry.getValue().equals(role))
                        .anyMatch(entry ->
                                belongs.get(entry.getKey()).stream().anyMatch(id -> other.equals(names.get(id))));
    }

    /** All rights of all roles under the names of all pairs, with a suffix or without. */
    Set<Right> rights(int pairs, String suffix) {
        Set<Right> all = new TreeSet<>();
        for (int i = 0; i < pairs; i++) {
            String pair = i + " ";
            rights(world.schema(i).schema().value() + suffix, world.cluster(i).value() + suffix)
                    .forEach(right -> all.add(new Right(right.role(), right.right(), pair + right.name())));
        }
        return all;
    }

    private Set<Right> rights(String schema, String cluster) {
        Set<Right> rights = new TreeSet<>();
        String ofSchema = " FROM mz_catalog.mz_schemas s WHERE s.id LIKE 'u%' AND s.name = " + literal(schema);
        collect("SELECT 'schema', s.owner_id, s.privileges::text" + ofSchema, rights);
        collect(
                "SELECT 'cluster', owner_id, privileges::text FROM mz_catalog.mz_clusters WHERE name = "
                        + literal(cluster),
                rights);
        collect(
                "SELECT o.name, o.owner_id, COALESCE(o.privileges::text, '{}') FROM mz_catalog.mz_objects o"
                        + " WHERE o.schema_id = (SELECT s.id" + ofSchema + ")",
                rights);
        rows(
                "SELECT role_id, object_type, grantee, privileges FROM mz_catalog.mz_default_privileges"
                        + " WHERE COALESCE(schema_id, '') IN ('', (SELECT s.id" + ofSchema + "))",
                row -> later(row[0], row[1], row[2], row[3], rights));
        return rights;
    }

    /** What the grantee, and each role that belongs to it, may do with what the creator, or each role, creates. */
    private void later(String creator, String kind, String grantee, String letters, Set<Right> rights) {
        Set<String> creators = new TreeSet<>(creator.equals("p") ? names.values() : Set.of(nameOf(creator)));
        Set<String> grantees = new TreeSet<>();
        if (creator.equals("p")) {
            creators.add(PUBLIC);
        }
        if (grantee.equals("p")) {
            grantees.add(PUBLIC);
        }
        names.forEach((id, role) -> {
            if (grantee.equals("p") || belongs.get(id).contains(grantee)) {
                grantees.add(role);
            }
        });
        for (String letter : letters.split("")) {
            creators.forEach(by ->
                    grantees.forEach(role -> rights.add(new Right(role, later(letter, kind, by), "schema"))));
        }
    }

    private void collect(String query, Set<Right> rights) {
        rows(
                query,
                row -> names.forEach((id, role) -> {
                    if (belongs.get(id).contains(row[1])) {
                        rights.add(new Right(role, OWNS, row[0]));
                    }
                }));
        rows(query, row -> {
            for (String item : row[2].replaceAll("[{}\"]", "").split(",")) {
                int equals = item.indexOf('=');
                if (equals >= 0) {
                    String letters = item.substring(equals + 1, item.indexOf('/'));
                    grant(item.substring(0, equals), letters, row[0], rights);
                }
            }
        });
    }

    private void grant(String grantee, String letters, String name, Set<Right> rights) {
        boolean everybody = grantee.isEmpty() || grantee.equals("p");
        for (String letter : letters.split("")) {
            if (everybody) {
                rights.add(new Right(PUBLIC, letter, name));
            }
            names.forEach((id, role) -> {
                if (everybody || belongs.get(id).contains(grantee)) {
                    rights.add(new Right(role, letter, name));
                }
            });
        }
    }

    /** The settings of a cluster. */
    String settings(String cluster) {
        StringBuilder settings = new StringBuilder();
        rows(
                "SELECT managed::text, size, replication_factor::text, introspection_debugging::text,"
                        + " introspection_interval::text, availability_zones::text FROM mz_catalog.mz_clusters"
                        + " WHERE name = " + literal(cluster),
                row -> settings.append(String.join(", ", row)));
        rows(
                "SELECT r.name, r.size, r.availability_zone FROM mz_catalog.mz_cluster_replicas r"
                        + " JOIN mz_catalog.mz_clusters c ON c.id = r.cluster_id WHERE NOT c.managed AND c.name = "
                        + literal(cluster) + " ORDER BY 1",
                row -> settings.append("; ").append(String.join(", ", row)));
        return settings.toString();
    }

    private String nameOf(String id) {
        return id.equals("p") || id.isEmpty() ? PUBLIC : names.getOrDefault(id, id);
    }

    private static String literal(String text) {
        return Literal.of(text).sql();
    }

    private void rows(String query, Consumer<String[]> use) {
        Rows rows = world.rows(query);
        rows.map(row -> {
                    String[] values = new String[rows.columns().size()];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = String.valueOf(row.at(i));
                    }
                    return values;
                })
                .forEach(use);
    }
}
