package dev.verdigris.engine.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.ClusterConfig;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.Owned;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.environment.Pair;
import dev.verdigris.core.model.ModelProject;
import dev.verdigris.core.model.ModelResult;
import dev.verdigris.core.step.ClusterSpec;
import dev.verdigris.core.step.Step;

/**
 * The statements of dbt's macros on the simulator, one function for each statement or transaction: deploy_init, run,
 * deploy_promote and deploy_cleanup. A rollback is a second deploy_promote, and there is no abort but deploy_cleanup.
 */
final class DbtStatements {

    private static final ClusterSpec SMALL = new ClusterSpec.Managed(ClusterConfig.Managed.of("25cc", 1));

    /** Part of the names of a quarantined side. */
    private static final String DROPPING = "_dropping_";

    private DbtStatements() {}

    /** The statements of a macro. Each throws if the server would refuse it. */
    static List<UnaryOperator<CatalogSnapshot>> of(Job job) {
        List<Pair> pairs = job.environment().pairs();
        return switch (job.work()) {
            case INIT -> pairs.stream().map(DbtStatements::create).toList();
            case BUILD -> build(job);
            case AWAIT, CHECK -> List.of();
            case PROMOTE, ROLLBACK -> List.of(catalog -> swap(catalog, pairs));
            case DEPLOY ->
                Stream.of(pairs.stream().map(DbtStatements::create), build(job).stream(), swaps(pairs))
                        .flatMap(statements -> statements)
                        .toList();
            case CLEANUP, ABORT ->
                pairs.stream().map(DbtStatements::dropCascade).toList();
        };
    }

    private static Stream<UnaryOperator<CatalogSnapshot>> swaps(List<Pair> pairs) {
        return Stream.of(catalog -> swap(catalog, pairs));
    }

    private static UnaryOperator<CatalogSnapshot> create(Pair pair) {
        return catalog -> performed(
                catalog,
                switch (pair.suffixed()) {
                    case Target.OfSchema schema -> new Step.CreateSchema(schema.name());
                    case Target.OfCluster cluster -> new Step.CreateCluster(cluster.name(), SMALL);
                    case Target.OfItem item -> throw new IllegalStateException("no pair of objects: " + item);
                });
    }

    /** The catalog after a statement that is also a step of Verdigris. */
    static CatalogSnapshot performed(CatalogSnapshot catalog, Step step) {
        ModelServer server = new ModelServer(catalog);
        server.perform(step);
        return server.catalog();
    }

    private static List<UnaryOperator<CatalogSnapshot>> build(Job job) {
        ModelResult models = ModelProject.of(job.files(), job.environment().targetNames());
        return ((ModelResult.Resolved) models)
                .layers().stream()
                        .flatMap(List::stream)
                        .<UnaryOperator<CatalogSnapshot>>map(
                                statement -> catalog -> performed(catalog, new Step.RunStatement(statement)))
                        .toList();
    }

    /** One transaction that exchanges the names of pairs. */
    static CatalogSnapshot swap(CatalogSnapshot catalog, List<Pair> pairs) {
        ServerRules.checkPairs(catalog, pairs);
        CatalogSnapshot result = catalog;
        for (Pair pair : pairs) {
            Owned live = found(catalog, pair.live());
            Owned suffixed = found(catalog, pair.suffixed());
            result = renamed(renamed(result, live, pair.suffixed()), suffixed, pair.live());
        }
        return result;
    }

    private static CatalogSnapshot renamed(CatalogSnapshot catalog, Owned owned, Target name) {
        return catalog.toBuilder()
                .schemas(catalog.schemas().stream()
                        .map(each -> each.id().equals(owned.id()) ? each.named(name.lastPart()) : each)
                        .toList())
                .clusters(catalog.clusters().stream()
                        .map(each -> each.id().equals(owned.id()) ? each.named(name.lastPart()) : each)
                        .toList())
                .build();
    }

    private static Owned found(CatalogSnapshot catalog, Target target) {
        return catalog.find(target).orElseThrow(() -> new ModelServer.Refused("unknown " + target));
    }

    private static UnaryOperator<CatalogSnapshot> dropCascade(Pair pair) {
        return catalog -> {
            Owned dropped = found(catalog, pair.suffixed());
            Stream<Item> inside = switch (dropped) {
                case Schema schema -> catalog.itemsIn(schema.id()).stream();
                case Cluster cluster -> catalog.itemsOn(cluster.id()).stream();
                case Item item -> Stream.of(item);
            };
            return without(catalog, inside.map(Item::id).toList()).toBuilder()
                    .schemas(catalog.schemas().stream()
                            .filter(each -> !each.id().equals(dropped.id()))
                            .toList())
                    .clusters(catalog.clusters().stream()
                            .filter(each -> !each.id().equals(dropped.id()))
                            .toList())
                    .build();
        };
    }

    /** The catalog after the owners have dropped all sinks, and what runs on a quarantined cluster of another side. */
    static CatalogSnapshot withoutBlockers(CatalogSnapshot catalog) {
        return without(
                catalog,
                catalog.items().stream()
                        .filter(item -> item.kind() == ItemKind.SINK || isStranded(catalog, item))
                        .map(Item::id)
                        .toList());
    }

    private static boolean isStranded(CatalogSnapshot catalog, Item item) {
        boolean quarantined = item.cluster()
                .flatMap(catalog::cluster)
                .filter(cluster -> cluster.name().value().contains(DROPPING))
                .isPresent();
        return quarantined && !catalog.nameOf(item).schema().schema().value().contains(DROPPING);
    }

    /** The catalog without objects and all that depends on them. */
    private static CatalogSnapshot without(CatalogSnapshot catalog, List<ItemId> dropped) {
        Set<ItemId> gone = new HashSet<>(dropped);
        gone.addAll(catalog.dependentsOf(gone));
        return catalog.toBuilder()
                .items(catalog.items().stream()
                        .filter(item -> !gone.contains(item.id()))
                        .toList())
                .dependencies(catalog.dependencies().stream()
                        .filter(each -> !gone.contains(each.dependent()))
                        .toList())
                .comments(catalog.comments().stream()
                        .filter(comment -> !gone.contains(comment.target()))
                        .toList())
                .forget(gone)
                .build();
    }
}
