package dev.verdigris.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.CheckRequest;
import dev.verdigris.engine.request.DropRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.engine.request.RollbackRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/** Every guardrail that a server can be brought to show, once: what is prepared, which verb is run, what it says. */
@ExtendWith(SandboxExtension.class)
class RefusalsTest {

    private static final PromoteRequest PROMOTE = PromoteRequest.DEFAULT.withSkipReadiness("this is a test");

    @TempDir
    Path directory;

    /**
     * One situation.
     *
     * @param prepare what is done to a production of one pair
     * @param verb what is run then
     */
    private record Case(
            ProblemCode code, String situation, Consumer<World> prepare, Function<Verdigris, Report> verb) {}

    @TestFactory
    List<DynamicTest> everyGuardrailRefuses(Sandbox sandbox) {
        List<DynamicTest> tests = new ArrayList<>();
        for (Case each : cases()) {
            tests.add(dynamicTest(each.code().code() + " when " + each.situation(), () -> check(sandbox, each)));
        }
        return tests;
    }

    private void check(Sandbox sandbox, Case each) {
        Path models = directory.resolve(each.code() + "-" + each.situation().hashCode());
        try (World world = World.create(sandbox, Names.plain(), 1, models)) {
            each.prepare().accept(world);
            List<String> before = world.inventory();
            try (Verdigris verdigris = world.verdigris().load()) {
                Report report = each.verb().apply(verdigris);
                assertThat(report.problems()).extracting(Problem::code).contains(each.code());
                assertThat(report.outcome()).isNotEqualTo(Outcome.DONE);
                if (Guardrail.of(each.code()).isPresent()) {
                    assertThat(Evaluation.problems(report.guardrails()))
                            .extracting(Problem::code)
                            .contains(each.code());
                }
                assertThat(report.steps())
                        .as("nothing is done before everything is known to be allowed")
                        .isEmpty();
            }
            assertThat(world.inventory()).isEqualTo(before);
        }
    }

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        cases.addAll(ofInit());
        cases.addAll(ofPromote());
        cases.addAll(ofTheRest());
        return cases;
    }

    private static List<Case> ofInit() {
        return List.of(
                init(ProblemCode.SINK_INSIDE, "a sink stands in a live schema", world -> {
                    world.createSink(0);
                    world.sql(world.sinkSql(world.schema(0), "inside", 0));
                }),
                init(
                        ProblemCode.HOLDS_DATA,
                        "a table stands in a live schema",
                        world -> world.sql(
                                "CREATE TABLE " + world.schema(0).object("t").sql() + " (a int)")),
                init(
                        ProblemCode.TENANT,
                        "a view of another schema runs on a live cluster",
                        world -> world.sql("CREATE MATERIALIZED VIEW "
                                + world.raw().object("tenant").sql() + " IN CLUSTER "
                                + world.cluster(0).sql() + " AS SELECT 1 AS a")),
                init(
                        ProblemCode.PAUSED_CLUSTER,
                        "a live cluster has no replicas",
                        world -> world.sql("ALTER CLUSTER " + world.cluster(0).sql() + " SET (REPLICATION FACTOR 0)")),
                init(ProblemCode.LIMIT, "the server has no room for another cluster", world -> {
                    int clusters = Integer.parseInt(
                            world.one("SELECT count(*) FROM mz_catalog.mz_clusters WHERE id LIKE 'u%'"));
                    world.system("ALTER SYSTEM SET max_clusters = " + clusters);
                }),
                new Case(
                        ProblemCode.LOCKED,
                        "another deployment holds the environment",
                        world -> {
                            try (Verdigris other = world.verdigris()
                                    .deployer(Deployer.of(new DeploymentId("theirs")))
                                    .load()) {
                                assertThat(other.init(InitRequest.DEFAULT).problems())
                                        .isEmpty();
                            }
                        },
                        verdigris -> verdigris.init(InitRequest.DEFAULT)),
                init(
                        ProblemCode.PREVIOUS_SIDE_REMAINS,
                        "the last deployment was not cleaned up",
                        RefusalsTest::promote),
                init(ProblemCode.STAGED_NOT_OURS, "somebody else has staged objects without a lock schema", world -> {
                    world.sql(
                            "CREATE SCHEMA " + world.schema(0).withSuffix("_g").sql(),
                            "CREATE VIEW " + world.suffixedView(0) + " AS SELECT 1 AS a");
                }),
                init(
                        ProblemCode.STATE_VIEWS_CONFLICT,
                        "there are two lock schemas",
                        world -> world.sql(
                                "CREATE SCHEMA " + world.lock().sql(),
                                "CREATE VIEW " + world.stateView("staged", '1') + " AS SELECT 1",
                                "CREATE VIEW " + world.stateView("promoted", '2') + " AS SELECT 1")),
                init(
                        ProblemCode.RECORD_UNREADABLE,
                        "somebody wrote over the record",
                        world -> world.sql(
                                "CREATE SCHEMA " + world.lock().sql(),
                                "CREATE VIEW " + world.stateView("staged", '1') + " AS SELECT 1",
                                "COMMENT ON VIEW " + world.stateView("staged", '1') + " IS 'mine'")),
                init(
                        ProblemCode.LIVE_MISSING,
                        "a live schema is gone",
                        world -> world.sql("DROP SCHEMA " + world.schema(0).sql() + " CASCADE")));
    }

    private static List<Case> ofPromote() {
        return List.of(
                promote(ProblemCode.STAGED_EMPTY, "nothing was built", world -> init(world)),
                promote(ProblemCode.NOTHING_STAGED, "no deployment was begun", world -> {}),
                new Case(
                        ProblemCode.NOT_READY,
                        "nothing has hydrated yet",
                        world -> {
                            world.system("SELECT mz_sandbox.hold_hydration('*')");
                            stage(world);
                        },
                        verdigris -> verdigris.promote(PromoteRequest.DEFAULT)),
                promote(ProblemCode.HALF_MISSING, "a staged cluster was dropped", world -> {
                    stage(world);
                    world.sql(
                            "DROP CLUSTER " + world.cluster(0).withSuffix("_g").sql() + " CASCADE");
                }),
                promote(ProblemCode.INCOMPLETE, "production has a view that the staged side lacks", world -> {
                    world.sql("CREATE VIEW " + world.schema(0).object("more").sql() + " AS SELECT 1 AS a");
                    stage(world);
                }),
                promote(ProblemCode.CROSS_WIRED, "a staged view reads the live side", world -> {
                    stage(world);
                    world.sql("CREATE VIEW "
                            + world.schema(0).withSuffix("_g").object("crossed").sql() + " AS SELECT id FROM "
                            + world.view(0));
                }),
                promote(ProblemCode.STRANDED, "a view elsewhere reads the live side", world -> {
                    stage(world);
                    world.sql("CREATE VIEW " + world.raw().object("reader").sql() + " AS SELECT id FROM "
                            + world.view(0));
                }),
                promote(ProblemCode.LOST_ACCESS, "a grant on the live side came after the build", world -> {
                    stage(world);
                    world.system("CREATE ROLE " + world.names().of("late"));
                    world.sql("GRANT SELECT ON " + world.view(0) + " TO "
                            + world.names().of("late"));
                }),
                promote(ProblemCode.GAINED_ACCESS, "a grant on the staged side came after the build", world -> {
                    stage(world);
                    world.system("CREATE ROLE " + world.names().of("early"));
                    world.sql("GRANT SELECT ON " + world.suffixedView(0) + " TO "
                            + world.names().of("early"));
                }),
                promote(ProblemCode.OTHER_OWNER, "a staged view was given to another role", world -> {
                    stage(world);
                    String other = Identifier.of(world.names().of("other")).sql();
                    world.system(
                            "CREATE ROLE " + other,
                            "ALTER MATERIALIZED VIEW " + world.suffixedView(0) + " OWNER TO " + other);
                }),
                promote(ProblemCode.DRIFTED, "the live side got another view after init", world -> {
                    stage(world);
                    world.sql("CREATE VIEW " + world.schema(0).object("hotfix").sql() + " AS SELECT 1 AS a");
                }),
                promote(ProblemCode.RENAME_CONFLICT, "a definition names a column by its schema", world -> {
                    stage(world);
                    String schema = world.schema(0).withSuffix("_g").schema().sql();
                    world.sql("CREATE VIEW "
                            + world.schema(0).withSuffix("_g").object("twopart").sql() + " AS SELECT " + schema + "."
                            + Identifier.of(world.names().of("v")).sql() + ".id FROM " + world.suffixedView(0));
                }),
                promote(ProblemCode.TEMPORARY_VIEW, "a temporary view reads two staged relations", world -> {
                    stage(world);
                    String second =
                            world.schema(0).withSuffix("_g").object("second").sql();
                    world.sql(
                            "CREATE VIEW " + second + " AS SELECT 1 AS id",
                            "CREATE TEMPORARY VIEW tv AS SELECT a.id FROM " + world.suffixedView(0) + " AS a, " + second
                                    + " AS b");
                }),
                promote(ProblemCode.REPLACEMENT_PENDING, "a replacement waits on the staged side", world -> {
                    stage(world);
                    world.sql("CREATE REPLACEMENT MATERIALIZED VIEW "
                            + world.schema(0).withSuffix("_g").object("rp").sql() + " FOR " + world.suffixedView(0)
                            + " IN CLUSTER " + world.cluster(0).withSuffix("_g").sql()
                            + " AS SELECT id, amount, 3 AS version FROM " + world.orders());
                }),
                promote(ProblemCode.SINK_TARGET, "the new version makes a plain view of what a sink reads", world -> {
                    world.createSink(0);
                    world.write(
                            0,
                            world.names().of("v"),
                            "CREATE VIEW " + world.view(0) + " AS SELECT id, amount, 2 AS version FROM "
                                    + world.orders());
                    build(world);
                }),
                promote(ProblemCode.SINK_COLUMNS, "the new version lacks the key of a sink", world -> {
                    world.createSink(0);
                    world.write(
                            0,
                            world.names().of("v"),
                            "CREATE MATERIALIZED VIEW " + world.view(0) + " IN CLUSTER "
                                    + world.cluster(0).sql() + " AS SELECT amount, 2 AS version FROM "
                                    + world.orders());
                    build(world);
                }),
                promote(ProblemCode.SINK_UNHEALTHY, "a sink stands still", world -> {
                    world.createSink(0);
                    stage(world);
                    world.sql("ALTER CLUSTER " + world.sinkCluster().sql() + " SET (REPLICATION FACTOR 0)");
                    world.until(
                            "SELECT count(*) FROM mz_internal.mz_sink_statuses WHERE status = 'paused' AND name = '"
                                    + world.names().of("sink0") + "'",
                            "1");
                }));
    }

    private static List<Case> ofTheRest() {
        return List.of(
                new Case(
                        ProblemCode.NOT_PROMOTED,
                        "a rollback has nothing to go back to",
                        RefusalsTest::stage,
                        verdigris -> verdigris.rollback(RollbackRequest.DEFAULT)),
                new Case(
                        ProblemCode.NOTHING_STAGED,
                        "checks would be run against the previous side",
                        RefusalsTest::promote,
                        verdigris -> verdigris.check(CheckRequest.of(Path.of("src/test/java")))),
                new Case(
                        ProblemCode.PREVIOUS_NOT_READY,
                        "the previous side hydrates again after its cluster was resized",
                        world -> {
                            promote(world);
                            world.system("SELECT mz_sandbox.hold_hydration('*')");
                            world.sql("ALTER CLUSTER "
                                    + world.cluster(0).withSuffix("_g").sql() + " SET (SIZE = '50cc')");
                        },
                        verdigris -> verdigris.rollback(RollbackRequest.DEFAULT)),
                new Case(
                        ProblemCode.NOT_PROMOTED,
                        "a cleanup would drop what was never live",
                        RefusalsTest::stage,
                        verdigris -> verdigris.drop(DropRequest.PREVIOUS)),
                new Case(
                        ProblemCode.NOTHING_STAGED,
                        "an abort would drop the previous side",
                        RefusalsTest::promote,
                        verdigris -> verdigris.drop(DropRequest.STAGED)),
                new Case(
                        ProblemCode.UNKNOWN_SIDE,
                        "nobody knows whether the suffixed side is staged or previous",
                        world -> world.sql("CREATE SCHEMA "
                                + world.schema(0).withSuffix("_g").sql()),
                        verdigris -> verdigris.drop(DropRequest.STAGED)),
                new Case(
                        ProblemCode.STILL_READ,
                        "a view elsewhere reads the previous side",
                        world -> {
                            promote(world);
                            world.sql("CREATE VIEW "
                                    + world.raw().object("late").sql() + " AS SELECT id FROM " + world.suffixedView(0));
                        },
                        verdigris -> verdigris.drop(DropRequest.PREVIOUS)),
                new Case(
                        ProblemCode.BAD_MODEL,
                        "there are no models to build",
                        RefusalsTest::init,
                        verdigris -> verdigris.build(BuildRequest.of(Path.of("src/test/java")))));
    }

    private static Case init(ProblemCode code, String situation, Consumer<World> prepare) {
        return new Case(code, situation, prepare, verdigris -> verdigris.init(InitRequest.DEFAULT));
    }

    private static Case promote(ProblemCode code, String situation, Consumer<World> prepare) {
        return new Case(code, situation, prepare, verdigris -> verdigris.promote(PROMOTE));
    }

    private static void init(World world) {
        try (Verdigris verdigris = world.verdigris().load()) {
            assertThat(verdigris.init(InitRequest.DEFAULT).problems()).isEmpty();
        }
    }

    private static void stage(World world) {
        world.writeModels(2);
        build(world);
    }

    private static void build(World world) {
        init(world);
        try (Verdigris verdigris = world.verdigris().load()) {
            assertThat(verdigris.build(BuildRequest.of(world.models())).problems())
                    .isEmpty();
        }
    }

    private static void promote(World world) {
        stage(world);
        try (Verdigris verdigris = world.verdigris().load()) {
            assertThat(verdigris.promote(PROMOTE).problems()).isEmpty();
        }
    }
}
