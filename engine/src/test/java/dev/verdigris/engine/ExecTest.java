package dev.verdigris.engine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.verdigris.core.deployment.record.Built;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.fixture.Door;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.progress.CancelledException;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.request.DeployRequest;
import dev.verdigris.engine.request.EngineOptions;
import dev.verdigris.engine.request.ExecRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Builders of other tools: real processes, which a shell script plays. */
@ExtendWith(SandboxExtension.class)
class ExecTest {

    private static final PromoteRequest PROMOTE = PromoteRequest.DEFAULT.withSkipReadiness("this is a test");

    private static final String BUILD = "psql -X -q -v ON_ERROR_STOP=1 -f build.sql 2>psql.log";

    @TempDir
    Path directory;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    private static World begun(Sandbox sandbox, Path directory) {
        World world = World.create(sandbox, Names.hostile(), 1, directory);
        world.createReader();
        try (Verdigris verdigris = world.verdigris().load()) {
            assertThat(verdigris.init(InitRequest.DEFAULT).problems()).isEmpty();
        }
        return world;
    }

    /** A shell script that runs statements by psql. */
    private ExecRequest psql(World world, String script) throws Exception {
        boolean present =
                new ProcessBuilder("sh", "-c", "command -v psql").start().waitFor() == 0;
        assumeTrue(present, "psql is not installed");
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.put("PGHOST", world.sandbox().host());
        variables.put("PGPORT", String.valueOf(world.sandbox().port()));
        variables.put("PGUSER", "materialize");
        variables.put("PGDATABASE", World.DATABASE);
        variables.put("PGSSLMODE", "disable");
        String cluster = world.cluster(0).withSuffix("_g").sql();
        Files.writeString(
                directory.resolve("build.sql"),
                "DROP MATERIALIZED VIEW IF EXISTS " + world.suffixedView(0) + " CASCADE;\n"
                        + "CREATE MATERIALIZED VIEW " + world.suffixedView(0) + " IN CLUSTER " + cluster
                        + " AS SELECT id, amount, 2 AS version FROM " + world.orders() + ";\n"
                        + "CREATE INDEX IN CLUSTER " + cluster + " ON " + world.suffixedView(0) + " (id);\n");
        return shell(script).withVariables(variables);
    }

    private ExecRequest shell(String script) {
        return ExecRequest.of(List.of("sh", "-c", script))
                .withDirectory(directory)
                .withOutput(output);
    }

    private static Optional<Built> built(Report report) {
        return report.deployment().flatMap(DeploymentRecord::built);
    }

    @Test
    void aBuilderBuildsAndItsSideGoesLiveWithAllGrants(Sandbox sandbox) throws Exception {
        try (World world = begun(sandbox, directory);
                Verdigris verdigris = world.verdigris().load()) {
            Report built = verdigris.exec(psql(
                    world,
                    BUILD + " && printf '%s\\n' \"$VERDIGRIS_ENVIRONMENT\""
                            + " \"$VERDIGRIS_DEPLOYMENT\" \"$VERDIGRIS_SUFFIX\" \"$VERDIGRIS_PAIRS\""));
            assertThat(built.problems()).isEmpty();
            assertThat(built.steps()).extracting(StepReport::kind).contains("run-builder", "grant");
            assertThat(built(built)).hasValueSatisfying(entry -> {
                assertThat(entry.isByOther()).isTrue();
                assertThat(entry.whole()).isTrue();
                assertThat(entry.side()).isPresent();
            });
            List<String> lines = output.toString(StandardCharsets.UTF_8).lines().toList();
            assertThat(lines)
                    .startsWith(
                            world.environment().name().value(),
                            built.deployment().orElseThrow().deploymentId().value(),
                            "_g")
                    .hasSize(4);
            assertThat(lines.get(3)).matches("\\p{ASCII}*");
            JsonNode pairs = new ObjectMapper().readTree(lines.get(3));
            assertThat(pairs.at("/schemas/0/database").asText()).isEqualTo(World.DATABASE);
            assertThat(pairs.at("/schemas/0/live").asText())
                    .isEqualTo(world.schema(0).schema().value());
            assertThat(pairs.at("/schemas/0/staged").asText())
                    .isEqualTo(world.schema(0).schema().value() + "_g");
            assertThat(pairs.at("/clusters/0/staged").asText())
                    .isEqualTo(world.cluster(0).value() + "_g");

            world.sql("CREATE VIEW "
                    + world.schema(0).withSuffix("_g").object("late").sql() + " AS SELECT 1 AS a");
            Report changed = verdigris.promote(PROMOTE);
            assertThat(changed.problems()).extracting(Problem::code).containsExactly(ProblemCode.STAGED_CHANGED);
            world.sql("DROP VIEW "
                    + world.schema(0).withSuffix("_g").object("late").sql());
            assertThat(verdigris.promote(PROMOTE).problems()).isEmpty();
            assertThat(world.versionFor(world.names().of("reader"), 0)).isEqualTo("2");
        }
    }

