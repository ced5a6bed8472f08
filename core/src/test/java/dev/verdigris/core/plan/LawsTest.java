package dev.verdigris.core.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.LockNames;
import dev.verdigris.core.deployment.QuarantineNames;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.deployment.record.FencingToken;
import dev.verdigris.core.deployment.record.RecordEntry;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.environment.Pair;
import dev.verdigris.core.fixture.Consenting;
import dev.verdigris.core.fixture.Flow;
import dev.verdigris.core.fixture.RandomWorld;
import dev.verdigris.core.history.HistorySchema;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.step.HistoryStep;
import dev.verdigris.core.step.Simulator;
import dev.verdigris.core.step.Step;
import dev.verdigris.core.step.WaitStep;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The laws that hold for plans on any live side: a run can be stopped at any step, and it touches nothing else. */
class LawsTest {

    private record Start(CatalogSnapshot catalog, Environment environment) {}

    private static Start start(long seed) {
        RandomWorld random = new RandomWorld(seed);
        return new Start(random.world().snapshot(), random.environment());
    }

    private static Start staged(long seed) {
        Start start = start(seed);
        CatalogSnapshot begun = Flow.play(start.catalog(), init(start.catalog(), start.environment()));
        return new Start(Flow.build(begun, start.environment()), start.environment());
    }

    private static boolean hasObjects(Start start) {
        return !DeploymentView.of(start.catalog(), start.environment())
                .pairs()
                .itemsOf(Side.LIVE)
                .isEmpty();
    }

    private static Plan init(CatalogSnapshot catalog, Environment environment) {
        return Flow.planned(InitPlanner.plan(DeploymentView.of(catalog, environment), Flow.init()));
    }

    private static Plan promote(CatalogSnapshot catalog, Environment environment) {
        return Flow.planned(PromotePlanner.plan(DeploymentView.of(catalog, environment), Flow.promote()));
    }

    /** The promotion of a side that was rolled back. */
    private static Plan forward(CatalogSnapshot catalog, Environment environment) {
        return Flow.planned(PromotePlanner.plan(
                DeploymentView.of(catalog, environment), Flow.promote(Consenting.to(ProblemCode.ROLLED_BACK_FILES))));
    }

    /** A picture without the entry that a rollback writes into the record. */
    private static String withoutRollback(String picture) {
        return picture.replaceAll(",\"back_at\"[^}]*", "");
    }

    private static CatalogSnapshot withoutConsents(CatalogSnapshot catalog, Environment environment) {
        List<Step> drops = LockNames.of(environment).consents(catalog).stream()
                .<Step>map(item -> new Step.DropItem(item.kind(), catalog.nameOf(item), item.id()))
                .toList();
        assertThat(drops).hasSize(1);
        return Simulator.apply(catalog, drops);
    }

    private static Plan rollback(CatalogSnapshot catalog, Environment environment) {
        return Flow.planned(RollbackPlanner.plan(DeploymentView.of(catalog, environment), Flow.rollback()));
    }

    private static Plan cleanup(CatalogSnapshot catalog, Environment environment) {
        return Flow.planned(DropPlanner.cleanup(DeploymentView.of(catalog, environment), Flow.drop()));
    }

    private static Plan abort(CatalogSnapshot catalog, Environment environment) {
        return Flow.planned(DropPlanner.abort(DeploymentView.of(catalog, environment), Flow.drop()));
    }

    /**
     * A run may stop at any step, and the next run plans exactly the remaining steps. It watches only the sinks that it
     * re-points, and those that do not run. Before a cluster it writes its record again.
     */
    private static void stopsAnywhere(CatalogSnapshot before, Plan whole, Function<CatalogSnapshot, Plan> again) {
        for (int count = 0; count <= whole.steps().size(); count++) {
            Plan rest = again.apply(Flow.play(before, whole, count));
            List<Step> left = whole.steps().subList(count, whole.steps().size()).stream()
                    .map(PlannedStep::step)
                    .filter(LawsTest::lasts)
                    .toList();
            assertThat(rest.steps())
                    .extracting(PlannedStep::step)
                    .filteredOn(LawsTest::lasts)
                    .isEqualTo(left);
        }
    }

