package dev.verdigris.core.plan;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.ClusterConfig;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.Limit;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Digests;
import dev.verdigris.core.deployment.record.Built;
import dev.verdigris.core.deployment.record.Checked;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.deployment.record.Owner;
import dev.verdigris.core.deployment.record.Provenance;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.fixture.Consenting;
import dev.verdigris.core.fixture.Flow;
import dev.verdigris.core.fixture.ItemSpec;
import dev.verdigris.core.fixture.World;
import dev.verdigris.core.guard.CheckNeeds;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.step.Simulator;
import dev.verdigris.core.step.Step;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a deployment knows before its first statement. */
class ForesightTest {

    private static final Environment PROD = Environment.builder("prod")
            .database("materialize")
            .schemas("shop")
            .clusters("prod")
            .build();

    private static final String SINK =
            "CREATE SINK s IN CLUSTER sinks FROM shop.orders INTO KAFKA CONNECTION k (TOPIC 'o', PARTITION BY = status)"
                    + " KEY (id) NOT ENFORCED FORMAT JSON ENVELOPE UPSERT";

    private static final String ORDERS = "CREATE MATERIALIZED VIEW orders AS SELECT id, status FROM raw.orders";

    /** A live materialized view, which a sink reads, and a table that it reads. */
    private static World world() {
        return withoutSink()
                .item(new ItemSpec(ItemKind.SINK, World.objectName("out.s"), "me")
                        .cluster("sinks")
                        .reads(List.of(World.objectName("shop.orders")))
                        .createSql(SINK));
    }

    private static World withoutSink() {
        return new World("me")
                .schema("shop")
                .schema("raw")
                .schema("out")
                .cluster("prod")
                .cluster("sinks")
                .item(ItemKind.TABLE, "raw.orders", "")
                .item(new ItemSpec(ItemKind.MATERIALIZED_VIEW, World.objectName("shop.orders"), "me")
                        .cluster("prod")
                        .reads(List.of(World.objectName("raw.orders")))
                        .column("id", "int8")
                        .column("status", "text"));
    }

    private static Foresight.Builder files(String... models) {
        List<ModelFile> files = Stream.of(models)
                .map(text -> {
                    String name = text.split(" VIEW ", 2)[1].split(" ", 2)[0];
                    return new ModelFile("shop/" + name + ".sql", "models/shop/" + name + ".sql", text);
                })
                .toList();
        return new Foresight.Builder.Files(
                new BuildPlanner(PROD, files, Flow.promote().run()));
    }

    private static Foresight of(World world, Foresight.Builder builder, ProblemCode... accept) {
        return of(world.snapshot(), builder, accept);
    }

    private static Foresight of(CatalogSnapshot catalog, Foresight.Builder builder, ProblemCode... accept) {
        return of(catalog, builder, CheckNeeds.NONE, accept);
    }

    private static Foresight of(
            CatalogSnapshot catalog, Foresight.Builder builder, CheckNeeds checks, ProblemCode... accept) {
        return Consenting.result(
                given -> Foresight.of(
                        DeploymentView.of(catalog, PROD), Flow.init(), builder, checks, Flow.promote(given)),
                Foresight::problems,
                Set.of(accept));
    }

    /** The catalog after init and a whole build of a world that no sink reads. */
    private static CatalogSnapshot built(World world) {
        CatalogSnapshot begun = begun(world);
        BuildPlanner planner = ((Foresight.Builder.Files) files(ORDERS)).planner();
        return Flow.play(begun, Flow.planned(planner.plan(DeploymentView.of(begun, PROD))));
    }

    private static CatalogSnapshot begun(World world) {
        CatalogSnapshot catalog = world.snapshot();
        return Flow.play(catalog, Flow.planned(InitPlanner.plan(DeploymentView.of(catalog, PROD), Flow.init())));
    }

    /** The record in the catalog, with a change. */
    private static CatalogSnapshot recorded(CatalogSnapshot catalog, UnaryOperator<DeploymentRecord> change) {
        DeploymentView view = DeploymentView.of(catalog, PROD);
        return Simulator.apply(
                catalog,
                new Step.RecordDeployment(
                        view.lock().orElseThrow().stateViewName().orElseThrow(),
                        change.apply(view.record().orElseThrow())));
    }

    private static List<String> problems(Foresight foresight) {
        return foresight.problems().stream()
                .map(problem -> problem.code().code() + " " + problem.where())
                .toList();
    }