    @Test
    void aBuilderThatFailsLeavesASideThatPromoteRefuses(Sandbox sandbox) throws Exception {
        List<ProgressEvent> events = new ArrayList<>();
        try (World world = begun(sandbox, directory);
                Verdigris verdigris = world.verdigris().listener(events::add).load()) {
            Report failed = verdigris.exec(psql(world, BUILD + "; exit 5"));
            assertThat(events).contains(new ProgressEvent.BuilderStarted("sh"));
            assertThat(events)
                    .filteredOn(ProgressEvent.BuilderEnded.class::isInstance)
                    .hasSize(1)
                    .allSatisfy(event -> assertThat(((ProgressEvent.BuilderEnded) event).exitCode())
                            .isEqualTo(5));
            assertThat(failed.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(failed.problems()).hasSize(1).allSatisfy(problem -> {
                assertThat(problem.code()).isEqualTo(ProblemCode.BUILDER_FAILED);
                assertThat(problem.what()).isEqualTo("the builder sh ended with exit code 5");
            });
            assertThat(failed.next())
                    .hasValueSatisfying(next -> assertThat(next.verb()).isEqualTo(Verb.EXEC));
            assertThat(built(failed))
                    .hasValueSatisfying(entry -> assertThat(entry.whole()).isFalse());
            assertThat(verdigris.promote(PROMOTE).problems())
                    .extracting(Problem::code)
                    .contains(ProblemCode.BUILD_UNFINISHED);
            assertThat(verdigris.exec(psql(world, "true")).problems()).isEmpty();
            assertThat(verdigris.promote(PROMOTE).problems()).isEmpty();
        }
    }

    @Test
    void aBuilderThatChangesTheLiveSideIsTold(Sandbox sandbox) throws Exception {
        try (World world = begun(sandbox, directory);
                Verdigris verdigris = world.verdigris().load()) {
            ExecRequest request = psql(world, BUILD + " && psql -X -q -f live.sql 2>psql.log");
            String view = world.view(0);
            Files.writeString(
                    directory.resolve("live.sql"),
                    "DROP MATERIALIZED VIEW " + view + " CASCADE; CREATE MATERIALIZED VIEW " + view + " IN CLUSTER "
                            + world.cluster(0).sql() + " AS SELECT id, amount, 3 AS version FROM " + world.orders());
            Report changed = verdigris.exec(request);
            assertThat(changed.outcome()).isEqualTo(Outcome.CONFLICT);
            assertThat(changed.problems()).isNotEmpty().allSatisfy(problem -> {
                assertThat(problem.code()).isEqualTo(ProblemCode.LIVE_CHANGED);
                assertThat(problem.what()).contains("was changed while the builder ran");
            });
            assertThat(changed.problems())
                    .anySatisfy(problem -> assertThat(problem.what()).contains("was replaced"));
            assertThat(built(changed))
                    .hasValueSatisfying(entry -> assertThat(entry.whole()).isFalse());

            Report failed = verdigris.exec(psql(world, "psql -X -q -f live.sql 2>psql.log; exit 5"));
            assertThat(failed.problems())
                    .extracting(Problem::code)
                    .contains(ProblemCode.BUILDER_FAILED, ProblemCode.LIVE_CHANGED);
            assertThat(verdigris.exec(psql(world, "true")).problems())
                    .as("a builder after the change has not made it")
                    .extracting(Problem::code)
                    .doesNotContain(ProblemCode.LIVE_CHANGED);
        }
    }

    @Test
    void noTextOfARequestShowsArgumentsOrVariables(Sandbox sandbox) throws Exception {
        ExecRequest request = ExecRequest.of(List.of("TOKEN=SECRET1", "run", "SECRET2"))
                .withVariables(Map.of("PGPASSWORD", "SECRET3"));
        assertThat(request.toString()).contains("TOKEN").doesNotContain("SECRET");
        assertThat(DeployRequest.DEFAULT.withExec(request).toString()).doesNotContain("SECRET");
        try (World world = begun(sandbox, directory);
                Verdigris verdigris = world.verdigris().load()) {
            assertThat(verdigris.exec(request).problems()).hasSize(1).allSatisfy(problem -> {
                assertThat(problem.code()).isEqualTo(ProblemCode.NO_BUILDER);
                assertThat(problem.toString()).contains("variable TOKEN", "env").doesNotContain("SECRET");
            });
            assertThat(verdigris
                            .exec(shell("true").withVariables(Map.of("PATH", "bin")))
                            .problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.NO_BUILDER);
        }
    }

    /** Its own PATH counts, also a relative directory in it. */
    @Test
    void aBuilderHasItsOwnVariablesOnly(Sandbox sandbox) throws Exception {
        Path bin = Files.createDirectories(directory.resolve("bin"));
        Path program = Files.writeString(bin.resolve("own-builder"), "#!/bin/sh\necho \"$NAME:${HOME-unset}\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        try (World world = begun(sandbox, directory);
                Verdigris verdigris = world.verdigris().load()) {
            verdigris.exec(ExecRequest.of(List.of("own-builder"))
                    .withDirectory(directory)
                    .withVariables(Map.of("PATH", "bin", "NAME", "p\u00e9ss"))
                    .withOutput(output));
            assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("p\u00e9ss:unset\n");
        }
    }

    @Test
    void noBuilderRunsWhereItMustNot(Sandbox sandbox) throws Exception {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = world.verdigris().load()) {
            assertRefused(verdigris, ProblemCode.NOTHING_STAGED);
            assertThat(verdigris.init(InitRequest.DEFAULT).problems()).isEmpty();
            List<String> before = world.inventory();
            Report missing = verdigris.exec(ExecRequest.of(List.of("no-such-program", "secret")));
            assertThat(missing.outcome()).isEqualTo(Outcome.USAGE);
            assertThat(missing.problems()).hasSize(1).allSatisfy(problem -> {
                assertThat(problem.code()).isEqualTo(ProblemCode.NO_BUILDER);
                assertThat(problem.what()).contains("no-such-program").doesNotContain("secret");
            });
            assertThat(world.inventory()).isEqualTo(before);
            assertThat(verdigris.exec(psql(world, BUILD)).problems()).isEmpty();
            assertThat(verdigris.promote(PROMOTE).problems()).isEmpty();
            assertRefused(verdigris, ProblemCode.NOTHING_STAGED);
        }
    }

