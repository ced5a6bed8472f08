package dev.verdigris.core.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.ClusterConfig;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.HeldPairs;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.record.StoredRecord;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.fixture.Flow;
import dev.verdigris.core.fixture.ItemSpec;
import dev.verdigris.core.fixture.World;
import dev.verdigris.core.history.Fate;
import dev.verdigris.core.history.HistoryCodec;
import dev.verdigris.core.history.HistoryEntry;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.step.HistoryStep;
import dev.verdigris.core.step.Step;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What cleanup and abort keep of a deployment. */
class HistoryStepsTest {

    private static final SchemaName HISTORY = SchemaName.of("materialize", "history_verdigris_prod");
    private static final Environment PROD =
            Environment.builder("prod").clusters("prod").build();

    private static World world() {
        return new World("me").cluster("prod");
    }

    private static Plan abort(CatalogSnapshot live, int keep) {
        Plan begun = Flow.planned(InitPlanner.plan(DeploymentView.of(live, PROD), Flow.init()));
        CatalogSnapshot staged = Flow.play(live, begun);
        PlanInput.Drop request = new PlanInput.Drop(false, keep, Flow.drop().run(), Consents.NONE);
        return Flow.planned(DropPlanner.abort(DeploymentView.of(staged, PROD), request));
    }

    private static List<Step> steps(Plan plan) {
        return plan.steps().stream().map(PlannedStep::step).toList();
    }

    private static ObjectName view(int number) {
        return HISTORY.object("%012x".formatted(number));
    }

    /** A history of three entries, of which the second belongs to another role, and with views of other origin. */
    private static World withEntries(String second) {
        return withEntries(second, Optional.empty());
    }

    private static World withEntries(String second, Optional<HeldPairs> held) {
        World world = world().role("other").schema(HISTORY, "me", Map.of());
        String query = HistoryCodec.query(new HistoryEntry(
                new StoredRecord.Missing(),
                held,
                List.of(),
                Fate.ABORTED,
                Flow.drop().run().now(),
                "me"));
        IntStream.range(0, 3)
                .forEach(number -> world.item(new ItemSpec(ItemKind.VIEW, view(number), number == 1 ? second : "me")
                        .createSql("CREATE VIEW " + view(number).sql() + " AS " + query)));
        return world.item(new ItemSpec(ItemKind.VIEW, HISTORY.object("mine"), "me")
                        .createSql("CREATE VIEW x AS " + query))
                .item(new ItemSpec(ItemKind.VIEW, view(99), "me").createSql("CREATE VIEW x AS SELECT 1"));
    }

    @Test
    void theEntryIsWrittenAfterTheDropsAndBeforeTheStateViewGoes() {
        assertThat(steps(abort(world().snapshot(), 20)))
                .extracting(Step::type)
                .containsSubsequence(
                        "quarantine",
                        "drop-cluster",
                        "create-history-schema",
                        "write-history",
                        "drop-state-view",
                        "drop-lock-schema");
    }

    /** No pair has an id, because nothing was live. */
    @Test
    void theFirstDeploymentIsAbortedAlsoIfCleanupCompletesIt() {
        Environment first = Environment.builder("prod")
                .database("materialize")
                .schemas("shop")
                .build();
        PlanInput.Init begin =
                new PlanInput.Init(Flow.init().run(), true, true, Optional.empty(), Optional.empty(), Consents.NONE);
        CatalogSnapshot start = new World("me").snapshot();
        CatalogSnapshot begun =
                Flow.play(start, Flow.planned(InitPlanner.plan(DeploymentView.of(start, first), begin)));
        Plan abort = Flow.planned(DropPlanner.abort(DeploymentView.of(begun, first), Flow.drop()));
        DeploymentView killed = DeploymentView.of(Flow.play(begun, abort, 1), first);
        assertThat(Standing.of(killed).next().verb()).isEqualTo(Verb.ABORT);
        assertThat(fates(DropPlanner.cleanup(killed, Flow.drop()))).containsExactly(Fate.ABORTED);

        CatalogSnapshot built =
                Flow.play(begun, Flow.planned(Flow.build(killed).plan(DeploymentView.of(begun, first))));
        CatalogSnapshot live =
                Flow.play(built, Flow.planned(PromotePlanner.plan(DeploymentView.of(built, first), Flow.promote())));
        assertThat(fates(DropPlanner.cleanup(DeploymentView.of(live, first), Flow.drop())))
                .containsExactly(Fate.CLEANED_UP);
    }

