package dev.verdigris.core.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.ClusterConfig;
import dev.verdigris.core.catalog.Dependency;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.fixture.Flow;
import dev.verdigris.core.fixture.World;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.step.ClusterSpec;
import dev.verdigris.core.step.DropOrder;
import dev.verdigris.core.step.Simulator;
import dev.verdigris.core.step.Step;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What status says while a side is being dropped, and after others have renamed, swapped or dropped halves. */
class StatusOfSidesTest {

    private static final Environment PROD = new Environment(
            Identifier.of("prod"),
            Identifier.of("materialize"),
            List.of(SchemaName.of("materialize", "core"), SchemaName.of("materialize", "marts")),
            List.of(Identifier.of("serving")),
            "_g");

    private static CatalogSnapshot staged() {
        CatalogSnapshot start = new World("me")
                .schema("core")
                .schema("marts")
                .cluster("serving")
                .schema("sinks")
                .cluster("sinks")
                .view("core.mv", "serving")
                .view("marts.mv", "serving")
                .sink("sinks.out", "sinks", "core.mv")
                .snapshot();
        CatalogSnapshot begun = Flow.play(start, Flow.planned(InitPlanner.plan(view(start), Flow.init())));
        return Flow.build(begun, PROD);
    }

    private static CatalogSnapshot promoted() {
        CatalogSnapshot staged = staged();
        return Flow.play(staged, Flow.planned(PromotePlanner.plan(view(staged), Flow.promote())));
    }

    private static DeploymentView view(CatalogSnapshot catalog) {
        return DeploymentView.of(catalog, PROD);
    }

    private static StatusSummary status(CatalogSnapshot catalog) {
        return StatusSummary.of(view(catalog));
    }

    private static CatalogSnapshot renamed(CatalogSnapshot catalog, Map<String, String> names) {
        return catalog.toBuilder()
                .schemas(catalog.schemas().stream()
                        .map(each -> each.named(renamed(each.name(), names)))
                        .toList())
                .clusters(catalog.clusters().stream()
                        .map(each -> each.named(renamed(each.name(), names)))
                        .toList())
                .build();
    }

    private static Identifier renamed(Identifier name, Map<String, String> names) {
        return Identifier.of(names.getOrDefault(name.value(), name.value()));
    }

    /** All pairs in one transaction, as the macros of dbt swap them. */
    private static CatalogSnapshot swapped(CatalogSnapshot catalog) {
        return renamed(
                catalog,
                Map.of(
                        "core",
                        "core_g",
                        "core_g",
                        "core",
                        "marts",
                        "marts_g",
                        "marts_g",
                        "marts",
                        "serving",
                        "serving_g",
                        "serving_g",
                        "serving"));
    }

    private static CatalogSnapshot withoutSchema(CatalogSnapshot catalog, String name) {
        SchemaName schema = SchemaName.of("materialize", name);
        List<Item> items = catalog.itemsIn(catalog.schema(schema).orElseThrow().id());
        return Simulator.apply(without(catalog, items), new Step.DropSchema(schema));
    }

    private static CatalogSnapshot withoutCluster(CatalogSnapshot catalog, String name) {
        Identifier cluster = Identifier.of(name);
        List<Item> items =
                catalog.itemsOn(catalog.cluster(cluster).orElseThrow().id());
        return Simulator.apply(without(catalog, items), new Step.DropCluster(cluster));
    }

    private static CatalogSnapshot without(CatalogSnapshot catalog, List<Item> items) {
        CatalogSnapshot left = catalog;
        List<ItemId> ids = items.stream().map(Item::id).toList();
        List<Item> all = Stream.concat(
                        items.stream(), catalog.dependentsOf(ids).stream().flatMap(id -> catalog.item(id).stream()))
                .distinct()
                .toList();
        for (Item item : DropOrder.of(left, all)) {
            left = Simulator.apply(left, new Step.DropItem(item.kind(), left.nameOf(item), item.id()));
        }
        return left;
    }

