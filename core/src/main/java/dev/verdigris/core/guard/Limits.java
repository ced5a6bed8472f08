package dev.verdigris.core.guard;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.ClusterConfig;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.Limit;
import dev.verdigris.core.catalog.Session;
import dev.verdigris.core.catalog.id.CatalogId.DatabaseId;
import dev.verdigris.core.catalog.id.CatalogId.SchemaId;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Subject;
import dev.verdigris.core.sql.Ddl;

/** Asks whether the server's limits allow what init and build create beside the live side, and the number of pairs. */
final class Limits {

    /** So many pairs are swapped in a short time by every server. */
    private static final int FEW_PAIRS = 50;

    private static final String BOTH = "both sides together need ";

    private final CatalogSnapshot before;
    private final CatalogSnapshot after;
    private final List<Problem> problems = new ArrayList<>();

    private Limits(CatalogSnapshot before, CatalogSnapshot after) {
        this.before = before;
        this.after = after;
    }

    /**
     * Compares the numbers of new things with the limits.
     *
     * @param view the environment as it is
     * @param after the simulated catalog
     */
    static List<Problem> problems(DeploymentView view, CatalogSnapshot after) {
        Limits limits = new Limits(view.catalog(), after);
        limits.clusters();
        limits.schemas();
        limits.items();
        return limits.problems;
    }

    /** The problem of a server that needs long to swap this number of pairs. */
    static List<Problem> swapTime(DeploymentView view) {
        Environment environment = view.environment();
        Session session = view.catalog().session();
        Hazard hazard = Hazard.SWAPS_ARE_SLOW;
        int pairs = environment.pairs().size();
        return pairs <= FEW_PAIRS || !hazard.threatens(session)
                ? List.of()
                : List.of(new Problem(
                        hazard.code(),
                        "environment " + environment.name() + " has " + pairs + " pairs, and " + hazard.of(session),
                        "environment " + environment.name(),
                        Fix.choice(
                                Fix.either(hazard.wayOut()),
                                Fix.accept(hazard.code(), "the swap may take long, and other DDL waits for it"))));
    }

    private void clusters() {
        List<Cluster> created = after.clusters().stream()
                .filter(cluster -> cluster.id().isUser())
                .filter(cluster -> before.cluster(cluster.id()).isEmpty())
                .toList();
        if (!created.isEmpty()) {
            long all = after.clusters().stream()
                    .filter(cluster -> cluster.id().isUser())
                    .count();
            compare(Limit.MAX_CLUSTERS, all, BOTH, "clusters");
        }
        for (Cluster cluster : created) {
            compare(
                    Limit.MAX_REPLICAS_PER_CLUSTER,
                    replicas(cluster),
                    "cluster " + cluster.name() + " needs ",
                    "replicas");
        }
    }

    private static int replicas(Cluster cluster) {
        return switch (cluster.config()) {
            case ClusterConfig.Managed managed -> managed.replicationFactor();
            case ClusterConfig.Unmanaged unmanaged -> cluster.replicas().size();
        };
    }

    private void schemas() {
        Set<DatabaseId> databases = new LinkedHashSet<>();
        after.schemas().stream()
                .filter(schema -> before.schema(schema.id()).isEmpty())
                .forEach(schema -> databases.add(schema.database()));
        for (DatabaseId database : databases) {
            long schemas = after.schemas().stream()
                    .filter(schema -> schema.database().equals(database))
                    .count();
            compare(Limit.MAX_SCHEMAS_PER_DATABASE, schemas, BOTH, "schemas in one database");
        }
    }

    private void items() {
        List<Item> created = after.items().stream()
                .filter(item -> before.item(item.id()).isEmpty())
                .toList();
        if (created.stream().anyMatch(item -> item.kind() == ItemKind.MATERIALIZED_VIEW)) {
            long all = after.items().stream()
                    .filter(item -> item.kind() == ItemKind.MATERIALIZED_VIEW)
                    .count();
            compare(Limit.MAX_MATERIALIZED_VIEWS, all, BOTH, "materialized views");
        }
        Set<SchemaId> schemas = new LinkedHashSet<>();
        created.forEach(item -> schemas.add(item.schema()));
        for (SchemaId schema : schemas) {
            compare(
                    Limit.MAX_OBJECTS_PER_SCHEMA,
                    after.itemsIn(schema).size(),
                    "schema " + after.nameOf(after.schema(schema).orElseThrow()) + " needs ",
                    "objects");
        }
    }

    private void compare(Limit limit, long needed, String who, String what) {
        Integer allowed = before.limits().get(limit);
        if (allowed != null && needed > allowed) {
            problems.add(new Problem(
                    ProblemCode.LIMIT,
                    who + needed + " " + what + ", but the server allows only " + allowed,
                    limit.parameter(),
                    Fix.choice(
                            Fix.either("drop those that are not needed"),
                            Fix.either(
                                    "let a superuser raise the limit",
                                    Fix.bySuperuser(Ddl.setLimit(limit.parameter(), needed))),
                            Fix.accept(
                                    ProblemCode.LIMIT,
                                    Subject.of(Identifier.of(limit.parameter())),
                                    "try it; the server may refuse a statement"))));
        }
    }
}
