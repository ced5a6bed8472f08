package dev.verdigris.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.Literal;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.EnvironmentState;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.fixture.Consenting;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.internal.connection.SqlSession;
import dev.verdigris.engine.internal.execution.StepObserver;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.request.AwaitRequest;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.DropRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.engine.request.RollbackRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Other tools, other environments and hand-written statements act between the verbs. The ids show what is live. */
@ExtendWith(SandboxExtension.class)
class ForeignHandsTest {

    private static final PromoteRequest PROMOTE = PromoteRequest.DEFAULT.withSkipReadiness("this is a test");

    @TempDir
    Path directory;

    private static Report promote(Verdigris verdigris) {
        return Consenting.promote(verdigris, PROMOTE, ProblemCode.INCOMPLETE, ProblemCode.DRIFTED);
    }

    private static World staged(Sandbox sandbox, Path directory) {
        World world = World.create(sandbox, Names.plain(), 1, directory);
        try (Verdigris verdigris = world.verdigris().load()) {
            world.writeModels(2);
            assertThat(verdigris.init(InitRequest.DEFAULT).problems()).isEmpty();
            assertThat(verdigris.build(BuildRequest.of(world.models())).problems())
                    .isEmpty();
        }
        return world;
    }

    /** The statements of the macro that promotes. */
    private static void swap(World world) {
        world.sql("BEGIN; ALTER SCHEMA " + world.schema(0).sql() + " SWAP WITH "
                + world.schema(0).withSuffix("_g").schema().sql() + "; ALTER CLUSTER "
                + world.cluster(0).sql() + " SWAP WITH "
                + world.cluster(0).withSuffix("_g").sql() + "; COMMIT");
    }

    /** The statements of the macro that cleans up. */
    private static void dropSuffixed(World world) {
        world.sql(
                "DROP SCHEMA " + world.schema(0).withSuffix("_g").sql() + " CASCADE",
                "DROP CLUSTER " + world.cluster(0).withSuffix("_g").sql() + " CASCADE");
    }

    /** The statements of the macro that begins, and a model. */
    private static void stageElsewhere(World world, int version) {
        world.sql(
                "CREATE SCHEMA " + world.schema(0).withSuffix("_g").sql(),
                "CREATE CLUSTER " + world.cluster(0).withSuffix("_g").sql() + " (SIZE = '25cc')",
                "CREATE MATERIALIZED VIEW " + world.suffixedView(0) + " IN CLUSTER "
                        + world.cluster(0).withSuffix("_g").sql() + " AS SELECT id, amount, " + version
                        + " AS version FROM " + world.orders());
    }

    /** C13, C38. */
    @Test
    void aPromotionByAnotherToolIsNotUndoneByPromote(Sandbox sandbox) {
        try (World world = staged(sandbox, directory);
                Verdigris verdigris = world.verdigris().load()) {
            world.createSink(0);
            swap(world);
            Report status = verdigris.status();
            assertThat(status.state()).isEqualTo(EnvironmentState.PROMOTED);
            assertThat(status.notes()).contains("The ids show that another tool has promoted the staged side.");
            assertThat(verdigris.drop(DropRequest.STAGED).problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.NOTHING_STAGED);
            Report promote = promote(verdigris);
            assertThat(promote.outcome()).isEqualTo(Outcome.DONE);
            assertThat(world.liveVersions()).containsOnly("2");
            assertThat(verdigris.rollback(RollbackRequest.DEFAULT).problems()).isEmpty();
            assertThat(world.liveVersions()).containsOnly("1");
            assertThat(promote(verdigris).problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.ROLLED_BACK_FILES);
            assertThat(Consenting.promote(
                                    verdigris,
                                    PROMOTE,
                                    ProblemCode.INCOMPLETE,
                                    ProblemCode.DRIFTED,
                                    ProblemCode.ROLLED_BACK_FILES)
                            .problems())
                    .isEmpty();
            assertThat(verdigris.drop(DropRequest.PREVIOUS).problems()).isEmpty();
            assertThat(world.liveVersions()).containsOnly("2");
            assertThat(verdigris.status().state()).isEqualTo(EnvironmentState.NONE);
        }
    }