    private void assertRefused(Verdigris verdigris, ProblemCode code) {
        Report refused = verdigris.exec(shell("touch ran"));
        assertThat(refused.problems()).extracting(Problem::code).containsExactly(code);
        assertThat(directory.resolve("ran")).doesNotExist();
    }

    @Test
    void aDeploymentRunsTheBuilderInThePlaceOfItsBuild(Sandbox sandbox) throws Exception {
        try (World world = World.create(sandbox, Names.plain(), 1, directory);
                Verdigris verdigris = world.verdigris().load()) {
            List<String> before = world.inventory();
            Report missing =
                    verdigris.deploy(DeployRequest.DEFAULT.withExec(ExecRequest.of(List.of("no-such-program"))));
            assertThat(missing.problems()).extracting(Problem::code).containsExactly(ProblemCode.NO_BUILDER);
            assertThat(world.inventory()).isEqualTo(before);

            Report shown = verdigris.plan(DeployRequest.DEFAULT.withExec(psql(world, BUILD)));
            assertThat(shown.steps()).extracting(StepReport::kind).contains("run-builder");
            assertThat(shown.notes()).noneMatch(note -> note.contains("Build asks"));
            Report failed = verdigris.deploy(DeployRequest.DEFAULT.withExec(psql(world, BUILD + "; exit 5")));
            assertThat(failed.problems()).hasSize(1).allSatisfy(problem -> {
                assertThat(problem.code()).isEqualTo(ProblemCode.BUILDER_FAILED);
                assertThat(problem.fix().toString()).contains("verb=deploy");
            });
            assertThat(world.liveVersions()).containsExactly("1");

            Report deployed = verdigris.deploy(DeployRequest.DEFAULT.withExec(psql(world, BUILD)));
            assertThat(deployed.problems()).isEmpty();
            assertThat(deployed.timings())
                    .extracting(Report.Timing::part)
                    .containsExactly("init", "exec", "await", "promote", "total");
            assertThat(world.liveVersions()).containsExactly("2");
        }
    }

