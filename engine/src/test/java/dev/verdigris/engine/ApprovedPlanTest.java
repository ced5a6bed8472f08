package dev.verdigris.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import dev.verdigris.core.approval.PlanFile;
import dev.verdigris.core.approval.PlanFileCodec;
import dev.verdigris.core.approval.PlanReading;
import dev.verdigris.core.consent.Consent;
import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.diff.definition.ModelDiff;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.readiness.ReadinessPolicy;
import dev.verdigris.core.sink.SinkWay;
import dev.verdigris.core.sink.SinkWays;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.fixture.ForeignChange;
import dev.verdigris.engine.fixture.Killed;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.internal.connection.SqlSession;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.request.ApprovedPlan;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.DeployRequest;
import dev.verdigris.engine.request.ExecRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A promotion does what the approved plan says, or it refuses and names each change and its author. */
@ExtendWith(SandboxExtension.class)
class ApprovedPlanTest {

    private static final PromoteRequest PROMOTE = PromoteRequest.DEFAULT.withSkipReadiness("this is a test");

    @TempDir
    Path directory;

    /** A façade that knows the model files, and that keeps the plan for an approval. */
    private record Maker(Verdigris verdigris, AtomicReference<PlanFile> made) implements AutoCloseable {

        static Maker of(World world) {
            return of(world.verdigris().models(world.models()));
        }

        static Maker of(Verdigris.Builder engine) {
            AtomicReference<PlanFile> made = new AtomicReference<>();
            return new Maker(
                    engine.listener(event -> {
                                if (event instanceof ProgressEvent.PlanMade plan) {
                                    made.set(plan.plan());
                                }
                            })
                            .load(),
                    made);
        }

        /** The plan of a promotion, as its file holds it. */
        ApprovedPlan promotion() {
            return approved(verdigris.plan(PROMOTE.withForApproval(true)));
        }

        /** The plan of a deployment, as its file holds it. */
        ApprovedPlan deployment(World world) {
            return approved(verdigris.plan(deploy(world).withPromote(PROMOTE.withForApproval(true))));
        }

        private ApprovedPlan approved(Report report) {
            assertThat(report.problems()).isEmpty();
            assertThat(PlanFileCodec.read(PlanFileCodec.text(made.get()))).isInstanceOf(PlanReading.Sound.class);
            PlanReading.Sound sound = (PlanReading.Sound) PlanFileCodec.read(PlanFileCodec.text(made.get()));
            return new ApprovedPlan(sound.plan(), "plan.json");
        }

        @Override
        public void close() {
            verdigris.close();
        }
    }

    private static DeployRequest deploy(World world) {
        return DeployRequest.of(BuildRequest.of(world.models())).withPromote(PROMOTE);
    }

    private static World staged(Sandbox sandbox, Path directory) {
        World world = World.create(sandbox, Names.hostile(), 1, directory);
        world.createSink(0);
        world.writeModels(2);
        try (Verdigris verdigris = world.verdigris().load()) {
            assertThat(verdigris.init(InitRequest.DEFAULT).problems()).isEmpty();
            assertThat(verdigris.build(BuildRequest.of(world.models())).problems())
                    .isEmpty();
        }
        return world;
    }

    /** Statements of another role, which may change all that the owner may. */
    private static String asRole(World world, String name, List<String> statements) {
        String role = world.names().of(name);
        ConnectionSettings own =
                ConnectionSettings.of(world.sandbox().host(), world.sandbox().port(), role, World.DATABASE);
        try (SqlSession session = SqlSession.open(own, Optional.of("quickstart"), notice -> {})) {
            statements.forEach(session::execute);
        }
        return role;
    }

    private static void createRole(World world, String name) {
        String role = Identifier.of(world.names().of(name)).sql();
        world.system("CREATE ROLE " + role, "GRANT materialize TO " + role);
    }