    /** C37, C42. */
    @Test
    void aLaterVersionOfAnotherToolIsPromotedAndNotTakenForThePreviousOne(Sandbox sandbox) {
        try (World world = staged(sandbox, directory);
                Verdigris verdigris = world.verdigris().load()) {
            assertThat(promote(verdigris).problems()).isEmpty();
            dropSuffixed(world);
            Report status = verdigris.status();
            assertThat(status.problems()).isEmpty();
            // C42: nothing asks for an init that would be refused.
            assertThat(status.status().orElseThrow().problems()).isEmpty();
            assertThat(status.next()).map(next -> next.verb()).contains(Verb.CLEANUP);
            assertThat(verdigris.rollback(RollbackRequest.DEFAULT).problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.NOT_PROMOTED);

            stageElsewhere(world, 3);
            assertThat(verdigris.status().state()).isEqualTo(EnvironmentState.STAGED);
            assertThat(verdigris.drop(DropRequest.PREVIOUS).problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.NOTHING_STAGED);
            assertThat(verdigris.rollback(RollbackRequest.DEFAULT).problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.NOT_PROMOTED);
            assertThat(world.liveVersions()).containsOnly("2");

            assertThat(promote(verdigris).problems()).isEmpty();
            assertThat(world.liveVersions()).containsOnly("3");
            assertThat(promote(verdigris).steps()).isEmpty();
            assertThat(world.liveVersions()).containsOnly("3");
            assertThat(verdigris.rollback(RollbackRequest.DEFAULT).problems()).isEmpty();
            assertThat(world.liveVersions()).containsOnly("2");
        }
    }

