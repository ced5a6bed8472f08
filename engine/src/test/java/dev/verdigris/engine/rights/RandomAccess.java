package dev.verdigris.engine.rights;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.engine.fixture.World;

/**
 * Roles with random memberships, and random owners, grants, default privileges and cluster settings of a production.
 * The first role deploys. It may do so in any case, but it need not belong to the owners of the objects.
 */
final class RandomAccess implements AutoCloseable {

    private static final int ROLES = 6;

    private final World world;
    private final Random random;
    private final List<String> roles;
    private final List<String> undo = new ArrayList<>();

    RandomAccess(World world, Random random) {
        this.world = world;
        this.random = random;
        this.roles = IntStream.range(0, ROLES)
                .mapToObj(i -> world.names().of("r" + i))
                .toList();
    }

    /** The names of all roles. */
    List<String> roles() {
        return roles;
    }

    /** The name of the role that deploys. */
    String deployer() {
        return roles.get(0);
    }

    /** Makes the roles, and gives them what the production has. */
    void create(List<String> objects) {
        roles.forEach(role -> world.system("CREATE ROLE " + sql(role)));
        for (int role = 1; role < ROLES; role++) {
            for (int member = role + 1; member < ROLES; member++) {
                if (random.nextInt(4) == 0) {
                    world.system("GRANT " + sql(roles.get(role)) + " TO " + sql(roles.get(member)));
                }
            }
        }
        String cluster = "CLUSTER " + world.cluster(0).sql();
        String schema = "SCHEMA " + world.schema(0).sql();
        world.system(
                "GRANT CREATE ON DATABASE " + World.DATABASE + " TO " + sql(deployer()),
                "GRANT CREATECLUSTER ON SYSTEM TO " + sql(deployer()),
                "ALTER " + cluster + " SET (SIZE = '" + pick("25cc", "50cc") + "', REPLICATION FACTOR = "
                        + pick("1", "2") + ", INTROSPECTION INTERVAL = '" + pick("1 second", "10 seconds")
                        + "', INTROSPECTION DEBUGGING = " + pick("true", "false") + ")");
        own(schema, "SCHEMA", true);
        own(cluster, "CLUSTER", true);
        objects.forEach(object -> own(object, "TABLE", random.nextInt(3) > 0));
        grants(schema, "USAGE", "CREATE");
        grants(cluster, "USAGE", "CREATE");
        objects.forEach(object -> grants("TABLE " + object.substring(object.lastIndexOf("VIEW ") + 5), "SELECT"));
        IntStream.range(0, random.nextInt(6)).forEach(unused -> byDefault());
    }

    /** Some grants come before the change of the owner, so they were made by another grantor. */
    private void own(String target, String word, boolean member) {
        grants(
                word.equals("TABLE") ? "TABLE " + target.substring(target.lastIndexOf("VIEW ") + 5) : target,
                word.equals("TABLE") ? "SELECT" : "USAGE");
        String owner = random.nextInt(4) == 0 ? deployer() : roles.get(1 + random.nextInt(ROLES - 1));
        if (member && !owner.equals(deployer())) {
            world.system("GRANT " + sql(owner) + " TO " + sql(deployer()));
        }
        world.system("ALTER " + target + " OWNER TO " + sql(owner));
    }

    private void grants(String target, String... privileges) {
        for (String privilege : privileges) {
            for (String grantee : grantees()) {
                if (random.nextInt(4) == 0) {
                    world.system("GRANT " + privilege + " ON " + target + " TO " + grantee);
                }
            }
        }
    }

    /** Grants on the staged side, as a builder or a person would make them. */
    List<String> onStagedSide(String view, String schema) {
        return Stream.of("SELECT ON TABLE " + view, "USAGE ON SCHEMA " + schema)
                .filter(unused -> random.nextBoolean())
                .map(what -> "GRANT " + what + " TO " + any(grantees()))
                .toList();
    }

    private void byDefault() {
        boolean scoped = random.nextInt(3) == 0;
        String creator = scoped || random.nextBoolean()
                ? "ROLE " + sql(deployer())
                : any(List.of("ALL ROLES", "ROLE " + sql(any(roles))));
        String scope = scoped ? " IN SCHEMA " + world.schema(0).sql() : pick("", " IN DATABASE " + World.DATABASE);
        String what = scoped || !scope.isEmpty() ? "TABLES" : any(List.of("TABLES", "SCHEMAS", "CLUSTERS"));
        String privilege = what.equals("TABLES") ? pick("SELECT", "SELECT, INSERT") : pick("USAGE", "CREATE");
        String grantee = any(grantees());
        String start = "ALTER DEFAULT PRIVILEGES FOR " + creator + scope;
        world.system(start + " GRANT " + privilege + " ON " + what + " TO " + grantee);
        undo.add(start + " REVOKE " + privilege + " ON " + what + " FROM " + grantee);
    }

    private List<String> grantees() {
        return Stream.concat(roles.stream().map(RandomAccess::sql), Stream.of("PUBLIC"))
                .toList();
    }

    private String pick(String one, String other) {
        return random.nextBoolean() ? one : other;
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    static String sql(String role) {
        return Identifier.of(role).sql();
    }

    /** Takes back what would concern the productions of others. */
    @Override
    public void close() {
        undo.forEach(world::system);
    }
}