    @ParameterizedTest
    @MethodSource("dev.verdigris.engine.fixture.ForeignChange#all")
    void aStalePlanNamesTheChangeAndItsAuthor(ForeignChange changed, Sandbox sandbox) {
        try (World world = staged(sandbox, directory);
                Maker maker = Maker.of(world)) {
            ApprovedPlan plan = maker.promotion();
            String role = world.names().of("intruder");
            world.system("ALTER SYSTEM SET enable_cluster_schedule_refresh = true");
            createRole(world, "intruder");
            assertThat(asRole(world, "intruder", changed.statements().apply(world, role)))
                    .isEqualTo(role);
            Report refused = maker.verdigris().promote(PROMOTE.withApproved(plan));
            assertThat(stale(refused))
                    .extracting(Problem::change)
                    .anySatisfy(found -> assertThat(found).hasValueSatisfying(change -> {
                        assertThat(change.object()).isEqualTo(changed.object().apply(world, role));
                        assertThat(change.kind()).isEqualTo(changed.kind());
                        assertThat(change.aspect()).isEqualTo(changed.aspect());
                        assertThat(change.by()).isEqualTo(Optional.of(role).filter(any -> changed.isInTheAuditLog()));
                        assertThat(change.at().isPresent()).isEqualTo(changed.isInTheAuditLog());
                    }));
            assertThat(refused.steps()).isEmpty();
            assertThat(world.liveVersions()).containsOnly("1");
        }
    }

    private static List<Problem> stale(Report report) {
        assertThat(report.problems()).isNotEmpty();
        return report.problems().stream()
                .filter(problem -> problem.code() == ProblemCode.PLAN_STALE)
                .toList();
    }

    private static List<String> objects(Report report) {
        return stale(report).stream()
                .flatMap(problem -> problem.change().stream())
                .map(change -> change.kind() + " " + change.object())
                .toList();
    }

    @Test
    void anUnchangedPlanIsCarriedOutOnceAndItsEndAgain(Sandbox sandbox) {
        try (World world = staged(sandbox, directory);
                Maker maker = Maker.of(world)) {
            ApprovedPlan plan = maker.promotion();
            Report done = maker.verdigris().promote(PROMOTE.withApproved(plan));
            assertThat(done.problems()).isEmpty();
            assertThat(done.guardrails())
                    .filteredOn(each -> each.guardrail() == Guardrail.APPROVED_PLAN)
                    .singleElement()
                    .satisfies(each -> assertThat(each.wasAsked()).isTrue());
            assertThat(done.steps().stream().map(step -> step.summary()).toList())
                    .containsExactlyElementsOf(plan.plan().steps().stream()
                            .map(PlanFile.Step::summary)
                            .filter(summary -> done.steps().stream()
                                    .anyMatch(step -> step.summary().equals(summary)))
                            .toList());
            assertThat(world.liveVersions()).containsOnly("2");
            Report again = maker.verdigris().promote(PROMOTE.withApproved(plan));
            assertThat(again.problems()).isEmpty();
            assertThat(again.steps()).isEmpty();
        }
    }

    /** Killed before the swap, and between the swap and the sink. */
    @Test
    void aKilledRunIsRepeatedWithTheSamePlan(Sandbox sandbox) {
        try (World world = staged(sandbox, directory);
                Maker maker = Maker.of(world)) {
            PromoteRequest request = PROMOTE.withApproved(maker.promotion());
            for (Class<? extends Step> step : List.of(Step.Swap.class, Step.RepointSink.class)) {
                try (Verdigris dying = world.verdigris()
                        .models(world.models())
                        .observer(Killed.before(step))
                        .load()) {
                    assertThatThrownBy(() -> dying.promote(request)).isInstanceOf(Killed.class);
                }
            }
            assertThat(world.liveVersions()).containsOnly("2");
            Report end = maker.verdigris().promote(request);
            assertThat(end.problems()).isEmpty();
            assertThat(end.steps())
                    .extracting(StepReport::kind)
                    .contains("repoint-sink")
                    .doesNotContain("swap");
        }
    }