    private static Evaluation.Result result(Foresight foresight, Guardrail guardrail) {
        return foresight.guardrails().stream()
                .filter(each -> each.guardrail() == guardrail)
                .findFirst()
                .orElseThrow()
                .result();
    }

    @Test
    void aFittingVersionHasThreePlansAndNoProblem() {
        Foresight foresight = of(world(), files(ORDERS));
        assertThat(foresight.problems()).isEmpty();
        assertThat(foresight.plans()).hasSize(3).allMatch(PlanResult.Planned.class::isInstance);
        assertThat(result(foresight, Guardrail.COUNTERPARTS)).isEqualTo(new Evaluation.Passed());
        assertThat(Evaluation.warnings(foresight.guardrails()))
                .as("the rows of a planned object are not known")
                .extracting(Problem::code)
                .containsExactly(ProblemCode.SINK_NO_SNAPSHOT);
        assertThat(result(foresight, Guardrail.READINESS))
                .isEqualTo(new Evaluation.NotApplicable("await asks it after the build"));
    }

    @Test
    void allProblemsOfAllVerbsAreKnownAtOnce() {
        World world = world().view("shop.removed", "prod", "raw.orders")
                .item(ItemKind.VIEW, "out.lens", "", "shop.orders")
                .item(new ItemSpec(ItemKind.TABLE, World.objectName("shop.data"), "me"));
        Foresight foresight = of(
                world,
                files(
                        "CREATE MATERIALIZED VIEW orders AS SELECT id FROM raw.orders",
                        "CREATE VIEW typo AS SELECT 1 AS a FROM raw.ordrs"));
        assertThat(problems(foresight))
                .containsExactlyInAnyOrder(
                        "VG-BAD-MODEL models/shop/typo.sql:1",
                        "VG-HOLDS-DATA table materialize.shop.data",
                        "VG-INCOMPLETE materialized view materialize.shop.removed",
                        "VG-INCOMPLETE table materialize.shop.data",
                        "VG-STRANDED view materialize.out.lens",
                        "VG-SINK-COLUMNS sink materialize.out.s");
    }

