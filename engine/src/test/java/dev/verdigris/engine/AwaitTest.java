package dev.verdigris.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.Literal;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.readiness.ClusterFigures;
import dev.verdigris.core.readiness.Exemption;
import dev.verdigris.core.readiness.ReadinessPolicy;
import dev.verdigris.core.readiness.Verdict;
import dev.verdigris.core.report.EnvironmentState;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.progress.CancelledException;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.request.AwaitRequest;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.EngineOptions;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(SandboxExtension.class)
class AwaitTest {

    /** Longer than any busy machine needs. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @TempDir
    Path directory;

    @Test
    void theReportNamesTheWaitingObjectAfterTheTimeLimit(Sandbox sandbox) {
        try (World world = held(sandbox);
                Verdigris verdigris = world.verdigris().load()) {
            Report report = verdigris.await(AwaitRequest.DEFAULT.withTimeout(Duration.ofSeconds(20)));
            assertThat(report.outcome()).isEqualTo(Outcome.NOT_READY);
            assertThat(report.problems()).extracting(Problem::code).containsOnly(ProblemCode.NOT_READY);
            assertThat(report.problems())
                    .extracting(Problem::where)
                    .anyMatch(where ->
                            where.equals("materialized view " + world.schema(0).withSuffix("_g") + "."
                                    + world.names().of("v")));
        }
    }

    @Test
    void pollingSeesTheEndOfHydration(Sandbox sandbox) {
        try (World world = held(sandbox)) {
            AtomicBoolean released = new AtomicBoolean();
            try (Verdigris verdigris = world.verdigris()
                    .listener(event -> releaseOnce(world, released, event))
                    .time(InstantSource.system(), duration -> Thread.onSpinWait())
                    .load()) {
                Report report = verdigris.await(AwaitRequest.DEFAULT.withTimeout(PATIENCE));
                assertThat(report.problems()).isEmpty();
                Assessment assessment = report.readiness().orElseThrow();
                assertThat(assessment.isReady()).isTrue();
                assertThat(assessment.objects())
                        .filteredOn(judged -> judged.figures().liveLag().isPresent())
                        .anyMatch(judged -> judged.figures().hydratedOn().equals(List.of(Identifier.of("r1"))));
                assertThat(assessment.clusters())
                        .flatExtracting(ClusterFigures::replicas)
                        .anyMatch(replica -> replica.up() && replica.processes() == 1);
            }
            assertThat(released).isTrue();
        }
    }

    @Test
    void thePausesBetweenLooksVary(Sandbox sandbox) {
        Duration interval = Duration.ofSeconds(10);
        List<Duration> pauses = new CopyOnWriteArrayList<>();
        try (World world = held(sandbox);
                Verdigris verdigris = world.verdigris()
                        .options(EngineOptions.DEFAULT.withSubscribing(false).withPollInterval(interval))
                        .time(InstantSource.system(), duration -> {
                            pauses.add(duration);
                            if (pauses.size() == 3) {
                                world.system("SELECT mz_sandbox.release_hydration('*')");
                            }
                        })
                        .load()) {
            assertThat(verdigris
                            .await(AwaitRequest.DEFAULT.withTimeout(PATIENCE))
                            .problems())
                    .isEmpty();
        }
        assertThat(pauses)
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(pause -> assertThat(pause).isBetween(Duration.ofSeconds(8), interval));
        assertThat(Set.copyOf(pauses)).hasSizeGreaterThan(1);
    }

    @Test
    void aSubscriptionSeesItLongBeforeTheNextPoll(Sandbox sandbox) {
        try (World world = held(sandbox)) {
            AtomicBoolean released = new AtomicBoolean();
            List<ProgressEvent> events = new CopyOnWriteArrayList<>();
            EngineOptions patient = EngineOptions.DEFAULT.withParallelism(1).withPollInterval(PATIENCE);
            long start = System.nanoTime();
            try (Verdigris verdigris = world.verdigris()
                    .options(patient)
                    .listener(event -> {
                        events.add(event);
                        releaseOnce(world, released, event);
                    })
                    .time(InstantSource.system(), duration -> LockSupport.parkNanos(duration.toNanos()))
                    .load()) {
                assertThat(verdigris.await(AwaitRequest.DEFAULT).problems()).isEmpty();
            }
            assertThat(events).doesNotHaveAnyElementsOfTypes(ProgressEvent.Remark.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
        }
    }

    /** The first look needs no signal, and the new subscription signals at once. The third one is the first that waits. */
    @Test
    void signalsInARowKeepADistance(Sandbox sandbox) {
        List<Duration> pauses = new CopyOnWriteArrayList<>();
        AtomicInteger looks = new AtomicInteger();
        try (World world = held(sandbox);
                Verdigris verdigris = world.verdigris()
                        .options(EngineOptions.DEFAULT.withPollInterval(PATIENCE))
                        .listener(event -> {
                            if (event instanceof ProgressEvent.Judged) {
                                int look = looks.incrementAndGet();
                                String change = look % 2 == 1 ? "CREATE TABLE change (a int)" : "DROP TABLE change";
                                world.system(look < 5 ? change : "SELECT mz_sandbox.release_hydration('*')");
                            }
                        })
                        .time(InstantSource.system(), pauses::add)
                        .load()) {
            assertThat(verdigris.await(AwaitRequest.DEFAULT).problems()).isEmpty();
        }
        assertThat(pauses)
                .hasSize(looks.get() - 2)
                .allSatisfy(pause -> assertThat(pause).isBetween(Duration.ofMillis(25), PATIENCE));
    }