    private static boolean lasts(Step step) {
        return !(step instanceof WaitStep.AwaitSinks)
                && !(step instanceof Step.UpdateRecord write && write.entry() == RecordEntry.WORK);
    }

    @Property(tries = 100)
    void initCanBeStoppedAfterAnyStepAndThenPlansTheRest(@ForAll long seed) {
        Start start = start(seed);
        stopsAnywhere(
                start.catalog(),
                init(start.catalog(), start.environment()),
                catalog -> init(catalog, start.environment()));
    }

    @Property(tries = 100)
    void initChangesNothingThatExists(@ForAll long seed) {
        Start start = start(seed);
        CatalogSnapshot after = Flow.play(start.catalog(), init(start.catalog(), start.environment()));
        assertThat(after.schemas()).containsAll(start.catalog().schemas());
        assertThat(after.clusters()).containsAll(start.catalog().clusters());
        assertThat(after.items()).containsAll(start.catalog().items());
        assertThat(after.items())
                .filteredOn(item -> !start.catalog().items().contains(item))
                .allMatch(LockNames::isStateView);
        assertThat(after.comments()).containsAll(start.catalog().comments());
        assertThat(after.defaultPrivileges()).containsAll(start.catalog().defaultPrivileges());
    }

    @Property(tries = 100)
    void initCopiesOwnersAndGrantsOfTheLiveSide(@ForAll long seed) {
        Start start = start(seed);
        CatalogSnapshot after = Flow.play(start.catalog(), init(start.catalog(), start.environment()));
        ResolvedPairs sides = DeploymentView.of(after, start.environment()).pairs();
        for (ResolvedPairs.Resolved pair : sides.all()) {
            assertThat(pair.suffixed().orElseThrow().owner())
                    .isEqualTo(pair.live().orElseThrow().owner());
            assertThat(pair.suffixed().orElseThrow().acl().byGrantee())
                    .isEqualTo(pair.live().orElseThrow().acl().byGrantee());
        }
    }

    @Property(tries = 100)
    void promoteCanBeStoppedAfterAnyStepAndNeverSwapsTwice(@ForAll long seed) {
        Start start = staged(seed);
        if (hasObjects(start)) {
            stopsAnywhere(
                    start.catalog(),
                    promote(start.catalog(), start.environment()),
                    catalog -> promote(catalog, start.environment()));
        }
    }

    @Property(tries = 100)
    void promoteSwapsEveryNameAndSinksFollow(@ForAll long seed) {
        Start start = staged(seed);
        if (!hasObjects(start)) {
            return;
        }
        ResolvedPairs before =
                DeploymentView.of(start.catalog(), start.environment()).pairs();
        CatalogSnapshot after = Flow.play(start.catalog(), promote(start.catalog(), start.environment()));
        ResolvedPairs now = DeploymentView.of(after, start.environment()).pairs();
        assertThat(ids(now.itemsOf(Side.LIVE))).isEqualTo(ids(before.itemsOf(Side.SUFFIXED)));
        assertThat(ids(now.itemsOf(Side.SUFFIXED))).isEqualTo(ids(before.itemsOf(Side.LIVE)));
        Set<ItemId> previous = ids(now.itemsOf(Side.SUFFIXED));
        assertThat(after.dependentsOf(previous)).isSubsetOf(previous);
    }

    @Property(tries = 100)
    void rollbackUndoesAPromotion(@ForAll long seed) {
        Start start = staged(seed);
        if (hasObjects(start)) {
            CatalogSnapshot promoted = Flow.play(start.catalog(), promote(start.catalog(), start.environment()));
            Plan back = rollback(promoted, start.environment());
            String undone = picture(Flow.play(promoted, back));
            assertThat(withoutRollback(undone).replace("rolled_back_333333333333", "staged_111111111111"))
                    .isEqualTo(picture(start.catalog()));
            stopsAnywhere(promoted, back, catalog -> rollback(catalog, start.environment()));
        }
    }

