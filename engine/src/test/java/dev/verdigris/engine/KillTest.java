package dev.verdigris.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.name.Literal;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.report.EnvironmentState;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.fixture.Deployments;
import dev.verdigris.engine.fixture.Killed;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.internal.execution.StepObserver;
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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Kills a verb at the boundaries between its steps; run again, it must end where an undisturbed run would have. The
 * profile {@code proofs} takes every boundary, a normal build every sixth one and the last.
 */
@ExtendWith(SandboxExtension.class)
class KillTest {

    private static final int STRIDE = Boolean.getBoolean("verdigris.proofs") ? 1 : 6;

    private static final PromoteRequest PROMOTE = PromoteRequest.DEFAULT.withSkipReadiness("this is a test");

    @TempDir
    Path directory;

    @Test
    void aKilledInitEndsLikeAnUndisturbedOne(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory)) {
            String reader = world.names().of("reader");
            world.system("CREATE ROLE " + reader);
            world.sql(
                    "GRANT USAGE ON SCHEMA " + world.schema(0).sql() + " TO " + reader,
                    "GRANT USAGE ON CLUSTER " + world.cluster(0).sql() + " TO PUBLIC",
                    "COMMENT ON SCHEMA " + world.schema(0).sql() + " IS 'orders'",
                    "ALTER DEFAULT PRIVILEGES FOR ROLE materialize IN SCHEMA "
                            + world.schema(0).sql() + " GRANT SELECT ON TABLES TO " + reader);
            killEverywhere(
                    world,
                    ignored -> {},
                    verdigris -> verdigris.init(InitRequest.DEFAULT),
                    verdigris -> verdigris.drop(DropRequest.STAGED),
                    EnvironmentState.STAGED,
                    KillTest::staged);
        }
    }

    @Test
    void aKilledPromoteEndsLikeAnUndisturbedOne(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 2, directory)) {
            world.createSink(0);
            world.createSink(1);
            stage(world);
            Deployments.recordConsents(own(world));
            killEverywhere(
                    world,
                    ignored -> {},
                    verdigris -> verdigris.promote(Deployments.FORWARD_AGAIN),
                    verdigris -> verdigris.rollback(RollbackRequest.DEFAULT),
                    EnvironmentState.PROMOTED,
                    World::liveVersions);
        }
    }

    @Test
    void aKilledRollbackEndsLikeAnUndisturbedOne(Sandbox sandbox) {
        for (int sinks = 0; sinks <= 1; sinks++) {
            try (World world = World.create(sandbox, Names.plain(), 2, directory.resolve("sinks" + sinks))) {
                for (int i = 0; i < sinks; i++) {
                    world.createSink(i);
                }
                stage(world);
                killEverywhere(
                        world,
                        KillTest::promote,
                        verdigris -> verdigris.rollback(RollbackRequest.DEFAULT),
                        Verdigris::status,
                        EnvironmentState.ROLLED_BACK,
                        World::liveVersions);
                assertThat(world.liveVersions()).containsOnly("1");
            }
        }
    }

    @Test
    void aKilledCleanupEndsLikeAnUndisturbedOne(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory)) {
            List<String> before = world.inventory();
            killEverywhere(
                    world,
                    prepared -> {
                        stageAnew(prepared);
                        promote(prepared);
                    },
                    verdigris -> verdigris.drop(DropRequest.PREVIOUS),
                    Verdigris::status,
                    EnvironmentState.NONE,
                    World::remains);
            assertThat(world.inventory()).isEqualTo(before);
        }
    }

    @Test
    void aKilledAbortEndsLikeAnUndisturbedOne(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory)) {
            killEverywhere(
                    world,
                    KillTest::stageAnew,
                    verdigris -> verdigris.drop(DropRequest.STAGED),
                    Verdigris::status,
                    EnvironmentState.NONE,
                    World::remains);
            assertThat(world.liveVersions()).containsOnly("1");
        }
    }

    /** Stages without a history schema, so that its creation is one of the steps. */
    private static void stageAnew(World world) {
        world.sql("DROP SCHEMA IF EXISTS " + world.history().sql() + " CASCADE");
        stage(world);
    }

    @Test
    void aKilledBuildEndsLikeAnUndisturbedOne(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 2, directory)) {
            String reader = world.createReader();
            world.giveAway(1);
            world.sql(
                    "COMMENT ON MATERIALIZED VIEW " + world.view(0) + " IS 'all orders'",
                    "COMMENT ON COLUMN " + world.view(0) + ".amount IS 'in cents'");
            world.writeModels(2);
            world.write(
                    0,
                    "big",
                    "CREATE VIEW big AS SELECT id FROM " + world.names().of("v")
                            + ";\nCOMMENT ON VIEW big IS 'large orders';\nGRANT SELECT ON big TO " + reader);
            killEverywhere(
                    world,
                    KillTest::begin,
                    verdigris -> verdigris.build(BuildRequest.of(world.models())),
                    verdigris -> verdigris.drop(DropRequest.STAGED),
                    EnvironmentState.STAGED,
                    KillTest::built);
        }
    }

    @Test
    void aBuildOverAnEarlierOneEndsWhereAnUndisturbedOneWouldHave(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory)) {
            killEverywhere(
                    world,
                    KillTest::stage,
                    verdigris -> {
                        world.writeModels(3);
                        return verdigris.build(BuildRequest.of(world.models()));
                    },
                    verdigris -> {
                        assertThat(world.one("SELECT DISTINCT version FROM " + world.suffixedView(0)))
                                .isEqualTo("3");
                        return verdigris.drop(DropRequest.STAGED);
                    },
                    EnvironmentState.STAGED,
                    KillTest::built);
        }
    }

    @Test
    void aKilledBuildLeavesWhatTheNextOneKeeps(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 2, directory)) {
            List<String> kept = new ArrayList<>();
            killEverywhere(
                    world,
                    prepared -> {
                        stage(prepared);
                        kept.clear();
                        kept.addAll(idsOfSecondPair(prepared));
                    },
                    verdigris -> {
                        world.writeModel(0, 3);
                        return verdigris.build(BuildRequest.of(world.models()));
                    },
                    verdigris -> {
                        assertThat(idsOfSecondPair(world)).hasSize(2).isEqualTo(kept);
                        return verdigris.drop(DropRequest.STAGED);
                    },
                    EnvironmentState.STAGED,
                    KillTest::built);
        }
    }

    private static List<String> idsOfSecondPair(World world) {
        return world.column(
                "SELECT o.id FROM mz_catalog.mz_objects o JOIN mz_catalog.mz_schemas s ON s.id = o.schema_id"
                        + " WHERE s.name = "
                        + Literal.of(world.schema(1).withSuffix("_g").schema().value())
                                .sql() + " ORDER BY 1");
    }

    @Test
    void aKilledDeployWithoutIdEndsLikeAnUndisturbedOne(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory)) {
            world.createSink(0);
            world.writeModels(2);
            // Each round rolls the version back that the next round deploys.
            DeployRequest request =
                    DeployRequest.of(BuildRequest.of(world.models())).withPromote(Deployments.FORWARD_AGAIN);
            killEverywhere(
                    world,
                    ignored -> {},
                    verdigris -> verdigris.deploy(request),
                    verdigris -> {
                        assertThat(verdigris.rollback(RollbackRequest.DEFAULT).problems())
                                .isEmpty();
                        return verdigris.drop(DropRequest.STAGED);
                    },
                    EnvironmentState.PROMOTED,
                    World::liveVersions);
        }
    }

    @Test
    void aKilledAdoptionEndsLikeAnUndisturbedOne(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory)) {
            String cluster = world.cluster(0).withSuffix("_g").sql();
            killEverywhere(
                    world,
                    prepared -> prepared.sql(
                            "CREATE SCHEMA "
                                    + prepared.schema(0).withSuffix("_g").sql(),
                            "CREATE CLUSTER " + cluster + " (SIZE = '25cc')",
                            "CREATE MATERIALIZED VIEW " + prepared.suffixedView(0) + " IN CLUSTER " + cluster
                                    + " AS SELECT id, amount, 2 AS version FROM " + prepared.orders(),
                            "CREATE INDEX IN CLUSTER " + cluster + " ON " + prepared.suffixedView(0) + " (id)"),
                    verdigris -> verdigris.promote(PROMOTE),
                    verdigris -> {
                        assertThat(verdigris.rollback(RollbackRequest.DEFAULT).problems())
                                .isEmpty();
                        return verdigris.drop(DropRequest.STAGED);
                    },
                    EnvironmentState.PROMOTED,
                    World::liveVersions);
        }
    }

    /** The staged objects by kind and name, with owners, grants and comments. */
    private static List<String> built(World world) {
        String staged = " JOIN mz_catalog.mz_schemas s ON s.id = o.schema_id WHERE s.name LIKE '%\\_g' ORDER BY 1";
        List<String> found = new ArrayList<>(
                world.column("SELECT s.name || '.' || o.name || ' ' || o.type || ' ' || o.owner_id || ' '"
                        + " || COALESCE(o.privileges::text, '') FROM mz_catalog.mz_objects o" + staged));
        found.addAll(world.column("SELECT o.name || ' ' || COALESCE(c.object_sub_id, 0)::text || ' ' || c.comment"
                + " FROM mz_internal.mz_comments c JOIN mz_catalog.mz_objects o ON o.id = c.id" + staged));
        return found;
    }

    /** Each run is of one deployment, whose files a test may edit. */
    private static Verdigris.Builder own(World world) {
        return world.verdigris().deployer(Deployer.of(new DeploymentId("killed")));
    }

    private static void begin(World world) {
        try (Verdigris verdigris = own(world).load()) {
            assertThat(verdigris.init(InitRequest.DEFAULT).problems()).isEmpty();
        }
    }

    private static void stage(World world) {
        world.writeModels(2);
        try (Verdigris verdigris = own(world).load()) {
            assertThat(verdigris.init(InitRequest.DEFAULT).problems()).isEmpty();
            assertThat(verdigris.build(BuildRequest.of(world.models())).problems())
                    .isEmpty();
        }
    }

    private static void promote(World world) {
        try (Verdigris verdigris = own(world).load()) {
            assertThat(verdigris.promote(Deployments.FORWARD_AGAIN).outcome()).isEqualTo(Outcome.DONE);
        }
    }

    /** What init is to make: names, owners, grants, comments and default privileges of all it stages. */
    private static List<String> staged(World world) {
        List<String> found = world.inventory();
        found.addAll(world.column("SELECT s.name || ' ' || s.owner_id || ' ' || s.privileges::text"
                + " FROM mz_catalog.mz_schemas s WHERE s.name LIKE '%\\_g' ORDER BY 1"));
        found.addAll(world.column("SELECT c.name || ' ' || c.owner_id || ' ' || c.size || ' ' || c.privileges::text"
                + " FROM mz_catalog.mz_clusters c WHERE c.name LIKE '%\\_g' ORDER BY 1"));
        found.addAll(world.column("SELECT s.name || ' ' || c.comment FROM mz_internal.mz_comments c"
                + " JOIN mz_catalog.mz_schemas s ON s.id = c.id"
                + " WHERE c.object_type = 'schema' AND s.name LIKE '%\\_g' ORDER BY 1"));
        found.addAll(world.column("SELECT s.name || ' ' || d.grantee || ' ' || d.privileges"
                + " FROM mz_catalog.mz_default_privileges d JOIN mz_catalog.mz_schemas s ON s.id = d.schema_id"
                + " WHERE s.name LIKE '%\\_g' ORDER BY 1"));
        return found;
    }

    /**
     * Runs a verb undisturbed once for its end, then once more for each boundary at which it can be killed.
     *
     * @param undo takes the world back to where the verb can run again
     */
    private static void killEverywhere(
            World world,
            Consumer<World> prepare,
            Function<Verdigris, Report> verb,
            Function<Verdigris, Report> undo,
            EnvironmentState state,
            Function<World, List<String>> end) {
        prepare.accept(world);
        CrashAt counting = new CrashAt(Integer.MAX_VALUE);
        List<String> expected;
        int boundaries;
        try (Verdigris verdigris = own(world).observer(counting).load()) {
            Report report = verb.apply(verdigris);
            assertThat(report.problems()).isEmpty();
            boundaries = counting.seen.getAndSet(0);
            expected = end.apply(world);
            assertThat(undo.apply(verdigris).problems()).isEmpty();
        }
        assertThat(boundaries).isGreaterThan(1);
        for (int boundary : boundaries(boundaries)) {
            prepare.accept(world);
            CrashAt crash = new CrashAt(boundary);
            try (Verdigris dying = own(world).observer(crash).load()) {
                assertThatThrownBy(() -> verb.apply(dying)).isInstanceOf(Killed.class);
            }
            try (Verdigris verdigris = own(world).load()) {
                Report report = verb.apply(verdigris);
                assertThat(report.problems()).as("killed " + crash.where).isEmpty();
                assertThat(report.state()).as("killed " + crash.where).isEqualTo(state);
                assertThat(end.apply(world)).as("killed " + crash.where).isEqualTo(expected);
                assertThat(undo.apply(verdigris).problems()).isEmpty();
            }
        }
    }

    private static int[] boundaries(int last) {
        return IntStream.rangeClosed(1, last)
                .filter(boundary -> boundary % STRIDE == 1 % STRIDE || boundary == last)
                .toArray();
    }

    /** Throws at one boundary, as if the process had died there. */
    private static final class CrashAt implements StepObserver {

        private final AtomicInteger seen = new AtomicInteger();
        private final int boundary;
        private String where = "nowhere";

        CrashAt(int boundary) {
            this.boundary = boundary;
        }

        @Override
        public void before(Step step) {
            pass("before " + step);
        }

        @Override
        public void after(Step step) {
            pass("after " + step);
        }

        private void pass(String place) {
            if (seen.incrementAndGet() == boundary) {
                where = place;
                throw new Killed();
            }
        }
    }
}
