package dev.verdigris.engine.rights;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.engine.fixture.World;

/**
 * Roles with random memberships, and random owners, grants, default privileges and cluster settings of a production.
 * The first role deploys. It may do so in any case, but it need not belong to the owners of the objects.
 */
final class RandomAccess implements AutoCloseable {

    private static final int ROLES = 6;

    /** What can have grants. */
    enum Kind {
        SCHEMA("SCHEMA", "SCHEMA", "USAGE", "CREATE"),
        CLUSTER("CLUSTER", "CLUSTER", "USAGE", "CREATE"),
        MATERIALIZED_VIEW("MATERIALIZED VIEW", "TABLE", "SELECT"),
        VIEW("VIEW", "TABLE", "SELECT"),
        SECRET("SECRET", "SECRET", "USAGE"),
        CONNECTION("CONNECTION", "CONNECTION", "USAGE");

        private final String altered;
        private final String granted;
        private final List<String> privileges;

        Kind(String altered, String granted, String... privileges) {
            this.altered = altered;
            this.granted = granted;
            this.privileges = List.of(privileges);
        }
    }

    /** Something of the production, by its name as SQL. */
    record Made(Kind kind, String name) {

        private String granted() {
            return kind.granted + " " + name;
        }
    }

    private final World world;
    private final int pairs;
    private final Random random;
    private final List<String> roles;
    private final List<Made> all = new ArrayList<>();
    private final List<String> undo = new ArrayList<>();