    @Property(tries = 100)
    void aRolledBackSideIsPromotedAgainWithConsentOrAborted(@ForAll long seed) {
        Start start = staged(seed);
        if (hasObjects(start)) {
            CatalogSnapshot promoted = Flow.play(start.catalog(), promote(start.catalog(), start.environment()));
            CatalogSnapshot returned = Flow.play(promoted, rollback(promoted, start.environment()));
            assertThat(Flow.refused(
                            PromotePlanner.plan(DeploymentView.of(returned, start.environment()), Flow.promote())))
                    .containsExactly(ProblemCode.ROLLED_BACK_FILES);
            Plan again = forward(returned, start.environment());
            CatalogSnapshot forward = withoutConsents(Flow.play(returned, again), start.environment());
            assertThat(withoutRollback(picture(forward))).isEqualTo(picture(promoted));
            stopsAnywhere(returned, again, catalog -> forward(catalog, start.environment()));
            stopsAnywhere(
                    returned, abort(returned, start.environment()), catalog -> abort(catalog, start.environment()));
        }
    }

    @Property(tries = 100)
    void cleanupCanBeStoppedAfterAnyStepAndLeavesOnlyTheLiveSide(@ForAll long seed) {
        Start start = staged(seed);
        if (!hasObjects(start)) {
            return;
        }
        CatalogSnapshot promoted = Flow.play(start.catalog(), promote(start.catalog(), start.environment()));
        Plan plan = cleanup(promoted, start.environment());
        stopsAnywhere(promoted, plan, catalog -> cleanup(catalog, start.environment()));
        ResolvedPairs sides = DeploymentView.of(promoted, start.environment()).pairs();
        Set<ItemId> previous = ids(sides.itemsOf(Side.SUFFIXED));
        CatalogSnapshot after = Flow.play(promoted, plan);
        assertThat(DeploymentView.of(after, start.environment()).pairs().anySuffixed())
                .isFalse();
        Set<ItemId> kept = new HashSet<>(ids(promoted.items()));
        kept.removeAll(previous);
        kept.removeAll(ids(LockNames.of(start.environment()).stateViews(promoted)));
        kept.removeAll(ids(LockNames.of(start.environment()).manifests(promoted)));
        assertThat(ids(withoutHistory(after, start).items())).isEqualTo(kept);
        assertThat(after.schemas())
                .allSatisfy(schema -> assertThat(schema.name().value()).doesNotStartWith("verdigris_"));
    }

    @Property(tries = 100)
    void cleanupDropsOnlyThePreviousSideUnderUniqueNames(@ForAll long seed) {
        Start start = staged(seed);
        if (!hasObjects(start)) {
            return;
        }
        CatalogSnapshot promoted = Flow.play(start.catalog(), promote(start.catalog(), start.environment()));
        Set<ItemId> previous =
                ids(DeploymentView.of(promoted, start.environment()).pairs().itemsOf(Side.SUFFIXED));
        List<Target> quarantined = new QuarantineNames(start.environment(), new FencingToken("222222222222"))
                .pairs().stream().map(Pair::suffixed).toList();
        for (PlannedStep planned : cleanup(promoted, start.environment()).steps()) {
            if (planned.step() instanceof Step.DropItem drop) {
                assertThat(previous).contains(drop.id());
                assertThat(quarantined).contains(new Target.OfSchema(drop.name().schema()));
            } else if (planned.step() instanceof Step.DropSchema drop) {
                assertThat(quarantined).contains(new Target.OfSchema(drop.schema()));
            } else if (planned.step() instanceof Step.DropCluster drop) {
                assertThat(quarantined).contains(new Target.OfCluster(drop.cluster()));
            }
        }
    }

    /** No step of a plan for one deployment that swaps or drops can run on another deployment. */
    @Property(tries = 100)
    void aPlanForOneDeploymentDoesNotChangeAnother(@ForAll long seed) {
        Start start = staged(seed);
        if (!hasObjects(start)) {
            return;
        }
        Environment environment = start.environment();
        CatalogSnapshot promoted = Flow.play(start.catalog(), promote(start.catalog(), environment));
        CatalogSnapshot another = renameStateView(start.catalog(), "staged_111111111111", "staged_999999999999");
        CatalogSnapshot anotherPromoted = renameStateView(promoted, "promoted_222222222222", "promoted_999999999999");
        hasNoEffect(promote(start.catalog(), environment), another);
        hasNoEffect(abort(start.catalog(), environment), another);
        hasNoEffect(rollback(promoted, environment), anotherPromoted);
        hasNoEffect(cleanup(promoted, environment), anotherPromoted);
    }