    /** C03. */
    @Test
    void anEnvironmentThatWasEditedIsRefusedByEveryVerb(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 2, directory)) {
            try (Verdigris whole = world.verdigris().load()) {
                assertThat(whole.init(InitRequest.DEFAULT).problems()).isEmpty();
            }
            Environment edited = new Environment(
                    world.environment().name(),
                    world.environment().database(),
                    List.of(world.schema(0)),
                    List.of(world.cluster(0), world.cluster(1)),
                    "_g");
            try (Verdigris verdigris =
                    Verdigris.configure(world.settings(), edited).load()) {
                world.writeModels(2);
                List<Report> reports = List.of(
                        verdigris.init(InitRequest.DEFAULT),
                        verdigris.await(AwaitRequest.DEFAULT),
                        promote(verdigris),
                        verdigris.promote(PROMOTE.withAwaiting(AwaitRequest.DEFAULT)),
                        verdigris.rollback(RollbackRequest.DEFAULT),
                        verdigris.drop(DropRequest.PREVIOUS),
                        verdigris.drop(DropRequest.STAGED));
                assertThat(verdigris.status().status().orElseThrow().problems())
                        .extracting(Problem::code)
                        .contains(ProblemCode.ENVIRONMENT_CHANGED);
                assertThat(reports)
                        .allSatisfy(report -> assertThat(report.problems()).anySatisfy(problem -> {
                            assertThat(problem.code()).isEqualTo(ProblemCode.ENVIRONMENT_CHANGED);
                            assertThat(problem.what()).contains(world.schema(1).toString());
                        }));
            }
        }
    }

    /** C12. */
    @Test
    void environmentsThatShareAPairDoNotTouchEachOther(Sandbox sandbox) {
        try (World world = staged(sandbox, directory)) {
            Environment other = new Environment(
                    Identifier.of("other"), world.environment().database(), List.of(world.schema(0)), List.of(), "_g");
            try (Verdigris verdigris =
                    Verdigris.configure(world.settings(), other).load()) {
                List<Report> reports = List.of(
                        verdigris.init(InitRequest.DEFAULT),
                        verdigris.build(BuildRequest.of(world.models())),
                        verdigris.await(AwaitRequest.DEFAULT),
                        promote(verdigris),
                        verdigris.promote(PROMOTE.withAwaiting(AwaitRequest.DEFAULT)),
                        verdigris.rollback(RollbackRequest.DEFAULT),
                        verdigris.drop(DropRequest.PREVIOUS),
                        verdigris.drop(DropRequest.STAGED));
                assertThat(reports).allSatisfy(report -> {
                    assertThat(report.outcome()).isEqualTo(Outcome.CONFLICT);
                    assertThat(report.problems()).extracting(Problem::code).containsExactly(ProblemCode.PAIRS_TAKEN);
                    assertThat(report.readiness()).isEmpty();
                });
            }
            assertThat(world.one("SELECT DISTINCT version FROM " + world.suffixedView(0)))
                    .isEqualTo("2");
        }
    }

    /** The live side would be the one that is dropped if abort went on with its first plan. */
    @Test
    void aPromotionByAnotherToolDuringTheDrainEndsAnAbort(Sandbox sandbox) {
        try (World world = staged(sandbox, directory)) {
            SqlSession reader = SqlSession.open(
                    world.settings(), Optional.of(world.sinkCluster().value()), notice -> {});
            reader.execute("BEGIN");
            reader.execute("DECLARE c CURSOR FOR SUBSCRIBE (SELECT id FROM " + world.suffixedView(0) + ")");
            reader.script("FETCH 1 c");
            AtomicBoolean swapped = new AtomicBoolean();
            try (Verdigris verdigris = world.verdigris()
                    .listener(event -> {
                        if (event instanceof ProgressEvent.Waiting && swapped.compareAndSet(false, true)) {
                            swap(world);
                            reader.execute("ROLLBACK");
                        }
                    })
                    .load()) {
                Report abort = verdigris.drop(DropRequest.STAGED);
                assertThat(swapped).isTrue();
                assertThat(abort.problems()).extracting(Problem::code).containsExactly(ProblemCode.NOTHING_STAGED);
                assertThat(abort.steps()).extracting(StepReport::kind).containsExactly("await-drain");
                assertThat(abort.state()).isEqualTo(EnvironmentState.PROMOTED);
                assertThat(world.liveVersions()).containsOnly("2");
                assertThat(verdigris.rollback(RollbackRequest.DEFAULT).problems())
                        .isEmpty();
                assertThat(world.liveVersions()).containsOnly("1");
            } finally {
                reader.abandon();
            }
        }
    }

    /** C01: both want the same lock schema at the same moment. */
    @Test
    void ofTwoProjectsInARaceForOneNameBothBegin(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 2, directory);
                Verdigris one =
                        Verdigris.configure(world.settings(), part(world, 0)).load();
                Verdigris two = Verdigris.configure(world.settings(), part(world, 1))
                        .observer(before(
                                Step.CreateLockSchema.class,
                                () -> assertThat(one.init(InitRequest.DEFAULT).problems())
                                        .isEmpty()))
                        .load()) {
            assertThat(two.init(InitRequest.DEFAULT).problems()).isEmpty();
            assertThat(one.status().state()).isEqualTo(EnvironmentState.STAGED);
            assertThat(two.status().state()).isEqualTo(EnvironmentState.STAGED);
        }
    }

    /** C12: the first one to create its state view goes on; nothing of the other one is left. */
    @Test
    void anEnvironmentThatLocksASharedPairSecondWithdraws(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory)) {
            Environment other = new Environment(
                    Identifier.of("other"), world.environment().database(), List.of(world.schema(0)), List.of(), "_g");
            try (Verdigris first = Verdigris.configure(world.settings(), other).load();
                    Verdigris second = world.verdigris()
                            .observer(before(
                                    Step.CreateStateView.class,
                                    () -> assertThat(first.init(InitRequest.DEFAULT)
                                                    .problems())
                                            .isEmpty()))
                            .load()) {
                assertThat(second.init(InitRequest.DEFAULT).problems())
                        .extracting(Problem::code)
                        .containsExactly(ProblemCode.LOST_RACE);
                assertThat(first.status().state()).isEqualTo(EnvironmentState.STAGED);
            }
            assertThat(world.one("SELECT count(*) FROM mz_schemas WHERE name = "
                            + Literal.of("verdigris_"
                                            + world.environment().name().value())
                                    .sql()))
                    .isEqualTo("0");
        }
    }

    private static StepObserver before(Class<? extends Step> kind, Runnable act) {
        AtomicBoolean done = new AtomicBoolean();
        return new StepObserver() {
            @Override
            public void before(Step step) {
                if (kind.isInstance(step) && done.compareAndSet(false, true)) {
                    act.run();
                }
            }

            @Override
            public void after(Step step) {}
        };
    }

    /** C01. */
    @Test
    void twoProjectsWithOneEnvironmentNameWorkSideBySide(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 2, directory)) {
            Environment first = part(world, 0);
            Environment second = part(world, 1);
            try (Verdigris one = Verdigris.configure(world.settings(), first).load();
                    Verdigris two =
                            Verdigris.configure(world.settings(), second).load()) {
                assertThat(one.init(InitRequest.DEFAULT).problems()).isEmpty();
                assertThat(two.init(InitRequest.DEFAULT).problems()).isEmpty();
                assertThat(two.status().state()).isEqualTo(EnvironmentState.STAGED);
                assertThat(one.drop(DropRequest.STAGED).problems()).isEmpty();
                assertThat(one.status().state()).isEqualTo(EnvironmentState.NONE);
                assertThat(two.status().state()).isEqualTo(EnvironmentState.STAGED);
                assertThat(two.drop(DropRequest.STAGED).problems()).isEmpty();
                assertThat(two.status().state()).isEqualTo(EnvironmentState.NONE);
            }
            assertThat(world.liveVersions()).containsOnly("1");
        }
    }

    private static Environment part(World world, int pair) {
        return new Environment(
                world.environment().name(),
                world.environment().database(),
                List.of(world.schema(pair)),
                List.of(world.cluster(pair)),
                "_g");
    }
}