    @Test
    void anotherRunDoesNotBeginWhileABuilderIsAtWork(Sandbox sandbox) throws Exception {
        try (World world = begun(sandbox, directory);
                Verdigris verdigris = world.verdigris().load();
                Verdigris other = world.verdigris().load()) {
            Path gate = directory.resolve("gate");
            assertThat(new ProcessBuilder("mkfifo", gate.toString()).start().waitFor())
                    .isZero();
            CompletableFuture<Report> running =
                    CompletableFuture.supplyAsync(() -> verdigris.exec(shell("echo begun > gate; read line < gate")));
            assertThat(Files.readString(gate)).isEqualTo("begun\n");
            assertThat(other.exec(shell("touch ran")).problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.LOCKED);
            assertThat(directory.resolve("ran")).doesNotExist();
            Report promoted = other.promote(PROMOTE);
            assertThat(promoted.problems()).extracting(Problem::code).contains(ProblemCode.BUILD_UNFINISHED);
            Files.writeString(gate, "go\n");
            assertThat(running.get(1, TimeUnit.MINUTES).problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.STAGED_EMPTY);
        }
    }

    @Test
    void aConnectionThatIsLostDuringABuildIsOpenedAgain(Sandbox sandbox) throws Exception {
        CompletableFuture<ProgressEvent> noticed = new CompletableFuture<>();
        try (World world = begun(sandbox, directory);
                Door door = new Door(sandbox.host(), sandbox.port());
                Verdigris verdigris = Verdigris.configure(
                                ConnectionSettings.of(
                                        world.settings().host(),
                                        door.number(),
                                        world.settings().user(),
                                        world.settings().database()),
                                world.environment())
                        .options(EngineOptions.DEFAULT.withHeartbeat(Duration.ofMillis(20)))
                        .listener(event -> {
                            if (event instanceof ProgressEvent.Retrying) {
                                noticed.complete(event);
                            }
                        })
                        .load()) {
            Path gate = directory.resolve("gate");
            assertThat(new ProcessBuilder("mkfifo", gate.toString()).start().waitFor())
                    .isZero();
            CompletableFuture<Report> running =
                    CompletableFuture.supplyAsync(() -> verdigris.exec(shell("echo begun > gate; read line < gate")));
            assertThat(Files.readString(gate)).isEqualTo("begun\n");
            door.shut();
            noticed.get(1, TimeUnit.MINUTES);
            door.open();
            Files.writeString(gate, "go\n");
            assertThat(running.get(1, TimeUnit.MINUTES).problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.STAGED_EMPTY);
        }
    }

    @Test
    void whatABuilderBeginsAtItsEndIsEndedToo(Sandbox sandbox) throws Exception {
        try (World world = begun(sandbox, directory)) {
            Path gate = directory.resolve("gate");
            assertThat(new ProcessBuilder("mkfifo", gate.toString()).start().waitFor())
                    .isZero();
            Path late = directory.resolve("late");
            try (Verdigris verdigris =
                    Verdigris.configure(world.settings(), world.environment()).load()) {
                CompletableFuture<Report> running = CompletableFuture.supplyAsync(() -> verdigris.exec(shell(
                        "trap \"setsid sh -c 'trap \\\"\\\" TERM; echo \\$\\$ > late; exec sleep 600' & wait\" TERM;"
                                + " echo begun > gate; while :; do sleep 1; done")));
                assertThat(Files.readString(gate)).isEqualTo("begun\n");
                verdigris.cancel();
                assertThatThrownBy(running::join).hasCauseInstanceOf(CancelledException.class);
                long id = Long.parseLong(Files.readString(late).strip());
                ProcessHandle.of(id).ifPresent(left -> left.onExit().join());
                assertThat(ProcessHandle.of(id).filter(ProcessHandle::isAlive)).isEmpty();
            }
        }
    }

    @Test
    void noBuilderOutlivesACancelledRun(Sandbox sandbox) throws Exception {
        try (World world = begun(sandbox, directory)) {
            Path gate = directory.resolve("gate");
            assertThat(new ProcessBuilder("mkfifo", gate.toString()).start().waitFor())
                    .isZero();
            try (Verdigris verdigris =
                    Verdigris.configure(world.settings(), world.environment()).load()) {
                // The inner shell ignores what the outer one obeys.
                CompletableFuture<Report> running = CompletableFuture.supplyAsync(() -> verdigris.exec(
                        shell("sh -c 'trap \"\" TERM; echo $$ > gate; while :; do sleep 1; done' & echo; wait")));
                long inner = Long.parseLong(Files.readString(gate).strip());
                ProcessHandle left = ProcessHandle.of(inner).orElseThrow();
                verdigris.cancel();
                assertThatThrownBy(running::join).hasCauseInstanceOf(CancelledException.class);
                left.onExit().get(1, TimeUnit.MINUTES);
                assertThat(left.isAlive()).isFalse();
                assertThat(built(verdigris.status()))
                        .hasValueSatisfying(entry -> assertThat(entry.whole()).isFalse());
            }
        }
    }
}