    @Test
    void noFixDropsWhatDoesNotExistYet() {
        World world = world().item(ItemKind.VIEW, "out.lens", "", "shop.orders");
        Foresight foresight =
                of(world, files(ORDERS, "CREATE VIEW crossed AS SELECT id FROM out.lens"), ProblemCode.STRANDED);
        assertThat(foresight.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.CROSS_WIRED);
            assertThat(problem.fix())
                    .isEqualTo(Fix.choice(
                            Fix.either("let its definition read materialize.shop.orders itself, without view"
                                    + " materialize.out.lens"),
                            Fix.either("take the schema of view materialize.out.lens into the environment")));
        });
    }

    @Test
    void acceptedProblemsOnlyWarn() {
        World world =
                world().view("shop.removed", "prod", "raw.orders").item(ItemKind.VIEW, "out.lens", "", "shop.orders");
        Foresight foresight = of(world, files(ORDERS), ProblemCode.INCOMPLETE, ProblemCode.STRANDED);
        assertThat(foresight.problems()).isEmpty();
        assertThat(Evaluation.warnings(foresight.guardrails()))
                .extracting(Problem::code)
                .containsExactlyInAnyOrder(ProblemCode.INCOMPLETE, ProblemCode.STRANDED, ProblemCode.SINK_NO_SNAPSHOT);
    }

    @Test
    void anOwnerThatTheRoleCannotGiveToIsKnownBeforehand() { // C32
        World world = withoutSink()
                .role("o w\"ner")
                .item(new ItemSpec(ItemKind.VIEW, World.objectName("shop.by_day"), "o w\"ner"));
        String view = "CREATE VIEW by_day AS SELECT 1 AS a";
        assertThat(of(world, files(ORDERS, view)).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.OTHER_OWNER);
            assertThat(problem.fix().toString())
                    .contains("GRANT \"o w\"\"ner\" TO \"me\"")
                    .doesNotContain("OWNER TO");
        });
        assertThat(of(world.member("o w\"ner", "me"), files(ORDERS, view)).problems())
                .isEmpty();
    }

    @Test
    void columnsThatTheTextDoesNotSayAreNoProblem() {
        assertThat(of(world(), files("CREATE MATERIALIZED VIEW orders AS SELECT * FROM raw.orders"))
                        .problems())
                .isEmpty();
    }

    @Test
    void aSinkCannotFollowToAView() {
        assertThat(problems(of(world(), files("CREATE VIEW orders AS SELECT id, status FROM raw.orders"))))
                .containsExactly("VG-SINK-TARGET sink materialize.out.s");
    }

    @Test
    void aSuffixedSchemaOutsideThePairsIsRefused() {
        World world = world().schema("extra_dbt_deploy").item(ItemKind.VIEW, "extra_dbt_deploy.v", "");
        assertThat(problems(of(
                        world, files("CREATE MATERIALIZED VIEW orders AS SELECT id, status FROM extra_dbt_deploy.v"))))
                .containsExactly("VG-READS-SUFFIXED materialized view materialize.shop_dbt_deploy.orders");
    }

    @Test
    void rightsOfTheSwapAndOfTheSinksStopAndThoseOfCleanupWarn() {
        World world = world().schema(SchemaName.of("materialize", "foreign"), "other", Map.of())
                .item(new ItemSpec(ItemKind.SINK, World.objectName("foreign.t"), "other")
                        .cluster("sinks")
                        .reads(List.of(World.objectName("shop.orders")))
                        .createSql(SINK))
                .item(new ItemSpec(ItemKind.VIEW, World.objectName("shop.theirs"), "other"));
        Foresight foresight = of(world, files(ORDERS, "CREATE VIEW theirs AS SELECT 1 AS a"));
        assertThat(problems(foresight)).contains("VG-NOT-OWNER sink materialize.foreign.t");
        assertThat(Evaluation.warnings(foresight.guardrails()))
                .filteredOn(warning -> warning.code() != ProblemCode.SINK_NO_SNAPSHOT)
                .extracting(Problem::where)
                .containsExactly("view materialize.shop.theirs");
    }

    @Test
    void aRightThatInitLacksDoesNotHideWhatPromoteWouldSay() {
        World world = world().withoutSystemGrants().item(ItemKind.VIEW, "out.lens", "", "shop.orders");
        assertThat(problems(of(world, files(ORDERS))))
                .containsExactly("VG-NO-PRIVILEGE system", "VG-STRANDED view materialize.out.lens");
    }

    @Test
    void withUnusableFilesTheLiveSideIsStillJudged() {
        World world = world().item(ItemKind.VIEW, "out.lens", "", "shop.orders");
        assertThat(problems(of(world, new Foresight.Builder.UnusableFiles())))
                .containsExactly("VG-STRANDED view materialize.out.lens");
    }

    @Test
    void aSideOfAnotherToolIsJudgedAsItIs() {
        assertThat(problems(of(world(), new Foresight.Builder.AnotherTool())))
                .contains("VG-STAGED-EMPTY environment prod");
    }

    @Test
    void aDriftSinceTheBeginningIsKnownWhenADeploymentGoesOn() {
        CatalogSnapshot begun = begun(world());
        assertThat(of(begun, files(ORDERS)).problems()).isEmpty();
        CatalogSnapshot drifted = begun.toBuilder()
                .clusters(begun.clusters().stream()
                        .map(cluster -> new Cluster(
                                cluster.id(),
                                cluster.name(),
                                cluster.owner(),
                                cluster.acl(),
                                cluster.name().value().endsWith(Environment.DEFAULT_SUFFIX)
                                        ? cluster.config()
                                        : ClusterConfig.Managed.of("800cc", 1),
                                cluster.replicas()))
                        .toList())
                .build();
        Set<ProblemCode> found = EnumSet.noneOf(ProblemCode.class);
        of(drifted, files(ORDERS)).problems().forEach(problem -> found.add(problem.code()));
        assertThat(found).containsExactly(ProblemCode.DRIFTED);
    }

    @Test
    void anUnnamedIndexThatAKeptViewLacksIsNoMissingCounterpart() {
        World world = withoutSink()
                .item(new ItemSpec(ItemKind.INDEX, World.objectName("shop.orders_primary_idx"), "me")
                        .cluster("prod")
                        .on(World.objectName("shop.orders"))
                        .reads(List.of(World.objectName("shop.orders"))));
        CatalogSnapshot built = built(world);
        assertThat(problems(of(built, files(ORDERS))))
                .containsExactly("VG-INCOMPLETE index materialize.shop.orders_primary_idx");
        assertThat(problems(of(built, files(ORDERS + "; CREATE INDEX ON orders (id)"))))
                .isEmpty();
    }

    @Test
    void aCheckMayReadOnlyWhatExistsAfterTheBuild() {
        CheckNeeds checks = new CheckNeeds(
                List.of(
                        query("good", "shop_dbt_deploy.orders"),
                        query("typo", "shop_dbt_deploy.ordrs"),
                        query("gone", "raw.gone")),
                Optional.of(Identifier.of("nowhere")));
        assertThat(problems(of(world().snapshot(), files(ORDERS), checks)))
                .containsExactlyInAnyOrder(
                        "VG-BAD-CONFIG cluster nowhere", "VG-BAD-MODEL typo.sql:1", "VG-BAD-MODEL gone.sql:1");
    }

    private static CheckNeeds.Query query(String name, String reads) {
        return new CheckNeeds.Query(name + ".sql", new TreeSet<>(Set.of(World.objectName(reads))), new TreeSet<>());
    }

    @Test
    void aRoleOfAGrantMustExist() {
        assertThat(problems(of(world().role("reader"), files(ORDERS + "; GRANT SELECT ON orders TO reader, typo"))))
                .containsExactly("VG-BAD-MODEL models/shop/orders.sql:1");
    }

    @Test
    void whatTheRecordSaysOfASideOfAnotherToolIsKnown() {
        CatalogSnapshot built = built(withoutSink());
        assertThat(of(built, new Foresight.Builder.AnotherTool()).problems()).isEmpty();
        Optional<Digest> files = DeploymentView.of(built, PROD)
                .record()
                .flatMap(DeploymentRecord::built)
                .flatMap(Built::files);
        CatalogSnapshot unfinished = recorded(built, record -> record.with(Built.begun(files)));
        assertThat(problems(of(unfinished, new Foresight.Builder.AnotherTool())))
                .containsExactly("VG-BUILD-UNFINISHED environment prod");
        Checked failed = new Checked(files.orElseThrow(), Digests.ofStaged(DeploymentView.of(built, PROD)), 1);
        CatalogSnapshot checked = recorded(built, record -> record.with(failed));
        assertThat(problems(of(checked, new Foresight.Builder.AnotherTool())))
                .containsExactly("VG-CHECK-FAILED environment prod");
    }

    @Test
    void anotherDeploymentDoesNotHideWhatTheLiveSideTells() {
        CatalogSnapshot locked = recorded(
                begun(world().item(ItemKind.VIEW, "out.lens", "", "shop.orders")),
                record -> DeploymentRecord.begun(
                        new Owner(new DeploymentId("theirs"), true, Optional.of("them"), Provenance.NONE),
                        record.createdAt(),
                        record.liveDigest()));
        assertThat(problems(of(locked, files(ORDERS))))
                .containsExactlyInAnyOrder("VG-LOCKED environment prod", "VG-STRANDED view materialize.out.lens");
    }

    @Test
    void aTypeInAPairIsRefusedOnAServerThatDoesNotSwapItsDefinition() {
        assertThat(problems(of(world().item(ItemKind.TYPE, "shop.money", ""), files(ORDERS))))
                .contains("VG-TYPE-INSIDE type materialize.shop.money");
    }

    @Test
    void theLimitsAreThoseOfTheNewVersion() {
        World small = world().limit(Limit.MAX_MATERIALIZED_VIEWS, 2).limit(Limit.MAX_OBJECTS_PER_SCHEMA, 2);
        assertThat(of(small, files(ORDERS)).problems()).isEmpty();
        String more = "CREATE MATERIALIZED VIEW more AS SELECT id FROM raw.orders; CREATE INDEX ON more (id)";
        assertThat(problems(of(small, files(ORDERS, more))))
                .containsExactlyInAnyOrder("VG-LIMIT max_materialized_views", "VG-LIMIT max_objects_per_schema");
    }

    @Test
    void aTemporaryViewOnlyWarnsLongBeforeTheSwap() {
        World watched = world().view("shop.more", "prod", "raw.orders")
                .temporaryView(
                        "watched",
                        "analyst",
                        Optional.of("CREATE TEMPORARY VIEW watched AS SELECT 1 FROM materialize.shop.orders,"
                                + " materialize.shop.more"));
        Foresight foresight = of(watched, files(ORDERS, "CREATE MATERIALIZED VIEW more AS SELECT id FROM raw.orders"));
        assertThat(foresight.problems()).isEmpty();
        assertThat(Evaluation.warnings(foresight.guardrails()))
                .extracting(Problem::code)
                .containsExactlyInAnyOrder(ProblemCode.TEMPORARY_VIEW, ProblemCode.SINK_NO_SNAPSHOT);
    }
}