    private static List<Fate> fates(PlanResult drop) {
        return steps(Flow.planned(drop)).stream()
                .filter(HistoryStep.WriteHistory.class::isInstance)
                .map(step -> ((HistoryStep.WriteHistory) step).entry().fate())
                .toList();
    }

    @Test
    void eachStepOfTheHistoryIsKnown() {
        Target entry = Target.view(view(0));
        assertThat(List.of(
                        new Step.ChangeOwner(entry, Identifier.of("owner")),
                        new Step.ChangeOwner(new Target.OfSchema(HISTORY), Identifier.of("owner")),
                        new Step.DropItem(ItemKind.VIEW, view(0), new ItemId("u1")),
                        new HistoryStep.CreateHistorySchema(HISTORY)))
                .allMatch(step -> HistoryStep.isIn(HISTORY, step));
        ObjectName live = World.objectName("public.v");
        assertThat(List.of(
                        new Step.ChangeOwner(Target.view(live), Identifier.of("owner")),
                        new Step.DropItem(ItemKind.VIEW, live, new ItemId("u1")),
                        new Step.DropSchema(HISTORY)))
                .noneMatch(step -> HistoryStep.isIn(HISTORY, step));
    }

    @Test
    void theOldestEntriesAreDroppedAndNothingElse() {
        assertThat(steps(abort(withEntries("me").snapshot(), 2)))
                .filteredOn(Step.DropItem.class::isInstance)
                .extracting(step -> ((Step.DropItem) step).name())
                .containsExactlyInAnyOrder(view(0), view(1));
        assertThat(steps(abort(withEntries("me").snapshot(), 4)))
                .noneMatch(Step.DropItem.class::isInstance)
                .noneMatch(HistoryStep.CreateHistorySchema.class::isInstance);
    }

    @Test
    void entriesOfAnotherProjectAreNeitherCountedNorDropped() {
        Environment other = Environment.builder("prod").clusters("theirs").build();
        HeldPairs theirs = HeldPairs.of(world().cluster("theirs").snapshot(), other, Phase.STAGED);
        assertThat(steps(abort(withEntries("me", Optional.of(theirs)).snapshot(), 1)))
                .noneMatch(Step.DropItem.class::isInstance);
    }

    @Test
    void theSchemaStaysWithTheOwnerThatItHas() {
        CatalogSnapshot catalog = new World("me")
                .role("owner")
                .role("first")
                .member("owner", "me")
                .member("first", "me")
                .cluster("prod", "owner", Map.of(), ClusterConfig.Managed.of("1", 1), List.of())
                .schema(HISTORY, "first", Map.of())
                .snapshot();
        assertThat(steps(abort(catalog, 20)))
                .extracting(Step::summary)
                .contains("give view materialize.history_verdigris_prod.111111111111 to owner")
                .doesNotContain("give schema materialize.history_verdigris_prod to owner");
    }

    @Test
    void anEntryOfAnotherRoleOrWithAReaderStays() {
        CatalogSnapshot catalog = withEntries("other")
                .schema("dashboards")
                .item(new ItemSpec(ItemKind.VIEW, World.objectName("dashboards.v"), "me").reads(List.of(view(0))))
                .snapshot();
        assertThat(steps(abort(catalog, 1)))
                .filteredOn(Step.DropItem.class::isInstance)
                .extracting(step -> ((Step.DropItem) step).name())
                .containsExactly(view(2));
    }

    @Test
    void aHistoryOfNoneChangesNothing() {
        assertThat(steps(abort(withEntries("me").snapshot(), 0)))
                .noneMatch(HistoryStep.class::isInstance)
                .noneMatch(Step.DropItem.class::isInstance);
    }

    @Test
    void aRoleThatMayNotWriteSaysSoAndGoesOn() {
        CatalogSnapshot catalog =
                world().role("other").schema(HISTORY, "other", Map.of()).snapshot();
        Plan plan = abort(catalog, 20);
        assertThat(steps(plan)).noneMatch(HistoryStep.class::isInstance);
        assertThat(plan.notes())
                .containsExactly("No history entry is written: role me lacks CREATE on schema"
                        + " materialize.history_verdigris_prod.");
    }

    @Test
    void theEntryBelongsToTheOwnerOfTheLiveSide() {
        CatalogSnapshot catalog = new World("me")
                .role("owner")
                .member("owner", "me")
                .cluster("prod", "owner", Map.of(), ClusterConfig.Managed.of("1", 1), List.of())
                .snapshot();
        assertThat(steps(abort(catalog, 20)))
                .extracting(Step::summary)
                .contains(
                        "give view materialize.history_verdigris_prod.111111111111 to owner",
                        "give schema materialize.history_verdigris_prod to owner");
    }
}
