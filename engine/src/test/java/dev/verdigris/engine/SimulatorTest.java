package dev.verdigris.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

import dev.verdigris.core.deployment.StagedSizes;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.sink.SinkWay;
import dev.verdigris.core.sink.SinkWays;
import dev.verdigris.core.sink.Topic;
import dev.verdigris.engine.fixture.Consenting;
import dev.verdigris.engine.fixture.Deployments;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.SimulatorCheck;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.internal.connection.SqlSession;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.request.AwaitRequest;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.DropRequest;
import dev.verdigris.engine.request.EngineOptions;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.RollbackRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static dev.verdigris.engine.fixture.Deployments.PROMOTE;
import static org.assertj.core.api.Assertions.assertThat;

/** The simulator says of every step what the server makes of it. Planners and the laws of core rely on that. */
@ExtendWith(SandboxExtension.class)
class SimulatorTest {

    /** Takes a state view without a record for one whose maker died, at once. */
    private static final EngineOptions IMPATIENT = EngineOptions.DEFAULT
            .withParallelism(1)
            .withLockPatience(Duration.ZERO)
            .withSubscribing(false);

    @TempDir
    Path directory;

    @Test
    void everyStepChangesTheCatalogAsSimulated(Sandbox sandbox) {
        Set<Class<?>> compared = new HashSet<>();
        compared.addAll(life(sandbox, Names.plain(), 1, directory.resolve("plain"), SimulatorTest::secondHalf));
        compared.addAll(life(sandbox, Names.hostile(), 0, directory.resolve("hostile"), (verdigris, world) -> {}));
        compared.addAll(takenOverAndDrained(sandbox, directory.resolve("taken-over")));
        compared.addAll(sized(sandbox, directory.resolve("sized")));
        assertThat(compared).containsExactlyInAnyOrderElementsOf(SimulatorCheck.kinds());
    }

    private static Set<Class<?>> life(
            Sandbox sandbox, Names names, int givenAway, Path directory, BiConsumer<Verdigris, World> rest) {
        try (World world = World.create(sandbox, names, 2, directory);
                SimulatorCheck check = new SimulatorCheck(world);
                Verdigris verdigris = world.verdigris().observer(check).load()) {
            String reader = Identifier.of(world.createReader()).sql();
            dressUp(world, reader);
            world.giveAway(givenAway);
            String onSchemas = " CREATE ON SCHEMAS ";
            world.sql("ALTER DEFAULT PRIVILEGES FOR ROLE materialize GRANT" + onSchemas + "TO " + reader);
            begin(verdigris, world, 2);
            // Every test of the run shares the role.
            world.sql("ALTER DEFAULT PRIVILEGES FOR ROLE materialize REVOKE" + onSchemas + "FROM " + reader);
            ok(verdigris.promote(PROMOTE));
            ok(verdigris.rollback(RollbackRequest.DEFAULT));
            rest.accept(verdigris, world);
            return check.compared();
        }
    }

    private static void secondHalf(Verdigris verdigris, World world) {
        ObjectName sink = world.sinkSchema().object(world.names().of("sink1"));
        ok(verdigris.promote(Deployments.FORWARD_AGAIN.withSinks(
                SinkWays.of(Map.of(sink, new SinkWay.Republish(new Topic("orders1-v2")))))));
        ok(Consenting.report(given -> verdigris.drop(DropRequest.PREVIOUS.withAccept(given)), ProblemCode.SINK_KEPT));
        begin(verdigris, world, 3);
        ok(verdigris.drop(DropRequest.STAGED));
    }

    /** Grants, comments, default privileges and sinks: what is copied to the staged side, and what is moved. */
    private static void dressUp(World world, String reader) {
        world.createSink(0);
        world.createSink(1);
        String schema = world.schema(0).sql();
        String cluster = world.cluster(0).sql();
        String defaults = "ALTER DEFAULT PRIVILEGES FOR ROLE materialize IN SCHEMA " + schema;
        world.sql(
                "COMMENT ON SCHEMA " + schema + " IS 'it''s the core'",
                "COMMENT ON CLUSTER " + cluster + " IS 'it''s the engine'",
                "COMMENT ON MATERIALIZED VIEW " + world.view(0) + " IS 'it''s all orders'",
                "COMMENT ON COLUMN " + world.view(0) + ".amount IS 'in cents'",
                "GRANT CREATE ON SCHEMA " + schema + " TO " + reader,
                "GRANT USAGE ON CLUSTER " + cluster + " TO PUBLIC",
                defaults + " GRANT SELECT ON TABLES TO " + reader,
                defaults + " GRANT ALL PRIVILEGES ON SECRETS TO PUBLIC");
    }

