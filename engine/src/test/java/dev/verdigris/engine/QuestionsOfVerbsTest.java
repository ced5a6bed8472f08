package dev.verdigris.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.fixture.Consenting;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.Question;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.internal.connection.SqlSession;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.request.AwaitRequest;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.CheckRequest;
import dev.verdigris.engine.request.DeployRequest;
import dev.verdigris.engine.request.DiffRequest;
import dev.verdigris.engine.request.DropRequest;
import dev.verdigris.engine.request.ExecRequest;
import dev.verdigris.engine.request.GrantsRequest;
import dev.verdigris.engine.request.HistoryRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.engine.request.ReportRequest;
import dev.verdigris.engine.request.RollbackRequest;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import dev.verdigris.sandbox.StatementLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Counts what every verb asks the server, by the sandbox's statement log, in units of one fast-path read: what a
 * statement costs was measured on a real server, see {@link StatementLog.Entry#units}.
 *
 * <p>The property {@code questions.pairs} names other numbers of pairs, {@code questions.file} a file for the table,
 * and {@code questions.unit} the milliseconds of a unit: then the sandbox takes that time, and the table has a column
 * with the seconds of each verb. {@code bench/questions.sh} sets them.
 */
class QuestionsOfVerbsTest {

    /**
     * The look for temporary views right before the swap belongs to the swap. The goal is about what is asked before.
     */
    private static final double LOOK_BEFORE_THE_SWAP = 1.0;

    /** So does the look at the sink after it. */
    private static final double LOOK_AFTER_THE_SWAP = 3.0;

    /** The audit log has no index. A report shows what status shows of a staged side, and the history from the log. */
    private static final double AUDIT_LOG = 20.0;

    private static final Map<String, Double> GOALS = Map.of(
            "status",
            21.0,
            "status of a staged side",
            35.0,
            "diff",
            21.0,
            "report",
            35.0 + AUDIT_LOG,
            "await",
            25.0,
            "promote",
            25.0 + LOOK_BEFORE_THE_SWAP + LOOK_AFTER_THE_SWAP,
            "rollback",
            25.0 + LOOK_BEFORE_THE_SWAP + LOOK_AFTER_THE_SWAP,
            "cleanup",
            30.0,
            "abort",
            30.0);

    /** The test's own question, which no verb asks. */
    private static final String HYDRATING = "SELECT count(*) FROM mz_internal.mz_hydration_statuses"
            + " WHERE object_id LIKE 'u%' AND NOT COALESCE(hydrated, false)";

    @TempDir
    Path directory;

    /** What one verb sent. The statements that change something are no questions, and are counted apart. */
    private record Asked(
            int pairs, String verb, long messages, int statements, double units, double changes, Duration time) {

        static Asked of(int pairs, String verb, StatementLog log, Duration time) {
            List<StatementLog.Entry> entries = log.entries().stream()
                    .filter(entry -> !entry.sql().equals(HYDRATING))
                    .toList();
            Map<Boolean, Double> units = entries.stream()
                    .collect(Collectors.partitioningBy(
                            entry -> asks(entry.sql()), Collectors.summingDouble(StatementLog.Entry::units)));
            long messages = entries.stream()
                    .mapToLong(StatementLog.Entry::message)
                    .distinct()
                    .count();
            return new Asked(pairs, verb, messages, entries.size(), units.get(true), units.get(false), time);
        }

        private static boolean asks(String sql) {
            return sql.startsWith("FETCH") || Question.of(sql).isPresent();
        }

        String row(boolean timed) {
            return String.format(
                            Locale.ROOT,
                            "| %s | %d | %d | %d | %.1f | %.1f |",
                            verb,
                            pairs,
                            messages,
                            statements,
                            units,
                            changes)
                    + (timed ? String.format(Locale.ROOT, " %.1f |", time.toMillis() / 1000.0) : "");
        }
    }

    @Test
    void noVerbAsksMoreThanItsGoalOrMoreForManyPairsThanForOne() throws IOException, SandboxStartException {
        List<Asked> all = new ArrayList<>();
        Duration unit = Duration.ofMillis(Long.getLong("questions.unit", 0));
        int[] sizes = Arrays.stream(System.getProperty("questions.pairs", "1,6").split(","))
                .mapToInt(Integer::parseInt)
                .toArray();
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.defaults().withCostUnit(unit))) {
            for (int pairs : sizes) {
                all.addAll(asked(sandbox, pairs));
            }
        }
        write(all, !unit.isZero());
        Map<String, Double> first = new LinkedHashMap<>();
        for (Asked asked : all) {
            assertThat(asked.units())
                    .as(asked.row(false))
                    .isLessThanOrEqualTo(GOALS.getOrDefault(asked.verb(), Double.MAX_VALUE))
                    .isEqualTo(first.computeIfAbsent(asked.verb(), unused -> asked.units()));
        }
    }

    private List<Asked> asked(Sandbox sandbox, int pairs) throws IOException {
        List<Asked> all = new ArrayList<>();
        allowManyClusters(sandbox);
        try (World world = World.create(sandbox, Names.plain(), pairs, directory.resolve("p" + pairs));
                Verdigris verdigris = world.verdigris()
                        .listener(event -> readyBeforeAwait(world, event))
                        .load()) {
            CheckRequest check = CheckRequest.of(Files.createDirectories(directory.resolve("checks")));
            Files.writeString(check.checks().directory().resolve("one.sql"), "SELECT 1 AS one WHERE false");
            world.writeModels(2);
            world.createSink(0);
            Recorder recorder = new Recorder(sandbox, pairs, all);
            // The first verb also pays for the session.
            assertThat(verdigris.status().problems()).isEmpty();
            recorder.record("status", verdigris::status);
            recorder.record("init", () -> verdigris.init(InitRequest.DEFAULT));
            recorder.record("build", () -> verdigris.build(BuildRequest.of(world.models())));
            recorder.record("build, unchanged", () -> verdigris.build(BuildRequest.of(world.models())));
            recorder.record("grants, nothing to do", () -> verdigris.grants(GrantsRequest.DEFAULT));
            recorder.record("diff", () -> verdigris.diff(DiffRequest.DEFAULT));
            hydrated(world);
            recorder.record("await", () -> verdigris.await(AwaitRequest.DEFAULT));
            recorder.record("check, one query", () -> verdigris.check(check));
            recorder.record("status of a staged side", verdigris::status);
            recorder.record("report", () -> verdigris.report(ReportRequest.DEFAULT));
            recorder.record("plan", verdigris::plan);
            recorder.record("promote", () -> verdigris.promote(PromoteRequest.DEFAULT));
            recorder.record("rollback", () -> verdigris.rollback(RollbackRequest.DEFAULT));
            // A consent that is recorded costs one more reading, so this promotion is not measured.
            assertThat(verdigris
                            .promote(PromoteRequest.DEFAULT.withAccept(Consenting.to(ProblemCode.ROLLED_BACK_FILES)))
                            .problems())
                    .isEmpty();
            recorder.record("status", verdigris::status);
            recorder.record("cleanup", () -> verdigris.drop(DropRequest.PREVIOUS));
            recorder.record("history", () -> verdigris.history(HistoryRequest.DEFAULT));
            assertThat(verdigris.init(InitRequest.DEFAULT).problems()).isEmpty();
            recorder.record("abort", () -> verdigris.drop(DropRequest.STAGED));
            world.writeModels(3);
            recordExec(world, recorder);
            DeployRequest deploy =
                    DeployRequest.of(BuildRequest.of(world.models())).withCheck(check);
            recorder.record("deploy, one check", () -> verdigris.deploy(deploy));
        }
        return all;
    }

    /** A builder has no files to compare, so the run is known by its id. */
    private static void recordExec(World world, Recorder recorder) {
        try (Verdigris verdigris = world.verdigris()
                .deployer(Deployer.of(new DeploymentId("exec")))
                .load()) {
            assertThat(verdigris.init(InitRequest.DEFAULT).problems()).isEmpty();
            assertThat(verdigris.build(BuildRequest.of(world.models())).problems())
                    .isEmpty();
            recorder.record("exec, nothing to build", () -> verdigris.exec(ExecRequest.of(List.of("true"))));
            assertThat(verdigris.drop(DropRequest.STAGED).problems()).isEmpty();
        }
    }

    /** How often deploy looks for readiness must not depend on the machine, so all is ready when it begins to look. */
    private static void readyBeforeAwait(World world, ProgressEvent event) {
        if (event instanceof ProgressEvent.PartEnded ended && ended.verb() == Verb.BUILD) {
            hydrated(world);
        }
    }

    /** The world itself may need more than the server allows; at its end it puts the limit back. */
    private static void allowManyClusters(Sandbox sandbox) {
        ConnectionSettings system =
                ConnectionSettings.of(sandbox.host(), sandbox.internalPort(), "mz_system", World.DATABASE);
        try (SqlSession session = SqlSession.open(system, Optional.empty(), notice -> {})) {
            session.execute("ALTER SYSTEM SET max_clusters = 200");
        }
    }

    private static void hydrated(World world) {
        world.until(HYDRATING, "0");
    }

    private static void write(List<Asked> all, boolean timed) throws IOException {
        String file = System.getProperty("questions.file");
        if (file != null) {
            String seconds = timed ? " seconds |" : "";
            List<String> lines = new ArrayList<>(List.of(
                    "| verb | pairs | messages | statements | units | units of changes |" + seconds,
                    "|---|---|---|---|---|---|" + (timed ? "---|" : "")));
            Map<String, Asked> fastest = new LinkedHashMap<>();
            all.stream()
                    .sorted(Comparator.comparing(Asked::verb)
                            .thenComparingInt(Asked::pairs)
                            .thenComparing(Asked::time))
                    .forEach(asked -> fastest.putIfAbsent(asked.row(false), asked));
            fastest.values().forEach(asked -> lines.add(asked.row(timed)));
            Files.write(Path.of(file), lines);
        }
    }

    /** Runs verbs one after the other, each with a statement log of its own. */
    private record Recorder(Sandbox sandbox, int pairs, List<Asked> all) {

        void record(String verb, Supplier<Report> run) {
            sandbox.statementLog().clear();
            long begin = System.nanoTime();
            Report report = run.get();
            Duration time = Duration.ofNanos(System.nanoTime() - begin);
            assertThat(report.problems()).as(verb).isEmpty();
            assertThat(report.outcome()).as(verb).isEqualTo(Outcome.DONE);
            all.add(Asked.of(pairs, verb, sandbox.statementLog(), time));
        }
    }
}
