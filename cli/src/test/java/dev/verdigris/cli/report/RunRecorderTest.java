package dev.verdigris.cli.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.config.SettingsRequest;
import dev.verdigris.cli.output.ReportView;
import dev.verdigris.cli.report.story.EarlierRuns;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.progress.ProgressListener;
import dev.verdigris.engine.progress.StatementKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Which report a run joins, and what it writes. */
class RunRecorderTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Map<String, String> FIRST = Map.of("VERDIGRIS_DEPLOYMENT_ID", "r-1");

    private static final Instant BEGIN = Instant.parse("2026-02-03T04:05:06Z");

    @TempDir
    Path directory;

    private ReportFiles files;
    private Instant now = BEGIN;
    private final InstantSource clock = () -> now;

    @BeforeEach
    void name() {
        files = ReportFiles.of(directory, Path.of("release.html"));
    }

    private Settings settings(String environment, Map<String, String> variables) throws IOException {
        Path file = directory.resolve("verdigris.yml");
        Files.writeString(file, """
                connection: {url: "postgres://me@localhost:6875/db"}
                environments:
                  prod: {schemas: [a]}
                  staging: {schemas: [b]}
                """);
        return new SettingsRequest(
                        directory,
                        variables,
                        Optional.of(file),
                        Optional.of(environment),
                        Map.of(),
                        new SettingsRequest.DbtChoice(
                                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()))
                .resolve();
    }

    private static ReportView failed(String why) {
        return ReportView.failed(
                "init", List.of(new Problem(ProblemCode.INTERNAL, why, "", Fix.advice("look at the log"))));
    }

    private Optional<String> run(Verb verb, String environment, Map<String, String> variables, String why)
            throws IOException {
        now = now.plusMillis(1);
        try (RunRecorder recorder = RunRecorder.begin(files, verb, clock, PATIENCE)) {
            recorder.of(settings(environment, variables), verb);
            assertThat(recorder.end(failed(why))).isEmpty();
            return recorder.moved().map(apart -> apart.of() + " " + apart.page());
        }
    }

    private String page() throws IOException {
        return Files.readString(files.page());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aRunOfTheSameDeploymentGoesOn() throws IOException {
        Map<String, String> id = Map.of("VERDIGRIS_DEPLOYMENT_ID", "r-1");
        assertThat(run(Verb.INIT, "prod", id, "first reason")).isEmpty();
        assertThat(run(Verb.BUILD, "prod", id, "second reason")).isEmpty();
        assertThat(run(Verb.CLEANUP, "prod", Map.of(), "third reason")).isEmpty();
        assertThat(page()).contains("first reason", "second reason", "third reason");
        assertThat(names()).containsExactly("release.html", "release.md", "verdigris.yml");
    }

    @Test
    void aReportOfAnotherDeploymentOrEnvironmentIsKeptApart() throws IOException {
        run(Verb.INIT, "prod", Map.of("VERDIGRIS_DEPLOYMENT_ID", "a/b"), "first reason");
        assertThat(run(Verb.INIT, "prod", Map.of("VERDIGRIS_DEPLOYMENT_ID", "a:b"), "second reason"))
                .contains("deployment a/b of environment prod release-a_b.html");
        assertThat(run(Verb.INIT, "staging", Map.of("VERDIGRIS_DEPLOYMENT_ID", "a:b"), "third reason"))
                .contains("deployment a:b of environment prod release-a_b-2.html");
        assertThat(page()).contains("third reason", "release-a_b-2.html").doesNotContain("second reason");
        assertThat(Files.readString(directory.resolve("release-a_b.html")))
                .contains("first reason")
                .doesNotContain("second reason");
        assertThat(Files.readString(directory.resolve("release-a_b-2.md"))).contains("second reason");
    }

    @Test
    void aRunThatDoesNotEndIsInTheFilesFromItsBegin() throws IOException {
        RunRecorder recorder = RunRecorder.begin(files, Verb.AWAIT, clock, PATIENCE);
        recorder.of(settings("prod", Map.of()), Verb.AWAIT);
        recorder.close();
        assertThat(page()).contains("has not ended", "2026-02-03 04:05:06");
        run(Verb.AWAIT, "prod", Map.of(), "second reason");
        assertThat(page()).contains("not ended", "second reason");
    }

    @Test
    void eventsBecomeTheStory() throws IOException {
        try (RunRecorder recorder = RunRecorder.begin(files, Verb.DEPLOY, clock, PATIENCE)) {
            recorder.of(settings("prod", Map.of()), Verb.DEPLOY);
            ProgressListener listener = recorder.around(event -> {});
            listener.on(new ProgressEvent.PartStarted(Verb.CHECK));
            now = BEGIN.plusSeconds(3);
            listener.on(new ProgressEvent.CheckRan("prices.sql", false, Duration.ofMillis(70)));
            for (int waited = 2; waited < 9; waited++) {
                now = BEGIN.plusSeconds(3 + waited);
                listener.on(new ProgressEvent.Unanswered(
                        StatementKind.CATALOG, Duration.ofSeconds(waited), Optional.empty()));
            }
            listener.on(new ProgressEvent.Retrying(1, Duration.ofSeconds(1), "the connection was lost"));
            listener.on(new ProgressEvent.Remark("a remark"));
            listener.on(new ProgressEvent.PartEnded(Verb.CHECK, Duration.ofSeconds(8)));
            recorder.end(failed("why"));
        }
        assertThat(page())
                .contains("for 8 s", "Attempt 1 failed (the connection was lost)", "A remark.")
                .doesNotContain("for 7 s");
    }

    @Test
    void aFailureToWriteIsSaidAtTheEnd() throws IOException {
        try (RunRecorder recorder = RunRecorder.begin(files, Verb.INIT, clock, PATIENCE)) {
            recorder.of(settings("prod", Map.of()), Verb.INIT);
            Files.delete(files.page());
            Files.createDirectory(files.page());
            assertThat(recorder.end(failed("why")))
                    .hasValueSatisfying(problem ->
                            assertThat(problem.what()).startsWith("the report cannot be written to release.html"));
        }
    }

    @Test
    void aRunOfAnotherEnvironmentWithoutAnIdHasNotTheIdOfTheFiles() throws IOException {
        run(Verb.INIT, "prod", FIRST, "first reason");
        assertThat(run(Verb.CLEANUP, "staging", Map.of(), "second reason"))
                .contains("deployment r-1 of environment prod release-r-1.html");
        EarlierRuns read = HtmlReport.read(page()).orElseThrow();
        assertThat(read.deployment()).isEmpty();
        assertThat(read.environment()).isEqualTo("staging");
        assertThat(run(Verb.INIT, "staging", Map.of("VERDIGRIS_DEPLOYMENT_ID", "r-2"), "third reason"))
                .isEmpty();
        assertThat(page()).contains("second reason", "third reason");
    }

    @Test
    void aReportThatCannotBeKeptApartStaysAsItIs() throws IOException {
        run(Verb.INIT, "prod", FIRST, "first reason");
        String before = page();
        for (int number = 1; number <= 100; number++) {
            Files.createDirectory(directory.resolve(number == 1 ? "release-r-1.md" : "release-r-1-" + number + ".md"));
        }
        try (RunRecorder recorder = RunRecorder.begin(files, Verb.INIT, clock, PATIENCE)) {
            recorder.of(settings("prod", Map.of("VERDIGRIS_DEPLOYMENT_ID", "r-2")), Verb.INIT);
            assertThat(recorder.end(failed("second reason")))
                    .hasValueSatisfying(problem ->
                            assertThat(problem.what()).contains("there are 100 other reports of r-1 beside it"));
            assertThat(recorder.moved()).isEmpty();
        }
        assertThat(page()).isEqualTo(before);
    }

    @Test
    void aRunThatBeginsAndEndsMeanwhileIsNotLost() throws IOException {
        run(Verb.INIT, "prod", FIRST, "first reason");
        now = now.plusMillis(1);
        try (RunRecorder await = RunRecorder.begin(files, Verb.AWAIT, clock, PATIENCE)) {
            await.of(settings("prod", Map.of()), Verb.AWAIT);
            run(Verb.DIFF, "prod", Map.of(), "second reason");
            assertThat(verbs(page())).containsExactly("1 init", "2 await", "3 diff");
            assertThat(await.end(failed("third reason"))).isEmpty();
        }
        assertThat(page())
                .contains("first reason", "second reason", "third reason")
                .doesNotContain("has not ended");
        assertThat(verbs(page())).containsExactly("1 init", "2 diff", "3 await");
        assertThat(verbs(Files.readString(files.markdown()))).containsExactly("1 init", "2 diff", "3 await");
    }

    private static List<String> verbs(String text) {
        return KeptRuns.read(text).orElseThrow().runs().stream()
                .map(run -> run.id() + " " + run.summary().verb())
                .toList();
    }

    @Test
    void twoDeploymentsAtOnceDoNotMoveEachOthersReport() throws IOException {
        try (RunRecorder first = RunRecorder.begin(files, Verb.INIT, clock, PATIENCE)) {
            first.of(settings("prod", FIRST), Verb.INIT);
            run(Verb.INIT, "prod", Map.of("VERDIGRIS_DEPLOYMENT_ID", "r-2"), "second reason");
            String second = page();
            assertThat(first.end(failed("first reason")))
                    .hasValueSatisfying(problem -> assertThat(problem.what())
                            .contains("another run writes the report of deployment r-2 of environment prod to it"));
            assertThat(page()).isEqualTo(second);
        }
        assertThat(names())
                .containsExactly("release-r-1.html", "release-r-1.md", "release.html", "release.md", "verdigris.yml");
    }

    @Test
    void whatSomebodyWritesIntoTheFileMeanwhileIsNotReplaced() throws IOException {
        try (RunRecorder recorder = RunRecorder.begin(files, Verb.INIT, clock, PATIENCE)) {
            recorder.of(settings("prod", FIRST), Verb.INIT);
            Files.writeString(files.markdown(), "Our notes.\n");
            assertThat(recorder.end(failed("why")))
                    .hasValueSatisfying(problem ->
                            assertThat(problem.what()).contains("the file is not a report of Verdigris any more"));
        }
        assertThat(Files.readString(files.markdown())).isEqualTo("Our notes.\n");
    }

    @Test
    void noEventAndNoEndWaitsForAWriterThatHangs() throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        InstantSource hanging = () -> {
            if (Thread.currentThread().getName().equals("report")) {
                try {
                    hangs.await();
                } catch (InterruptedException end) {
                    Thread.currentThread().interrupt();
                }
            }
            return now;
        };
        try (RunRecorder recorder = RunRecorder.begin(files, Verb.INIT, hanging, Duration.ofMillis(50))) {
            recorder.of(settings("prod", FIRST), Verb.INIT);
            List<String> heard = new ArrayList<>();
            recorder.around(event -> heard.add("it")).on(new ProgressEvent.Remark("a remark"));
            assertThat(heard).containsExactly("it");
            Thread.currentThread().interrupt();
            assertThat(recorder.end(failed("why")))
                    .hasValueSatisfying(
                            problem -> assertThat(problem.what()).contains("its disk did not answer within"));
            assertThat(Thread.interrupted()).isTrue();
        } finally {
            hangs.countDown();
        }
    }

    @Test
    void anErrorInTheReportIsOnlyAReason() {
        assertThat(RunRecorder.failure(() -> {
                    throw new StackOverflowError("of the report");
                }))
                .contains("java.lang.StackOverflowError: of the report");
    }
}