    /** With a view outside the pairs that reads an object. */
    private static CatalogSnapshot withReader(CatalogSnapshot catalog, Item read) {
        Item reader = new Item(
                new ItemId("u999"),
                catalog.schema(SchemaName.of("materialize", "sinks"))
                        .orElseThrow()
                        .id(),
                Identifier.of("reader"),
                ItemKind.VIEW,
                Optional.empty(),
                read.owner(),
                read.acl(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return catalog.toBuilder()
                .items(Stream.concat(catalog.items().stream(), Stream.of(reader))
                        .toList())
                .dependencies(Stream.concat(
                                catalog.dependencies().stream(), Stream.of(new Dependency(reader.id(), read.id())))
                        .toList())
                .build();
    }

    private static List<String> statements(Fix fix) {
        return switch (fix) {
            case Fix.Sql sql ->
                sql.statements().stream().map(Fix.Statement::sql).toList();
            case Fix.Steps several ->
                several.steps().stream()
                        .flatMap(each -> statements(each).stream())
                        .toList();
            case Fix.Choice choice ->
                choice.alternatives().stream()
                        .flatMap(each -> each.fix().stream())
                        .flatMap(each -> statements(each).stream())
                        .toList();
            case Fix.Command command -> List.of();
            case Fix.Edit edit -> List.of();
            case Fix.Consent consent -> List.of();
            case Fix.Advice advice -> List.of();
        };
    }

    /** Until the state view is gone. */
    private static void assertNextIsTheSame(CatalogSnapshot catalog, Plan drop, Verb verb) {
        assertThat(drop.steps()).hasSizeGreaterThan(6);
        for (int done = 1; done < drop.steps().size() - 1; done++) {
            StatusSummary status = status(Flow.play(catalog, drop, done));
            assertThat(status.problems()).as("after %d steps", done).isEmpty();
            assertThat(status.next()).as("after %d steps", done).isEqualTo(Fix.command(verb, PROD.name()));
        }
    }

    @Test
    void theNextCommandIsCleanupAfterEachStepOfACleanup() {
        CatalogSnapshot promoted = promoted();
        assertNextIsTheSame(promoted, Flow.planned(DropPlanner.cleanup(view(promoted), Flow.drop())), Verb.CLEANUP);
    }

    @Test
    void theNextCommandIsAbortAfterEachStepOfAnAbort() {
        CatalogSnapshot begun = staged();
        CatalogSnapshot built =
                Flow.play(begun, Flow.planned(Flow.build(view(begun)).plan(view(begun))));
        assertNextIsTheSame(built, Flow.planned(DropPlanner.abort(view(built), Flow.drop())), Verb.ABORT);
    }

    @Test
    void aViewThatReadsTheQuarantineIsAProblem() {
        CatalogSnapshot promoted = promoted();
        CatalogSnapshot quarantined =
                Flow.play(promoted, Flow.planned(DropPlanner.cleanup(view(promoted), Flow.drop())), 1);
        Item of = view(quarantined).pairs().itemsOf(Side.SUFFIXED).getFirst();
        CatalogSnapshot read = withReader(quarantined, of);
        assertThat(status(read).problems()).extracting(Problem::code).containsExactly(ProblemCode.STILL_READ);
    }

    /** The whole previous version exists, two renames away. */
    @Test
    void aPreviousSideThatWasRenamedIsNotCalledDropped() {
        CatalogSnapshot away =
                renamed(promoted(), Map.of("core_g", "old_core", "marts_g", "old_marts", "serving_g", "old_serving"));
        StatusSummary status = status(away);
        assertThat(status.notes()).noneMatch(note -> note.contains("dropped"));
        assertThat(status.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.SIDES_UNCLEAR);
            assertThat(problem.what())
                    .contains("schema materialize.old_core belongs in the place of schema materialize.core_g");
            assertThat(problem.fix())
                    .isEqualTo(Fix.sql(
                                    "ALTER SCHEMA \"materialize\".\"old_core\" RENAME TO \"core_g\"",
                                    "ALTER SCHEMA \"materialize\".\"old_marts\" RENAME TO \"marts_g\"",
                                    "ALTER CLUSTER \"old_serving\" RENAME TO \"serving_g\"")
                            .then(Fix.command(Verb.STATUS, PROD.name())));
        });
        assertThat(Flow.refused(RollbackPlanner.plan(view(away), Flow.rollback())))
                .containsExactly(ProblemCode.SIDES_UNCLEAR);
    }

    /** What is created in the place of a renamed half would keep it from its name. */
    @Test
    void aRenamedHalfIsNotCreatedBesideAHalfThatWasDropped() {
        CatalogSnapshot left = withoutCluster(renamed(promoted(), Map.of("core", "old_core")), "serving");
        assertThat(status(left).problems())
                .extracting(Problem::where, problem -> statements(problem.fix()))
                .containsExactlyInAnyOrder(
                        tuple(
                                "schema materialize.core",
                                List.of("ALTER SCHEMA \"materialize\".\"old_core\" RENAME TO \"core\"")),
                        tuple(
                                "cluster serving",
                                List.of("CREATE CLUSTER \"serving\" (SIZE = '25cc', REPLICATION FACTOR = 1)")));
    }

    /** Another tool has staged a later version with the suffixed names, so nothing can have them again. */
    @Test
    void theNewNamesOfThePreviousSideAreTold() {
        CatalogSnapshot away =
                renamed(promoted(), Map.of("core_g", "old_core", "marts_g", "old_marts", "serving_g", "old_serving"));
        CatalogSnapshot later = away;
        for (Step step : List.of(
                new Step.CreateSchema(SchemaName.of("materialize", "core_g")),
                new Step.CreateSchema(SchemaName.of("materialize", "marts_g")),
                new Step.CreateCluster(
                        Identifier.of("serving_g"), new ClusterSpec.Managed(ClusterConfig.Managed.of("25cc", 1))))) {
            later = Simulator.apply(later, step);
        }
        Problem problem = status(later).problems().getFirst();
        assertThat(problem.code()).isEqualTo(ProblemCode.SIDES_UNCLEAR);
        assertThat(problem.what())
                .contains(
                        "but the ids do not prove it: ",
                        "has other names now (schema materialize.old_core, schema materialize.old_marts, cluster"
                                + " old_serving)");
    }

    /** The ids of the pairs that are whole show that the new version is live. */
    @Test
    void aSideThatOthersSwappedAndDroppedInPartIsThePreviousOne() {
        CatalogSnapshot left = withoutSchema(swapped(staged()), "marts_g");
        StatusSummary status = status(left);
        assertThat(view(left).lock().orElseThrow().phase()).isEqualTo(Phase.PROMOTED);
        assertThat(status.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.SIDES_UNCLEAR);
            assertThat(problem.what()).contains("their ids say that the suffixed side is the previous one");
        });
        assertThat(status.left())
                .extracting(PlannedStep::step)
                .hasOnlyElementsOfType(Step.RepointSink.class)
                .hasSize(1);
        PlanInput.Drop adopt = new PlanInput.Drop(true, 0, Flow.drop().run(), Consents.NONE);
        assertThat(DropPlanner.cleanup(view(left), adopt))
                .isInstanceOfSatisfying(
                        PlanResult.Rejected.class,
                        rejected -> assertThat(rejected.problems())
                                .singleElement()
                                .satisfies(problem -> {
                                    assertThat(problem.code()).isEqualTo(ProblemCode.STILL_READ);
                                    assertThat(problem.fix().firstCommand()).isEqualTo(Optional.empty());
                                }));
    }
}