    /** What the user accepts and chooses in the run counts only if the plan has it. */
    @Test
    void aWishThatThePlanDoesNotHaveIsRefused(Sandbox sandbox) {
        try (World world = staged(sandbox, directory);
                Maker maker = Maker.of(world)) {
            ApprovedPlan plan = maker.promotion();
            Report consenting = maker.verdigris()
                    .promote(PROMOTE.withApproved(plan)
                            .withAccept(Consents.to(ProblemCode.NOT_CHECKED, "nobody has approved this")));
            assertThat(objects(consenting)).containsExactly("CREATED consent to VG-NOT-CHECKED");
            Report choosing = maker.verdigris()
                    .promote(PROMOTE.withSinks(SinkWays.of(Map.of(ForeignChange.sink(world), new SinkWay.Refuse())))
                            .withApproved(plan));
            assertThat(objects(choosing)).containsExactly("ALTERED sink " + ForeignChange.sink(world));
            assertThat(world.liveVersions()).containsOnly("1");
        }
    }

    @Test
    void otherPairsAndAnotherEnvironmentAreRefused(Sandbox sandbox) {
        try (World world = staged(sandbox, directory);
                Maker maker = Maker.of(world)) {
            PlanFile plan = maker.promotion().plan();
            PlanFile.Wish wish = plan.wish();
            PlanFile fewer = with(
                    plan,
                    new PlanFile.Wish(
                            wish.pairs().subList(0, 1), wish.consents(), wish.sinks(), wish.files(), wish.gates()));
            assertThat(objects(maker.verdigris().promote(PROMOTE.withApproved(new ApprovedPlan(fewer, "plan.json")))))
                    .containsExactly("CREATED cluster " + world.cluster(0));
            PlanFile other = new PlanFile(
                    plan.verb(),
                    Identifier.of("another"),
                    plan.origin(),
                    wish,
                    plan.models(),
                plan.contracts(),
                    plan.steps(),
                    plan.answers(),
                    plan.cost(),
                    plan.world());
            assertThat(maker.verdigris()
                            .promote(PROMOTE.withApproved(new ApprovedPlan(other, "plan.json")))
                            .problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.PLAN_OTHER_ENVIRONMENT);
        }
    }

    private static PlanFile with(PlanFile plan, PlanFile.Wish wish) {
        return new PlanFile(
                plan.verb(),
                plan.environment(),
                plan.origin(),
                wish,
                plan.models(),
                plan.contracts(),
                plan.steps(),
                plan.answers(),
                plan.cost(),
                plan.world());
    }

