package dev.verdigris.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.internal.connection.SqlSession;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.request.AwaitRequest;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.DeployRequest;
import dev.verdigris.engine.request.DropRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.engine.request.RollbackRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static dev.verdigris.engine.fixture.Deployments.PROMOTE;
import static dev.verdigris.engine.fixture.OnceBefore.before;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Temporary views of another session. If it reads two relations of a paired schema, then the sandbox ends every
 * connection when the schema is renamed, as Materialize does. So a test whose last look at the server succeeds has
 * renamed nothing.
 */
@ExtendWith(SandboxExtension.class)
class TemporaryViewTest {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final PromoteRequest DRY =
            PromoteRequest.DEFAULT.withSkipReadiness("this is a test").withDryRun(true);

    @TempDir
    Path directory;

    private World staged(Sandbox sandbox) {
        return staged(sandbox, Names.plain());
    }

    /** A world with two relations in its schema, version 1 live and version 2 staged. */
    private World staged(Sandbox sandbox, Names names) {
        World world = World.create(sandbox, names, 1, directory);
        world.writeModels(2);
        String second = "CREATE VIEW " + second(world.schema(0), world) + " AS SELECT id FROM " + world.orders();
        world.sql(second);
        world.write(0, world.names().of("w"), second + ";\n");
        try (Verdigris verdigris = world.verdigris().load()) {
            assertThat(verdigris.init(InitRequest.DEFAULT).problems()).isEmpty();
            assertThat(verdigris.build(BuildRequest.of(world.models())).problems())
                    .isEmpty();
            assertThat(verdigris.await(AwaitRequest.DEFAULT).problems()).isEmpty();
        }
        return world;
    }

    private World promoted(Sandbox sandbox) {
        World world = staged(sandbox);
        try (Verdigris verdigris = world.verdigris().load()) {
            assertThat(verdigris.promote(PROMOTE).problems()).isEmpty();
        }
        return world;
    }

    private static String first(SchemaName schema, World world) {
        return schema.object(world.names().of("v")).sql();
    }

    private static String second(SchemaName schema, World world) {
        return schema.object(world.names().of("w")).sql();
    }

    private static String name(String word, World world) {
        return Identifier.of(world.names().of(word)).sql();
    }

    private static SchemaName suffixed(World world) {
        return world.schema(0).withSuffix("_g");
    }

    private static String viewOfBoth(SchemaName schema, World world) {
        return "CREATE TEMPORARY VIEW watched AS SELECT a.id FROM " + first(schema, world) + " AS a JOIN "
                + second(schema, world) + " AS b ON a.id = b.id";
    }

    private static SqlSession another(World world) {
        return SqlSession.open(world.settings(), Optional.of("quickstart"), notice -> {});
    }

    /** Each verb refuses before its first step, and every connection stays open. */
    @SafeVarargs
    private static void assertRefused(World world, SchemaName schema, Function<Verdigris, Report>... verbs) {
        try (SqlSession other = another(world);
                Verdigris verdigris = world.verdigris().load()) {
            other.execute(viewOfBoth(schema, world));
            for (Function<Verdigris, Report> verb : verbs) {
                assertNamed(verb.apply(verdigris), schema, world);
            }
            assertThat(other.query("SELECT id FROM watched").size()).isEqualTo(3);
        }
    }

