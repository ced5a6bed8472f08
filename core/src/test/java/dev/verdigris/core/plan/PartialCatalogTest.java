package dev.verdigris.core.plan;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import dev.verdigris.core.catalog.CatalogPart;
import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.ClusterConfig;
import dev.verdigris.core.catalog.Replica;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.fixture.ChaoticWorld;
import dev.verdigris.core.fixture.Flow;
import dev.verdigris.core.guard.CheckNeeds;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import static org.assertj.core.api.Assertions.assertThat;

/** An unread part changes no decision. The decision asks for the part, and is then the one on the whole catalog. */
class PartialCatalogTest {

    private static final List<Function<DeploymentView, Object>> DECISIONS = List.of(
            view -> InitPlanner.plan(view, Flow.init()),
            view -> PromotePlanner.plan(view, Flow.promote()),
            view -> RollbackPlanner.plan(view, Flow.rollback()),
            view -> DropPlanner.cleanup(view, Flow.drop()),
            view -> DropPlanner.abort(view, Flow.drop()),
            view -> Flow.build(view).plan(view),
            view -> Flow.build(view).completion(view, Set.of()),
            view -> foreseen(view, new Foresight.Builder.Files(Flow.build(view))),
            view -> foreseen(view, new Foresight.Builder.UnusableFiles()),
            view -> foreseen(view, new Foresight.Builder.AnotherTool()),
            StatusSummary::of);

    private static Foresight foreseen(DeploymentView view, Foresight.Builder builder) {
        return Foresight.of(view, Flow.init(), builder, CheckNeeds.NONE, Flow.promote());
    }

    @Property(tries = 300)
    void aDecisionOnTheReadPartsIsTheDecisionOnTheWholeCatalog(@ForAll long seed) {
        ChaoticWorld chaos = new ChaoticWorld(seed);
        CatalogSnapshot whole = chaos.snapshot();
        for (Function<DeploymentView, Object> decision : DECISIONS) {
            // Definitions show whether there are replacements, so every reading has that part.
            Set<CatalogPart> unread = EnumSet.complementOf(EnumSet.of(CatalogPart.REPLACEMENTS));
            Optional<Object> decided = Optional.empty();
            while (decided.isEmpty()) {
                try {
                    decided =
                            Optional.of(decision.apply(DeploymentView.of(without(whole, unread), chaos.environment())));
                } catch (CatalogPart.Unread asked) {
                    assertThat(unread.remove(asked.part())).as("asked for once").isTrue();
                }
            }
            assertThat(decided).contains(decision.apply(DeploymentView.of(whole, chaos.environment())));
        }
    }

    /** A report gives the state at the end by the last reading of its verb, so the state may need no part at all. */
    @Property(tries = 300)
    void theStateOfAnEnvironmentNeedsNoPart(@ForAll long seed) {
        ChaoticWorld chaos = new ChaoticWorld(seed);
        CatalogSnapshot whole = chaos.snapshot();
        CatalogSnapshot bare = without(whole, EnumSet.allOf(CatalogPart.class));
        assertThat(Standing.of(DeploymentView.of(bare, chaos.environment())))
                .isEqualTo(Standing.of(DeploymentView.of(whole, chaos.environment())));
    }

    private static CatalogSnapshot without(CatalogSnapshot whole, Set<CatalogPart> unread) {
        return whole.toBuilder()
                .clusters(whole.clusters().stream()
                        .map(cluster -> without(cluster, unread))
                        .toList())
                .unread(unread)
                .build();
    }

    private static Cluster without(Cluster cluster, Set<CatalogPart> unread) {
        ClusterConfig config = switch (cluster.config()) {
            case ClusterConfig.Managed managed ->
                new ClusterConfig.Managed(
                        managed.size(),
                        managed.replicationFactor(),
                        managed.schedule(),
                        managed.availabilityZones(),
                        managed.introspectionDebugging(),
                        managed.introspectionInterval(),
                        managed.workloadClass(),
                        managed.autoScaling(),
                        both(
                                unread,
                                CatalogPart.CLUSTER_SCHEDULES,
                                CatalogPart.AUTO_SCALING,
                                CatalogPart.WORKLOAD_CLASSES));
            case ClusterConfig.Unmanaged unmanaged ->
                new ClusterConfig.Unmanaged(unmanaged.workloadClass(), both(unread, CatalogPart.WORKLOAD_CLASSES));
        };
        List<Replica> replicas = cluster.replicas().stream()
                .map(replica -> new Replica(
                        replica.id(),
                        replica.name(),
                        replica.size(),
                        replica.availabilityZone(),
                        replica.internal(),
                        replica.pending(),
                        both(unread, CatalogPart.REPLICA_KINDS)))
                .toList();
        return new Cluster(cluster.id(), cluster.name(), cluster.owner(), cluster.acl(), config, replicas);
    }

    private static Set<CatalogPart> both(Set<CatalogPart> unread, CatalogPart... parts) {
        Set<CatalogPart> result = EnumSet.copyOf(List.of(parts));
        result.retainAll(unread);
        return result;
    }
}