    /** Before the first statement of a deployment, all of them at once. */
    @Test
    void editedAddedAndRemovedFilesAreNamed(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.hostile(), 2, directory);
                Maker maker = Maker.of(world)) {
            world.writeModels(2);
            ApprovedPlan plan = maker.deployment(world);
            assertThat(plan.plan().models())
                    .hasSize(2)
                    .allSatisfy(model -> assertThat(model.change()).isEqualTo(ModelDiff.Change.CHANGED));
            world.writeModel(0, 3);
            world.write(0, "more", "CREATE VIEW " + world.schema(0).sql() + ".more AS SELECT 1 AS one");
            world.remove(1, world.names().of("v"));
            List<String> before = world.inventory();
            Report refused = maker.verdigris().deploy(deploy(world).withApproved(plan));
            assertThat(objects(refused))
                    .hasSize(3)
                    .anyMatch(object -> object.startsWith("ALTERED model file"))
                    .anyMatch(object -> object.startsWith("CREATED model file") && object.endsWith("more.sql"))
                    .anyMatch(object -> object.startsWith("DROPPED model file"));
            assertThat(world.inventory()).isEqualTo(before);
        }
    }

    /** A plan of files promises nothing about what somebody else has built. */
    @Test
    void whatWasNotBuiltFromTheFilesOfThePlanDoesNotGoLive(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.hostile(), 1, directory);
                Maker maker = Maker.of(world)) {
            world.writeModels(2);
            ApprovedPlan plan = maker.deployment(world);
            assertThat(maker.verdigris().init(InitRequest.DEFAULT).problems()).isEmpty();
            String cluster = world.cluster(0).withSuffix("_g").sql();
            world.sql(
                    "CREATE MATERIALIZED VIEW " + world.suffixedView(0) + " IN CLUSTER " + cluster
                            + " AS SELECT id, amount, 3 AS version FROM " + world.orders(),
                    "CREATE INDEX IN CLUSTER " + cluster + " ON " + world.suffixedView(0) + " (id)");

            Report byHand = maker.verdigris().promote(PROMOTE.withApproved(plan));
            assertThat(objects(byHand))
                    .containsExactly("REPLACED environment " + world.names().of("env"));

            Report byAnother = maker.verdigris()
                    .deploy(DeployRequest.DEFAULT
                            .withExec(ExecRequest.of(List.of("true")).withDirectory(directory))
                            .withPromote(PROMOTE)
                            .withApproved(plan));
            assertThat(objects(byAnother))
                    .containsExactly("REPLACED environment " + world.names().of("env"));
            assertThat(world.liveVersions()).containsOnly("1");
        }
    }

    /** What a plan approves has passed these checks, and this definition of ready. */
    @Test
    void otherChecksAndAnotherDefinitionOfReadyAreNamed(Sandbox sandbox) throws IOException {
        try (World world = staged(sandbox, directory);
                Maker maker = Maker.of(world)) {
            Path checks = Files.createDirectories(directory.resolve("checks"));
            Path live = checks.resolve("live.sql");
            Files.writeString(live, "-- when: live\nSELECT 1 AS one WHERE false;\n");
            PromoteRequest request = PROMOTE.withChecks(checks);
            ApprovedPlan plan = maker.approved(maker.verdigris().plan(request.withForApproval(true)));
            Files.writeString(live, "-- when: live\r\nSELECT 1 AS one WHERE false;\r\n");
            assertThat(maker.verdigris().plan(request.withApproved(plan)).problems())
                    .isEmpty();
            Files.writeString(live, "-- when: live\n-- severity: warn\nSELECT 1 AS one WHERE false;\n");
            ReadinessPolicy lax =
                    ReadinessPolicy.builder().maxLag(Duration.ofHours(10)).build();
            assertThat(objects(
                            maker.verdigris().promote(request.withPolicy(lax).withApproved(plan))))
                    .containsExactlyInAnyOrder("ALTERED checks", "ALTERED definition of ready");
            assertThat(objects(maker.verdigris().promote(PROMOTE.withApproved(plan))))
                    .containsExactly("ALTERED checks");
            assertThat(world.liveVersions()).containsOnly("1");
        }
    }

    /** The audit log does not show which setting a statement has changed, nor which column a comment is about. */
    @Test
    void ofTwoRolesBothAreNamed(Sandbox sandbox) {
        try (World world = staged(sandbox, directory);
                Maker maker = Maker.of(world)) {
            String view = world.view(0);
            world.sql("COMMENT ON COLUMN " + view + ".id IS 'before the plan'");
            ApprovedPlan plan = maker.promotion();
            createRole(world, "one");
            createRole(world, "two");
            asRole(world, "one", List.of("ALTER CLUSTER " + world.cluster(0).sql() + " SET (SIZE = '50cc')"));
            asRole(world, "two", List.of("ALTER CLUSTER " + world.cluster(0).sql() + " SET (REPLICATION FACTOR = 2)"));
            asRole(world, "two", List.of("COMMENT ON COLUMN " + view + ".id IS 'x'"));
            List<Problem> found = stale(maker.verdigris().promote(PROMOTE.withApproved(plan)));
            String one = world.names().of("one");
            String two = world.names().of("two");
            assertThat(found)
                    .filteredOn(problem -> problem.where().startsWith("cluster"))
                    .hasSizeGreaterThanOrEqualTo(2)
                    .allSatisfy(problem -> {
                        assertThat(problem.what()).contains(" by " + one + " or " + two + ";");
                        assertThat(problem.change().orElseThrow().by()).isEmpty();
                    });
            assertThat(found)
                    .filteredOn(problem -> !problem.where().startsWith("cluster"))
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.change().orElseThrow().by())
                            .contains(two));
        }
    }

    /** A consent may end earlier than the approved one, and not later. */
    @Test
    void aConsentThatEndsLaterThanTheApprovedOneIsRefused(Sandbox sandbox) {
        try (World world = staged(sandbox, directory);
                Maker maker = Maker.of(world)) {
            LocalDate last = LocalDate.now(ZoneOffset.UTC).plusDays(3);
            ApprovedPlan plan = maker.approved(maker.verdigris()
                    .plan(PROMOTE.withForApproval(true).withAccept(until(Optional.of(last)))));
            for (Optional<LocalDate> later : List.of(Optional.of(last.plusDays(1)), Optional.<LocalDate>empty())) {
                assertThat(objects(maker.verdigris()
                                .promote(PROMOTE.withApproved(plan).withAccept(until(later)))))
                        .containsExactly("ALTERED consent to VG-NOT-CHECKED");
            }
            assertThat(maker.verdigris()
                            .plan(PROMOTE.withApproved(plan).withAccept(until(Optional.of(last.minusDays(1)))))
                            .problems())
                    .isEmpty();
        }
    }

    private static Consents until(Optional<LocalDate> last) {
        return new Consents(List.of(new Consent(ProblemCode.NOT_CHECKED, Optional.empty(), "a test", last)));
    }

    /** Two servers made by one script can have equal names and ids. */
    @Test
    void aPlanOfAnotherServerIsRefused(Sandbox sandbox) {
        try (World world = staged(sandbox, directory);
                Maker maker = Maker.of(world)) {
            PlanFile plan = maker.promotion().plan();
            PlanFile.Origin made = plan.origin();
            assertThat(made.region()).isPresent();
            PlanFile elsewhere = with(
                    plan,
                    new PlanFile.Origin(
                            made.at(),
                            made.by(),
                            made.server(),
                            Optional.of("aws-eu-west-1-another-0"),
                            made.lastEvent(),
                            made.deployment(),
                            made.provenance()));
            assertThat(maker.verdigris()
                            .promote(PROMOTE.withApproved(new ApprovedPlan(elsewhere, "plan.json")))
                            .problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.PLAN_OTHER_ENVIRONMENT);
        }
    }

    private static PlanFile with(PlanFile plan, PlanFile.Origin made) {
        return new PlanFile(
                plan.verb(),
                plan.environment(),
                made,
                plan.wish(),
                plan.models(),
                plan.contracts(),
                plan.steps(),
                plan.answers(),
                plan.cost(),
                plan.world());
    }

    /** The end of a promotion is only that of the approved one. This plan knows no files, as with another builder. */
    @Test
    void anotherPromotedVersionIsNotThatOfThePlan(Sandbox sandbox) {
        try (World world = staged(sandbox, directory);
                Maker maker = Maker.of(world.verdigris())) {
            ApprovedPlan plan = maker.promotion();
            world.writeModels(3);
            assertThat(maker.verdigris().build(BuildRequest.of(world.models())).problems())
                    .isEmpty();
            assertThat(maker.verdigris().promote(PROMOTE).problems()).isEmpty();
            assertThat(stale(maker.verdigris().promote(PROMOTE.withApproved(plan))))
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.what()).contains("another version was promoted"));
        }
    }

    @Test
    void aPlanShowsTextsAndContracts(Sandbox sandbox) {
        try (World world = staged(sandbox, directory);
                Maker maker = Maker.of(world)) {
            PlanFile plan = maker.promotion().plan();
            assertThat(plan.models()).singleElement().satisfies(model -> {
                assertThat(model.change()).isEqualTo(ModelDiff.Change.CHANGED);
                assertThat(model.diff()).anyMatch(line -> line.startsWith("-")).anyMatch(line -> line.startsWith("+"));
            });
            assertThat(plan.contracts()).isPresent();
            assertThat(plan.world().definitions()).hasSize(1);
        }
    }

    /** A plan before init promises the same for the promotion as one of a built side. */
    @Test
    void aPlanOfTheWholeDeploymentIsCarriedOut(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.hostile(), 1, directory);
                Maker maker = Maker.of(world)) {
            world.createSink(0);
            world.writeModels(2);
            ApprovedPlan plan = maker.deployment(world);
            assertThat(plan.plan().cost().replicas()).isEqualTo(1);
            assertThat(plan.plan().cost().creditsPerHour()).isPresent();
            assertThat(maker.verdigris().init(InitRequest.DEFAULT).problems()).isEmpty();
            Report done = maker.verdigris().deploy(deploy(world).withApproved(plan));
            assertThat(done.problems()).isEmpty();
            assertThat(world.liveVersions()).containsOnly("2");
        }
    }
}