    @Test
    void aSinkThatRunsAgainIsSeenBeforeTheNextPoll(Sandbox sandbox) {
        AtomicInteger looks = new AtomicInteger();
        try (World world = staged(sandbox)) {
            world.createSink(0);
            String name = world.names().of("staged");
            world.sql(world.sinkSql(world.schema(0).withSuffix("_g"), name, 0));
            String status = "SELECT status FROM mz_internal.mz_sink_statuses WHERE name = "
                    + Literal.of(name).sql();
            world.until(status, "running");
            world.system("SELECT mz_sandbox.stall(" + Literal.of(name).sql() + ")");
            world.until(status, "stalled");
            long start = System.nanoTime();
            try (Verdigris verdigris = world.verdigris()
                    .options(EngineOptions.DEFAULT.withPollInterval(PATIENCE))
                    .listener(event -> {
                        boolean alone = event instanceof ProgressEvent.Judged judged
                                && judged.assessment().open().size() == 1;
                        // The first look needs no signal, and the new subscription signals at once.
                        if (alone && looks.incrementAndGet() == 2) {
                            world.system("SELECT mz_sandbox.resume("
                                    + Literal.of(name).sql() + ")");
                        }
                    })
                    .load()) {
                assertThat(verdigris.await(AwaitRequest.DEFAULT).problems()).isEmpty();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE.dividedBy(2));
        }
    }

    /** Without a second subscription, the next look would come after the time limit. */
    @Test
    void aSubscriptionThatEndsIsMadeAgain(Sandbox sandbox) throws Exception {
        try (World world = held(sandbox)) {
            AtomicBoolean cancelled = new AtomicBoolean();
            AtomicInteger looks = new AtomicInteger();
            AtomicBoolean released = new AtomicBoolean();
            List<ProgressEvent> events = new CopyOnWriteArrayList<>();
            world.system("SELECT mz_sandbox.hold_statements('FETCH 1 verdigris_changes')");
            try (Verdigris verdigris = world.verdigris()
                    .options(EngineOptions.DEFAULT.withPollInterval(PATIENCE))
                    .listener(event -> {
                        events.add(event);
                        // The first look after the loss needs no signal, the second one does.
                        if (event instanceof ProgressEvent.Judged && cancelled.get() && looks.incrementAndGet() > 1) {
                            releaseOnce(world, released, event);
                        }
                    })
                    .load()) {
                Future<Report> report = CompletableFuture.supplyAsync(
                        () -> verdigris.await(AwaitRequest.DEFAULT.withTimeout(PATIENCE)));
                assertThat(sandbox.awaitHeldStatements(1, PATIENCE)).isTrue();
                cancelled.set(true);
                world.column("SELECT connection_id FROM mz_internal.mz_sessions WHERE role_id LIKE 'u%'")
                        .forEach(session -> world.system("SELECT pg_cancel_backend(" + session + ")"));
                world.system("SELECT mz_sandbox.release_statements()");
                assertThat(report.get().problems()).isEmpty();
            }
            assertThat(events)
                    .filteredOn(ProgressEvent.Remark.class::isInstance)
                    .singleElement()
                    .asString()
                    .contains("it is made again");
        }
    }