    /** An init takes over what a dead one left, and a cleanup waits for a SUBSCRIBE that ends. */
    private static Set<Class<?>> takenOverAndDrained(Sandbox sandbox, Path directory) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                SimulatorCheck check = new SimulatorCheck(world);
                Verdigris verdigris =
                        world.verdigris().options(IMPATIENT).observer(check).load()) {
            world.sql(
                    "CREATE SCHEMA " + world.lock().sql(),
                    "CREATE VIEW " + world.stateView("staged", 'd') + " AS SELECT 1");
            begin(verdigris, world, 2);
            SqlSession reader = SqlSession.open(
                    world.settings(), Optional.of(world.cluster(0).value()), notice -> {});
            reader.execute("BEGIN");
            reader.execute("DECLARE c CURSOR FOR SUBSCRIBE (SELECT id FROM " + world.view(0) + ")");
            reader.script("FETCH 1 c");
            ok(verdigris.promote(PROMOTE));
            try (Verdigris ending = world.verdigris()
                    .observer(check)
                    .listener(event -> {
                        if (event instanceof ProgressEvent.Waiting) {
                            reader.abandon();
                        }
                    })
                    .load()) {
                ok(ending.drop(DropRequest.PREVIOUS));
            }
            return check.compared();
        }
    }

    /** An init into a schema with default privileges of its own makes a cluster that is larger until it is hydrated. */
    private static Set<Class<?>> sized(Sandbox sandbox, Path directory) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                SimulatorCheck check = new SimulatorCheck(world);
                Verdigris verdigris = world.verdigris().observer(check).load()) {
            String staged = world.schema(0).withSuffix("_g").sql();
            world.sql(
                    "CREATE SCHEMA " + staged,
                    "ALTER DEFAULT PRIVILEGES FOR ROLE materialize IN SCHEMA " + staged
                            + " GRANT SELECT ON TABLES TO PUBLIC");
            world.writeModels(2);
            ok(verdigris.init(
                    InitRequest.DEFAULT.withStagedSizes(new StagedSizes(Optional.of("100cc"), new TreeMap<>()))));
            ok(verdigris.build(BuildRequest.of(world.models())));
            ok(verdigris.await(AwaitRequest.DEFAULT));
            ok(verdigris.drop(DropRequest.STAGED));
            return check.compared();
        }
    }

    private static void begin(Verdigris verdigris, World world, int version) {
        world.writeModels(version);
        String read = Identifier.of(world.names().of("v")).sql();
        String view = Identifier.of(world.names().of("w")).sql();
        String index = Identifier.of(world.names().of("by id")).sql();
        world.write(
                0,
                world.names().of("w"),
                String.join(
                        ";\n",
                        "CREATE VIEW " + view + " AS SELECT id, amount FROM " + read + " JOIN " + world.orders()
                                + " USING (id, amount)",
                        "CREATE INDEX " + index + " IN CLUSTER "
                                + world.cluster(0).sql() + " ON " + view + " (id)",
                        "COMMENT ON VIEW " + view + " IS 'it''s built'",
                        "COMMENT ON COLUMN " + view + ".id IS E'it\\'s the id'",
                        "COMMENT ON COLUMN " + view + ".amount IS NULL",
                        "COMMENT ON INDEX " + index + " IS 'it''s fast'",
                        "GRANT ALL ON " + view + " TO PUBLIC, materialize"));
        ok(verdigris.init(InitRequest.DEFAULT));
        ok(verdigris.build(BuildRequest.of(world.models())));
    }

    private static void ok(Report report) {
        assertThat(report.problems()).as(report.verb() + " " + report.steps()).isEmpty();
    }
}