    private static CatalogSnapshot renameStateView(CatalogSnapshot catalog, String stateView, String other) {
        assertThat(catalog.items()).anyMatch(item -> item.name().value().equals(stateView));
        return catalog.toBuilder()
                .items(catalog.items().stream()
                        .map(item -> item.name().value().equals(stateView) ? item.named(Identifier.of(other)) : item)
                        .toList())
                .build();
    }

    /** A manifest of another token may appear: nobody believes what it says about the sides. */
    private static void hasNoEffect(Plan plan, CatalogSnapshot other) {
        List<Step> dangerous = plan.steps().stream()
                .map(PlannedStep::step)
                .filter(step -> !(step instanceof Step.RepointSink
                        || step instanceof WaitStep
                        || step instanceof Step.CreateManifest
                        || step instanceof HistoryStep))
                .toList();
        assertThat(dangerous)
                .isNotEmpty()
                .allSatisfy(step -> assertThatThrownBy(() -> Simulator.apply(other, step))
                        .isInstanceOf(IllegalStateException.class));
    }

    @Property(tries = 100)
    void abortRestoresTheWorldBeforeInit(@ForAll long seed) {
        Start start = start(seed);
        Start staged = staged(seed);
        Plan plan = abort(staged.catalog(), staged.environment());
        stopsAnywhere(staged.catalog(), plan, catalog -> abort(catalog, staged.environment()));
        assertThat(picture(withoutHistory(Flow.play(staged.catalog(), plan), staged)))
                .isEqualTo(picture(start.catalog()));
    }

    /** The history entry is all that a deployment leaves. */
    private static CatalogSnapshot withoutHistory(CatalogSnapshot catalog, Start start) {
        HistorySchema history =
                HistorySchema.of(LockNames.of(start.environment()).schema());
        Set<ItemId> entries = ids(history.views(DeploymentView.of(catalog, start.environment())));
        assertThat(entries).hasSize(1);
        return catalog.toBuilder()
                .schemas(catalog.schemas().stream()
                        .filter(schema -> !catalog.nameOf(schema).equals(history.name()))
                        .toList())
                .items(catalog.items().stream()
                        .filter(item -> !entries.contains(item.id()))
                        .toList())
                .build();
    }

    @Property(tries = 100)
    void noSwapIsPossibleAfterTheQuarantine(@ForAll long seed) {
        Start start = staged(seed);
        if (!hasObjects(start)) {
            return;
        }
        CatalogSnapshot promoted = Flow.play(start.catalog(), promote(start.catalog(), start.environment()));
        CatalogSnapshot quarantined = Flow.play(promoted, cleanup(promoted, start.environment()), 1);
        assertThat(RollbackPlanner.plan(DeploymentView.of(quarantined, start.environment()), Flow.rollback()))
                .isInstanceOf(PlanResult.Rejected.class);
        assertThat(PromotePlanner.plan(DeploymentView.of(quarantined, start.environment()), Flow.promote()))
                .isInstanceOf(PlanResult.Rejected.class);
    }

    private static Set<ItemId> ids(List<Item> items) {
        Set<ItemId> ids = new HashSet<>();
        items.forEach(item -> ids.add(item.id()));
        return ids;
    }

    /** Everything in a catalog that a user can see, in a sorted order. */
    private static String picture(CatalogSnapshot catalog) {
        TreeMap<String, Object> parts = new TreeMap<>();
        parts.put("schemas", sorted(catalog.schemas()));
        parts.put("clusters", sorted(catalog.clusters()));
        parts.put(
                "items",
                sorted(catalog.items().stream()
                        .filter(item -> !LockNames.isManifest(item))
                        .toList()));
        parts.put("dependencies", sorted(catalog.dependencies()));
        parts.put("comments", sorted(catalog.comments()));
        parts.put("defaults", sorted(catalog.defaultPrivileges()));
        return parts.toString();
    }

    private static Set<String> sorted(List<?> list) {
        Set<String> texts = new TreeSet<>();
        list.forEach(each -> texts.add(each.toString()));
        return texts;
    }
}