    @Test
    void anInterruptEndsTheWait(Sandbox sandbox) {
        try (World world = held(sandbox);
                Verdigris verdigris = world.verdigris()
                        .listener(event -> {
                            if (event instanceof ProgressEvent.Judged) {
                                Thread.currentThread().interrupt();
                            }
                        })
                        .load()) {
            assertThatThrownBy(() -> verdigris.await(AwaitRequest.DEFAULT)).isInstanceOf(CancelledException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void repeatedCrashesOfAReplicaFailAtOnce(Sandbox sandbox) {
        try (World world = held(sandbox)) {
            String cluster = world.cluster(0).withSuffix("_g").value();
            world.system("SELECT mz_sandbox.crash_loop_replica('" + cluster + "', 'r1')");
            try (Verdigris verdigris = world.verdigris().load()) {
                Report report = verdigris.await(AwaitRequest.DEFAULT);
                assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
                assertThat(report.problems()).extracting(Problem::code).containsExactly(ProblemCode.NEVER_READY);
                assertThat(report.readiness())
                        .hasValueSatisfying(
                                judged -> assertThat(judged.isFailed()).isTrue());
            }
        }
    }

    @Test
    void anExemptObjectIsNotWaitedForAndTheReportsSayWhy(Sandbox sandbox) {
        try (World world = held(sandbox);
                Verdigris verdigris = world.verdigris().load()) {
            ObjectName name =
                    new ObjectName(world.schema(0), Identifier.of(world.names().of("v")));
            ReadinessPolicy policy = ReadinessPolicy.builder()
                    .exemptions(List.of(new Exemption(name, Optional.empty(), "OPS-7")))
                    .build();
            Report awaited =
                    verdigris.await(AwaitRequest.DEFAULT.withPolicy(policy).withTimeout(Duration.ZERO));
            assertThat(awaited.problems())
                    .isNotEmpty()
                    .noneMatch(problem -> problem.where().startsWith("materialized view"));
            String sentence = name + " is not waited for: OPS-7.";
            assertThat(awaited.notes()).containsOnlyOnce(sentence);
            assertThat(verdigris.status(policy).notes()).containsOnlyOnce(sentence);
            assertThat(verdigris.plan(PromoteRequest.DEFAULT.withPolicy(policy)).notes())
                    .containsOnlyOnce(sentence)
                    .containsAll(policy.sentences());
        }
    }

    /** What recovers before the time limit was no failure. */
    @Test
    void replicasThatStartLateAreWaitedFor(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory)) {
            world.system("SELECT mz_sandbox.hold_replicas('*')");
            stage(world);
            AtomicBoolean released = new AtomicBoolean();
            List<String> reasons = new CopyOnWriteArrayList<>();
            try (Verdigris verdigris = world.verdigris()
                    .listener(event -> {
                        if (event instanceof ProgressEvent.Judged judged
                                && judged.assessment().overall() instanceof Verdict.Waiting waiting) {
                            reasons.add(waiting.reason());
                        }
                        if (event instanceof ProgressEvent.Judged && released.compareAndSet(false, true)) {
                            world.system("SELECT mz_sandbox.release_replicas('*')");
                        }
                    })
                    .load()) {
                assertThat(verdigris.await(AwaitRequest.DEFAULT).problems()).isEmpty();
            }
            assertThat(reasons).first().asString().contains("no replica of cluster", "is up yet");
        }
    }

    @Test
    void awaitLastsUntilAllStayedReadyLongEnough(Sandbox sandbox) {
        try (World world = staged(sandbox);
                Verdigris verdigris = world.verdigris()
                        .time(InstantSource.system(), duration -> Thread.onSpinWait())
                        .load()) {
            ReadinessPolicy stable =
                    ReadinessPolicy.builder().stableFor(Duration.ofSeconds(2)).build();
            Report report = verdigris.await(AwaitRequest.DEFAULT.withPolicy(stable));
            assertThat(report.problems()).isEmpty();
            Assessment judged = report.readiness().orElseThrow();
            assertThat(Duration.between(judged.readySince().orElseThrow(), judged.at()))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        }
    }

    @Test
    void promoteWaitsFirstOnRequest(Sandbox sandbox) {
        try (World world = held(sandbox)) {
            AtomicBoolean released = new AtomicBoolean();
            try (Verdigris verdigris = world.verdigris()
                    .listener(event -> releaseOnce(world, released, event))
                    .time(InstantSource.system(), duration -> Thread.onSpinWait())
                    .load()) {
                Report report = verdigris.promote(
                        PromoteRequest.DEFAULT.withAwaiting(AwaitRequest.DEFAULT.withTimeout(PATIENCE)));
                assertThat(report.problems()).isEmpty();
                assertThat(report.state()).isEqualTo(EnvironmentState.PROMOTED);
            }
            assertThat(world.liveVersions()).containsOnly("2");
        }
    }

    @Test
    void c40AWaitForAnEmptyStagedSideEndsAtOnce(Sandbox sandbox) {
        List<ProgressEvent> events = new CopyOnWriteArrayList<>();
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = world.verdigris().listener(events::add).load()) {
            assertThat(verdigris.init(InitRequest.DEFAULT).problems()).isEmpty();
            List<Report> reports = List.of(
                    verdigris.await(AwaitRequest.DEFAULT),
                    verdigris.promote(PromoteRequest.DEFAULT.withAwaiting(AwaitRequest.DEFAULT)));
            assertThat(reports).allSatisfy(report -> {
                assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
                assertThat(report.problems()).extracting(Problem::code).containsExactly(ProblemCode.STAGED_EMPTY);
            });
            assertThat(events).doesNotHaveAnyElementsOfTypes(ProgressEvent.Judged.class);
        }
    }

    @Test
    void awaitRefusesAnEnvironmentWithoutAStagedSide(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = world.verdigris().load()) {
            assertThat(verdigris.await(AwaitRequest.DEFAULT).problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.NOTHING_STAGED);
        }
    }

    private static void releaseOnce(World world, AtomicBoolean released, ProgressEvent event) {
        if (event instanceof ProgressEvent.Judged && released.compareAndSet(false, true)) {
            world.system("SELECT mz_sandbox.release_hydration('*')");
        }
    }

    /** A staged side that does not hydrate until it is released. */
    private World held(Sandbox sandbox) {
        World world = World.create(sandbox, Names.plain(), 1, directory);
        world.system("SELECT mz_sandbox.hold_hydration('*')");
        stage(world);
        return world;
    }

    private World staged(Sandbox sandbox) {
        World world = World.create(sandbox, Names.plain(), 1, directory);
        stage(world);
        return world;
    }

    private static void stage(World world) {
        world.writeModels(2);
        try (Verdigris verdigris = world.verdigris().load()) {
            assertThat(verdigris.init(InitRequest.DEFAULT).problems()).isEmpty();
            assertThat(verdigris.build(BuildRequest.of(world.models())).problems())
                    .isEmpty();
        }
    }
}