    RandomAccess(World world, int pairs, Random random) {
        this.world = world;
        this.pairs = pairs;
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
    void create(List<Made> objects) {
        // The roles of all rounds stay, because later rounds share the server.
        world.system("ALTER SYSTEM SET max_roles = 10000");
        roles.forEach(role -> world.system("CREATE ROLE " + sql(role)));
        for (int role = 1; role < ROLES; role++) {
            for (int member = role + 1; member < ROLES; member++) {
                if (random.nextInt(4) == 0) {
                    world.system("GRANT " + sql(roles.get(role)) + " TO " + sql(roles.get(member)));
                }
            }
        }
        world.system(
                "GRANT CREATE ON DATABASE " + World.DATABASE + " TO " + sql(deployer()),
                "GRANT CREATECLUSTER ON SYSTEM TO " + sql(deployer()));
        for (int i = 0; i < pairs; i++) {
            settings(i);
            all.add(new Made(Kind.SCHEMA, world.schema(i).sql()));
            all.add(new Made(Kind.CLUSTER, world.cluster(i).sql()));
        }
        all.addAll(objects);
        all.forEach(this::own);
        all.forEach(this::grants);
        IntStream.range(0, random.nextInt(6)).forEach(unused -> byDefault());
        IntStream.range(0, random.nextInt(4)).forEach(unused -> world.system(inSchema(any(roles), true)));
    }

    private void settings(int pair) {
        String alter = "ALTER CLUSTER " + world.cluster(pair).sql() + " SET ";
        world.system(alter + "(SIZE = '" + pick("25cc", "50cc") + "', REPLICATION FACTOR = " + pick("1", "2")
                + ", INTROSPECTION INTERVAL = '" + pick("1 second", "10 seconds") + "', INTROSPECTION DEBUGGING = "
                + pick("true", "false") + ")");
        if (random.nextInt(4) == 0) {
            world.system(alter + "(MANAGED = false)");
        }
    }

    /** Some grants come before the change of the owner, so they were made by another grantor. */
    private void own(Made made) {
        grants(made);
        boolean member = made.kind() == Kind.SCHEMA || made.kind() == Kind.CLUSTER || random.nextInt(3) > 0;
        String owner = random.nextInt(4) == 0 ? deployer() : roles.get(1 + random.nextInt(ROLES - 1));
        if (member) {
            joins(owner);
        }
        world.system("ALTER " + made.kind().altered + " " + made.name() + " OWNER TO " + sql(owner));
    }

    private void joins(String role) {
        if (!role.equals(deployer())) {
            world.system("GRANT " + sql(role) + " TO " + sql(deployer()));
        }
    }

    private void grants(Made made) {
        for (String privilege : made.kind().privileges) {
            for (String grantee : grantees()) {
                if (random.nextInt(4) == 0) {
                    world.system("GRANT " + privilege + " ON " + made.granted() + " TO " + grantee);
                }
            }
        }
    }

    /** What a builder or a person would grant on the staged side. */
    List<String> onStagedSide(String view, SchemaName schema) {
        List<String> grants = new ArrayList<>();
        Stream.of("SELECT ON TABLE " + view, "USAGE ON SCHEMA " + schema.sql())
                .filter(unused -> random.nextBoolean())
                .forEach(what -> grants.add("GRANT " + what + " TO " + any(grantees())));
        if (random.nextInt(3) == 0) {
            grants.add(later("ROLE " + sql(deployer()), schema, "GRANT", any(List.of("TABLES", "SECRETS"))));
        }
        return grants;
    }

    /**
     * Changes the grants on the live side, as people do while something is staged.
     *
     * @param before what an earlier call has granted; most of it is taken back
     */
    List<String> onLiveSide(List<String> before) {
        List<String> granted = new ArrayList<>();
        before.stream()
                .filter(unused -> random.nextInt(4) > 0)
                .map(grant -> grant.replaceFirst("GRANT ", "REVOKE ").replaceFirst(" TO (?!.* TO )", " FROM "))
                .forEach(world::system);
        for (int i = random.nextInt(4); i >= 0; i--) {
            Made made = any(all);
            String grantee = any(grantees());
            String what = any(made.kind().privileges) + " ON " + made.granted();
            switch (random.nextInt(4)) {
                case 0 -> world.system("REVOKE " + what + " FROM " + grantee);
                case 1 -> world.system(inSchema(random.nextBoolean() ? any(roles) : "", false));
                default -> {
                    granted.add("GRANT " + what + " TO " + grantee);
                    world.system(granted.getLast());
                }
            }
        }
        return granted;
    }

    private void byDefault() {
        String creator =
                random.nextBoolean() ? "ROLE " + sql(deployer()) : any(List.of("ALL ROLES", "ROLE " + sql(any(roles))));
        String scope = pick("", " IN DATABASE " + World.DATABASE);
        String what = scope.isEmpty() ? any(List.of("TABLES", "SCHEMAS", "CLUSTERS", "SECRETS")) : "TABLES";
        String privilege = what.equals("TABLES") ? pick("SELECT", "SELECT, INSERT") : "USAGE";
        String grantee = any(grantees());
        String start = "ALTER DEFAULT PRIVILEGES FOR " + creator + scope;
        world.system(start + " GRANT " + privilege + " ON " + what + " TO " + grantee);
        undo.add(start + " REVOKE " + privilege + " ON " + what + " FROM " + grantee);
    }

    /** A default privilege of a live schema. For all roles only a superuser could copy it, so init would refuse. */
    private String inSchema(String creator, boolean copied) {
        if (copied) {
            joins(creator);
        }
        return later(
                creator.isEmpty() ? "ALL ROLES" : "ROLE " + sql(creator),
                world.schema(random.nextInt(pairs)),
                copied || random.nextInt(3) > 0 ? "GRANT" : "REVOKE",
                any(List.of("TABLES", "SECRETS")));
    }

    private String later(String creator, SchemaName schema, String verb, String what) {
        return "ALTER DEFAULT PRIVILEGES FOR " + creator + " IN SCHEMA " + schema.sql() + " " + verb + " "
                + (what.equals("TABLES") ? "SELECT" : "USAGE") + " ON " + what
                + (verb.equals("GRANT") ? " TO " : " FROM ") + any(grantees());
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