    private static void assertNamed(Report report, SchemaName schema, World world) {
        assertThat(report.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.TEMPORARY_VIEW);
            assertThat(problem.what())
                    .contains(
                            "temporary view watched of role materialize",
                            schema.object(world.names().of("v")).toString(),
                            schema.object(world.names().of("w")).toString());
        });
        assertThat(report.steps())
                .filteredOn(step -> step.status() == StepReport.Status.DONE)
                .extracting(StepReport::kind)
                .isSubsetOf("record-consents");
        assertThat(report.guardrails())
                .filteredOn(each -> each.guardrail() == Guardrail.TEMPORARY_VIEWS)
                .singleElement()
                .extracting(Evaluation::result)
                .isInstanceOf(Evaluation.Refused.class);
    }

    /** The build renames one object of each DROP in the transaction that gives the state view its token. */
    @Test
    void aViewOfTwoRenamedRelationsPreventsABuild(Sandbox sandbox) {
        try (World world = staged(sandbox);
                SqlSession other = another(world);
                Verdigris verdigris = world.verdigris()
                        .deployer(Deployer.NONE.withTakeOver(true))
                        .load()) {
            other.execute(viewOfBoth(suffixed(world), world));
            world.writeModels(3);
            world.write(
                    0,
                    world.names().of("w"),
                    "CREATE VIEW " + second(world.schema(0), world) + " AS SELECT id + 1 AS id FROM " + world.orders()
                            + ";\n");
            Report report = verdigris.build(BuildRequest.of(world.models()));
            assertThat(report.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(ProblemCode.TEMPORARY_VIEW);
                assertThat(problem.what()).contains("their renames in one transaction");
            });
            assertThat(other.query("SELECT id FROM watched").size()).isEqualTo(3);
        }
    }

    @Test
    void aViewOfTwoLiveRelationsPreventsThePromotion(Sandbox sandbox) {
        try (World world = staged(sandbox)) {
            assertRefused(
                    world,
                    world.schema(0),
                    verdigris -> verdigris.promote(PROMOTE),
                    verdigris -> verdigris.promote(DRY),
                    Verdigris::plan);
            assertThat(world.liveVersions()).containsOnly("1");
        }
    }

    @Test
    void aViewOfTwoLiveRelationsPreventsTheSwapOfADeploy(Sandbox sandbox) {
        try (World world = staged(sandbox);
                SqlSession other = another(world);
                Verdigris verdigris = world.verdigris().load()) {
            other.execute(viewOfBoth(world.schema(0), world));
            Report report = verdigris.deploy(DeployRequest.of(BuildRequest.of(world.models())));
            assertThat(report.problems()).extracting(Problem::code).containsExactly(ProblemCode.TEMPORARY_VIEW);
            assertThat(world.liveVersions()).containsOnly("1");
        }
    }

    @Test
    void aViewThatIsDroppedInTimeOnlyWarnsADeploy(Sandbox sandbox) {
        try (World world = staged(sandbox);
                SqlSession other = another(world);
                Verdigris verdigris = world.verdigris()
                        .listener(event -> {
                            if (event.equals(new ProgressEvent.PartStarted(Verb.BUILD))) {
                                other.execute("DROP VIEW watched");
                            }
                        })
                        .load()) {
            other.execute(viewOfBoth(world.schema(0), world));
            Report report = verdigris.deploy(
                    DeployRequest.of(BuildRequest.of(world.models())).withPromote(PROMOTE));
            assertThat(report.problems()).isEmpty();
            assertThat(report.warnings())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.TEMPORARY_VIEW, ProblemCode.READINESS_SKIPPED);
            assertThat(world.liveVersions()).containsOnly("2");
        }
    }

    @Test
    void aViewOfTwoStagedRelationsPreventsPromotionAndAbort(Sandbox sandbox) {
        try (World world = staged(sandbox)) {
            assertRefused(
                    world,
                    suffixed(world),
                    verdigris -> verdigris.promote(PROMOTE),
                    verdigris -> verdigris.drop(DropRequest.STAGED));
            assertThat(world.liveVersions()).containsOnly("1");
        }
    }

    @Test
    void aViewOfTwoPreviousRelationsPreventsRollbackAndCleanup(Sandbox sandbox) {
        try (World world = promoted(sandbox)) {
            assertRefused(
                    world,
                    suffixed(world),
                    verdigris -> verdigris.rollback(RollbackRequest.DEFAULT),
                    verdigris -> verdigris.drop(DropRequest.PREVIOUS));
            assertThat(world.liveVersions()).containsOnly("2");
        }
    }

    @Test
    void aViewOfTwoLiveRelationsDoesNotPreventCleanup(Sandbox sandbox) {
        try (World world = promoted(sandbox);
                SqlSession other = another(world);
                Verdigris verdigris = world.verdigris().load()) {
            other.execute(viewOfBoth(world.schema(0), world));
            assertThat(verdigris.drop(DropRequest.PREVIOUS).problems()).isEmpty();
            assertThat(other.query("SELECT id FROM watched").size()).isEqualTo(3);
        }
    }

    @Test
    void aViewOfOneRelationOutlivesTheSwapAndItsWayBack(Sandbox sandbox) {
        try (World world = staged(sandbox);
                SqlSession other = another(world);
                Verdigris verdigris = world.verdigris().load()) {
            other.execute("CREATE TEMPORARY VIEW watched AS SELECT version FROM " + first(world.schema(0), world));
            other.execute("CREATE TEMPORARY TABLE unrelated (a int)");
            assertThat(verdigris.promote(DRY).problems()).isEmpty();
            assertThat(verdigris.promote(PROMOTE).problems()).isEmpty();
            assertThat(world.liveVersions()).containsOnly("2");
            assertThat(other.query("SELECT version FROM watched").size()).isEqualTo(3);
            assertThat(verdigris.rollback(RollbackRequest.DEFAULT).problems()).isEmpty();
            assertThat(world.liveVersions()).containsOnly("1");
            assertThat(other.query("SELECT version FROM watched").size()).isEqualTo(3);
        }
    }

    @Test
    void hostileNamesAreReadAsTheServerStoresThem(Sandbox sandbox) {
        try (World world = staged(sandbox, Names.hostile());
                SqlSession other = another(world);
                Verdigris verdigris = world.verdigris().load()) {
            other.execute("SET search_path = " + world.schema(0).schema().sql());
            other.execute("CREATE TEMPORARY VIEW watched AS SELECT a.id FROM " + name("v", world) + " AS a, "
                    + name("w", world) + " AS b");
            assertNamed(verdigris.promote(PROMOTE), world.schema(0), world);
        }
    }

    @Test
    void aViewThatWasCreatedAfterThePlanPreventsTheSwap(Sandbox sandbox) {
        try (World world = staged(sandbox);
                SqlSession other = another(world);
                Verdigris late = world.verdigris()
                        .observer(before(Step.Swap.class, step -> other.execute(viewOfBoth(world.schema(0), world))))
                        .load()) {
            assertNamed(late.promote(PROMOTE), world.schema(0), world);
            assertThat(world.liveVersions()).containsOnly("1");
            other.execute("DROP VIEW watched");
            assertThat(late.promote(PROMOTE).problems()).isEmpty();
            assertThat(world.liveVersions()).containsOnly("2");
        }
    }

    @Test
    void aViewThatWasCreatedAfterThePlanPreventsTheQuarantine(Sandbox sandbox) {
        try (World world = promoted(sandbox);
                SqlSession other = another(world);
                Verdigris late = world.verdigris()
                        .observer(before(
                                Step.Quarantine.class, step -> other.execute(viewOfBoth(suffixed(world), world))))
                        .load()) {
            assertNamed(late.drop(DropRequest.PREVIOUS), suffixed(world), world);
            other.execute("DROP VIEW watched");
            assertThat(late.rollback(RollbackRequest.DEFAULT).problems()).isEmpty();
            assertThat(world.liveVersions()).containsOnly("1");
        }
    }

    @Test
    void aViewThatWasCreatedAfterThePlanPreventsTheDryRun(Sandbox sandbox) throws Exception {
        try (World world = staged(sandbox);
                SqlSession other = another(world);
                Verdigris verdigris = world.verdigris().load();
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            world.system("SELECT mz_sandbox.hold_statements('schema_id = ''0''')");
            Future<Report> dryRun = thread.submit(() -> verdigris.promote(DRY));
            assertThat(sandbox.awaitHeldStatements(1, LIMIT)).isTrue();
            other.execute(viewOfBoth(world.schema(0), world));
            world.system("SELECT mz_sandbox.release_statements()");
            assertNamed(dryRun.get(), world.schema(0), world);
            assertThat(world.liveVersions()).containsOnly("1");
        }
    }
}
