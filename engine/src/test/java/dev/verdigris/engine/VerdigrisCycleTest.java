package dev.verdigris.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.EnvironmentState;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.engine.fixture.Consenting;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.request.AwaitRequest;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.CheckRequest;
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

@ExtendWith(SandboxExtension.class)
class VerdigrisCycleTest {

    @TempDir
    Path directory;

    @Test
    void aDeploymentGoesThroughItsWholeLife(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 2, directory)) {
            wholeLife(world);
        }
    }

    @Test
    void hostileNamesGoThroughTheWholeLife(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.hostile(), 2, directory)) {
            wholeLife(world);
        }
    }

    @Test
    void keywordsGoThroughTheWholeLife(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.keywords(), 2, directory)) {
            wholeLife(world);
        }
    }

    private static void wholeLife(World world) {
        String reader = world.createReader();
        String owner = world.giveAway(1);
        String sink = world.createSink(0);
        List<String> before = world.inventory();
        world.writeModels(2);
        try (Verdigris verdigris = world.verdigris().load()) {
            ok(verdigris.init(InitRequest.DEFAULT), EnvironmentState.STAGED);
            assertThat(next(ok(verdigris.build(BuildRequest.of(world.models())), EnvironmentState.STAGED)))
                    .isEqualTo(Verb.AWAIT);
            assertThat(world.liveVersions()).containsOnly("1");
            assertThat(ok(verdigris.await(AwaitRequest.DEFAULT), EnvironmentState.STAGED)
                            .readiness())
                    .hasValueSatisfying(judged -> assertThat(judged.isReady()).isTrue());
            Report shown = ok(verdigris.promote(PromoteRequest.DEFAULT.withDryRun(true)), EnvironmentState.STAGED);
            assertThat(shown.notes()).contains("The server accepted the swap.");
            assertThat(shown.steps()).extracting(StepReport::status).containsOnly(StepReport.Status.PLANNED);
            assertThat(world.liveVersions()).containsOnly("1");

            Report promoted = ok(verdigris.promote(PromoteRequest.DEFAULT), EnvironmentState.PROMOTED);
            assertThat(promoted.steps())
                    .extracting(StepReport::kind)
                    .containsExactly("swap", "record-promotion", "repoint-sink", "await-sinks");
            assertThat(world.liveVersions()).containsOnly("2");
            assertThat(readBy(world, sink)).isEqualTo(idOf(world, world.view(0)));
            assertThat(world.versionFor(reader, 0)).isEqualTo("2");
            assertThat(world.versionFor(reader, 1)).isEqualTo("2");
            assertThat(world.versionFor(owner, 1)).isEqualTo("2");

            assertThat(ways(promoted)).containsExactly(Verb.CLEANUP, Verb.ROLLBACK);
            Report back = ok(verdigris.rollback(RollbackRequest.DEFAULT), EnvironmentState.ROLLED_BACK);
            assertThat(next(back)).isEqualTo(Verb.BUILD);
            assertThat(ways(back)).contains(Verb.ABORT);
            assertThat(world.versionFor(reader, 1)).isEqualTo("1");
            assertThat(world.liveVersions()).containsOnly("1");
            assertThat(readBy(world, sink)).isEqualTo(idOf(world, world.view(0)));

            assertThat(verdigris.promote(PromoteRequest.DEFAULT).problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.ROLLED_BACK_FILES);
            ok(
                    verdigris.promote(PromoteRequest.DEFAULT.withAccept(Consenting.to(ProblemCode.ROLLED_BACK_FILES))),
                    EnvironmentState.PROMOTED);
            assertThat(world.liveVersions()).containsOnly("2");
            ok(verdigris.drop(DropRequest.of(DropRequest.Side.PREVIOUS).withDryRun(true)), EnvironmentState.PROMOTED);
            Report ended = ok(verdigris.drop(DropRequest.PREVIOUS), EnvironmentState.NONE);
            assertThat(ended.next()).isEmpty();
            assertThat(world.inventory()).isEqualTo(before);
            assertThat(world.liveVersions()).containsOnly("2");
            Report status = ok(verdigris.status(), EnvironmentState.NONE);
            assertThat(next(status)).isEqualTo(Verb.INIT);
            assertThat(status.guardrails())
                    .isNotEmpty()
                    .isEqualTo(status.status().orElseThrow().guardrails());
        }
    }

    @Test
    void abortDropsAStagedDeployment(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory)) {
            List<String> before = world.inventory();
            world.writeModels(2);
            try (Verdigris verdigris = world.verdigris().load()) {
                ok(verdigris.init(InitRequest.DEFAULT), EnvironmentState.STAGED);
                ok(verdigris.build(BuildRequest.of(world.models())), EnvironmentState.STAGED);
                ok(verdigris.drop(DropRequest.STAGED), EnvironmentState.NONE);
            }
            assertThat(world.inventory()).isEqualTo(before);
            assertThat(world.liveVersions()).containsOnly("1");
        }
    }

    @Test
    void deployRunsAllVerbsAndStopsAtAFailedCheck(Sandbox sandbox) throws IOException {
        try (World world = World.create(sandbox, Names.plain(), 1, directory)) {
            Path checks = Files.createDirectory(directory.resolve("checks"));
            Files.writeString(
                    checks.resolve("amounts.sql"),
                    "-- no amount is above 25\nSELECT id, amount FROM " + world.view(0) + " WHERE amount > 25;\n");
            world.writeModels(2);
            try (Verdigris verdigris = world.verdigris().load()) {
                DeployRequest request = DeployRequest.of(BuildRequest.of(world.models()));
                Report refused = verdigris.deploy(DeployRequest.DEFAULT
                        .withBuild(BuildRequest.of(world.models()))
                        .withCheck(CheckRequest.of(checks)));
                assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
                assertThat(refused.problems()).singleElement().satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ProblemCode.CHECK_FAILED);
                    assertThat(problem.what()).contains("3, 30");
                });
                assertThat(refused.state()).isEqualTo(EnvironmentState.STAGED);
                assertThat(world.liveVersions()).containsOnly("1");

                CheckRequest accepting = CheckRequest.of(checks)
                        .withAccept(Consenting.to(refused.problems(), Set.of(ProblemCode.CHECK_FAILED)));
                ok(verdigris.deploy(request.withCheck(accepting)), EnvironmentState.PROMOTED);
                assertThat(world.liveVersions()).containsOnly("2");
            }
        }
    }

    @Test
    void aBuildReplacesAnEarlierBuild(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory)) {
            world.writeModels(2);
            world.write(0, "broken", "CREATE VIEW broken AS SELECT nonsense FROM " + world.orders() + ";");
            try (Verdigris verdigris = world.verdigris()
                    .deployer(Deployer.of(new DeploymentId("edited")))
                    .load()) {
                ok(verdigris.init(InitRequest.DEFAULT), EnvironmentState.STAGED);
                Report failed = verdigris.build(BuildRequest.of(world.models()));
                assertThat(failed.outcome()).isEqualTo(Outcome.REFUSED);
                assertThat(failed.problems())
                        .extracting(problem -> problem.code())
                        .containsOnly(ProblemCode.SERVER_REFUSED);
                world.write(0, "broken", "CREATE VIEW broken AS SELECT id FROM " + world.orders() + ";");
                ok(verdigris.build(BuildRequest.of(world.models())), EnvironmentState.STAGED);
                ok(verdigris.build(BuildRequest.of(world.models())), EnvironmentState.STAGED);
            }
        }
    }

    @Test
    void tellsAllThatTheServerRefusesInOneLayer(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory)) {
            world.write(0, "one", "CREATE VIEW one AS SELECT nonsense FROM " + world.orders() + ";");
            world.write(0, "two", "CREATE VIEW two AS SELECT rubbish FROM " + world.orders() + ";");
            world.write(0, "good", "CREATE VIEW good AS SELECT id FROM " + world.orders() + ";");
            world.write(0, "later", "CREATE VIEW later AS SELECT id FROM good;");
            try (Verdigris verdigris = world.verdigris().load()) {
                ok(verdigris.init(InitRequest.DEFAULT), EnvironmentState.STAGED);
                Report failed = verdigris.build(BuildRequest.of(world.models()));
                assertThat(failed.problems())
                        .extracting(Problem::code)
                        .containsExactly(ProblemCode.SERVER_REFUSED, ProblemCode.SERVER_REFUSED);
                assertThat(failed.problems()).extracting(Problem::where).allMatch(where -> where.endsWith(".sql:1"));
                assertThat(failed.steps())
                        .filteredOn(step -> step.kind().equals("create-view"))
                        .extracting(StepReport::status)
                        .containsExactly(
                                StepReport.Status.DONE,
                                StepReport.Status.FAILED,
                                StepReport.Status.FAILED,
                                StepReport.Status.NOT_REACHED);
            }
        }
    }

    @Test
    void whatPlanAndDryRunShowOfABuildIsWhatTheBuildDoes(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory)) {
            world.createReader();
            world.writeModels(2);
            BuildRequest request = BuildRequest.of(world.models());
            try (Verdigris verdigris = world.verdigris().load()) {
                List<String> deploy = summaries(ok(verdigris.plan(DeployRequest.of(request)), EnvironmentState.NONE));
                ok(verdigris.init(InitRequest.DEFAULT), EnvironmentState.STAGED);
                List<String> plan = summaries(ok(verdigris.plan(request), EnvironmentState.STAGED));
                assertThat(plan).contains("record that the build is whole").anyMatch(step -> step.startsWith("grant "));
                assertThat(summaries(
                                verdigris.build(BuildRequest.of(world.models()).withDryRun(true))))
                        .isEqualTo(plan);
                assertThat(summaries(ok(verdigris.build(request), EnvironmentState.STAGED)))
                        .isEqualTo(plan);
                assertThat(deploy)
                        .containsSubsequence(plan)
                        .endsWith("swap 1 schema and 1 cluster", "record the promotion");
            }
        }
    }

    @Test
    void theNextCommandAfterAPlanIsItsVerb(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory)) {
            world.writeModels(2);
            BuildRequest build = BuildRequest.of(world.models());
            try (Verdigris verdigris = world.verdigris().load()) {
                assertThat(next(verdigris.plan(DeployRequest.of(build)))).isEqualTo(Verb.DEPLOY);
                ok(verdigris.init(InitRequest.DEFAULT), EnvironmentState.STAGED);
                assertThat(next(verdigris.plan(build))).isEqualTo(Verb.BUILD);
                ok(verdigris.build(build), EnvironmentState.STAGED);
                ok(
                        verdigris.promote(PromoteRequest.DEFAULT.withSkipReadiness("this is a test")),
                        EnvironmentState.PROMOTED);
                assertThat(next(verdigris.plan(RollbackRequest.DEFAULT))).isEqualTo(Verb.ROLLBACK);
                assertThat(next(verdigris.rollback(RollbackRequest.DEFAULT.withDryRun(true))))
                        .isEqualTo(Verb.ROLLBACK);
                assertThat(next(verdigris.status())).isEqualTo(Verb.CLEANUP);
            }
        }
    }

    private static Verb next(Report report) {
        return report.next().orElseThrow().verb();
    }

    private static List<Verb> ways(Report report) {
        return report.alternatives().stream()
                .flatMap(way -> way.fix().flatMap(Fix::firstCommand).stream())
                .map(Fix.Command::verb)
                .toList();
    }

    private static List<String> summaries(Report report) {
        return report.steps().stream().map(StepReport::summary).toList();
    }

    @Test
    void aBuildCopiesGrantsAndCommentsOfLiveCounterparts(Sandbox sandbox) {
        try (World world = World.create(sandbox, Names.plain(), 1, directory)) {
            String reader = world.names().of("reader");
            world.system("CREATE ROLE " + reader);
            world.sql(
                    "GRANT SELECT ON " + world.view(0) + " TO " + reader,
                    "COMMENT ON MATERIALIZED VIEW " + world.view(0) + " IS 'it''s all orders'",
                    "COMMENT ON COLUMN " + world.view(0) + ".amount IS 'in cents'");
            world.writeModels(2);
            try (Verdigris verdigris = world.verdigris().load()) {
                ok(verdigris.init(InitRequest.DEFAULT), EnvironmentState.STAGED);
                ok(verdigris.build(BuildRequest.of(world.models())), EnvironmentState.STAGED);
            }
            assertThat(world.column("SELECT c.comment FROM mz_internal.mz_comments c WHERE c.id = '"
                            + idOf(world, world.suffixedView(0)) + "' AND c.object_type = 'materialized-view'"))
                    .containsExactlyInAnyOrder("it's all orders", "in cents");
            assertThat(world.one("SELECT has_table_privilege('" + reader + "', '"
                            + world.suffixedView(0).replace("\"", "") + "', 'SELECT')"))
                    .isEqualTo("t");
        }
    }

    private static Report ok(Report report, EnvironmentState state) {
        assertThat(report.problems()).as(report.verb() + " " + report.steps()).isEmpty();
        assertThat(report.outcome()).isEqualTo(Outcome.DONE);
        assertThat(report.state()).isEqualTo(state);
        return report;
    }

    private static String idOf(World world, String view) {
        return world.one("SELECT o.id FROM mz_catalog.mz_objects o JOIN mz_catalog.mz_schemas s ON s.id = o.schema_id"
                + " WHERE o.type = 'materialized-view' AND '\"materialize\".\"' || replace(s.name, '\"', '\"\"') ||"
                + " '\".\"' || replace(o.name, '\"', '\"\"') || '\"' = '" + view.replace("'", "''") + "'");
    }

    private static String readBy(World world, String sink) {
        return world.one("SELECT d.referenced_object_id FROM mz_internal.mz_object_dependencies d"
                + " JOIN mz_catalog.mz_sinks k ON k.id = d.object_id"
                + " JOIN mz_catalog.mz_materialized_views m ON m.id = d.referenced_object_id"
                + " JOIN mz_catalog.mz_schemas s ON s.id = k.schema_id"
                + " WHERE '\"materialize\".\"' || replace(s.name, '\"', '\"\"') || '\".\"'"
                + " || replace(k.name, '\"', '\"\"') || '\"' = '" + sink.replace("'", "''") + "'");
    }
}
