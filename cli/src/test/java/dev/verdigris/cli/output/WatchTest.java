package dev.verdigris.cli.output;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import dev.verdigris.cli.output.ProcessContext.Stream;
import dev.verdigris.cli.screen.TerminalSize;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.readiness.Lag;
import dev.verdigris.core.readiness.ObjectState;
import dev.verdigris.core.readiness.Verdict;
import dev.verdigris.core.report.Report;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WatchTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private TerminalSize size = new TerminalSize(60, 12);

    private static ReportView report(String what) {
        Problem problem = new Problem(ProblemCode.USAGE, what, what, Fix.advice("look again"));
        return ReportView.failed("status", List.of(problem));
    }

    private Watch watch(Set<Stream> terminals, OutputFormat format) {
        ProcessContext context = new ProcessContext(
                InputStream.nullInputStream(),
                new PrintStream(bytes, true, StandardCharsets.UTF_8),
                new PrintStream(OutputStream.nullOutputStream()),
                terminals,
                Map.of("NO_COLOR", "1"),
                Path.of("/"),
                Optional.empty(),
                Optional::empty);
        OutputOptions options = OutputOptions.of(context, format, Verbosity.NORMAL, false);
        InstantSource clock = () -> now;
        AtomicReference<Watch> watch = new AtomicReference<>();
        Supplier<TerminalSize> sizes = () -> {
            assertThat(Thread.holdsLock(watch.get())).isFalse();
            return size;
        };
        watch.set(new Watch(context, options, Duration.ofSeconds(5), sizes, clock));
        return watch.get();
    }

    private static void show(Watch watch, ReportView report) {
        watch.show(report, report.timeless());
    }

    private static void draw(Watch watch, ReportView report) {
        watch.show(report, Optional.empty());
    }

    private static void show(Watch watch, Report report) {
        watch.show(report, Outcome.DONE, FixText.PLAIN, Optional.empty());
    }

    private String written() {
        String written = bytes.toString(StandardCharsets.UTF_8);
        bytes.reset();
        return written;
    }

    @Test
    void withoutATerminalOnlyChangesAreWritten() {
        try (Watch watch = watch(Set.of(Stream.ERR), OutputFormat.TEXT)) {
            show(watch, report("one"));
            assertThat(written()).contains("one").doesNotContain("\u001b");
            show(watch, report("one"));
            assertThat(written()).isEmpty();
            show(watch, report("two"));
            assertThat(written()).contains("two");
        }
    }

    @Test
    void timeThatPassesIsNoChange() {
        try (Watch watch = watch(Set.of(), OutputFormat.TEXT)) {
            show(watch, status(Duration.ofSeconds(1)));
            assertThat(written()).contains("for at most 1 s");
            show(watch, status(Duration.ofSeconds(2)));
            assertThat(written()).isEmpty();
        }
    }

    @Test
    void anotherLagIsNoChangeAndAnotherStateIs() {
        try (Watch watch = watch(Set.of(), OutputFormat.JSON)) {
            show(watch, judged(new ObjectState.Lagging(lag(12))));
            assertThat(written()).contains("it lags by 12 s");
            show(watch, judged(new ObjectState.Lagging(lag(13))));
            assertThat(written()).isEmpty();
            show(watch, judged(new ObjectState.Ready("it is hydrated", Optional.of(lag(1)))));
            assertThat(written()).contains("it is hydrated and lags by 1 s");
            show(watch, judged(new ObjectState.Ready("it is hydrated", Optional.of(lag(2)))));
            assertThat(written()).isEmpty();
        }
    }

    @Test
    void anotherMessageOfTheServerIsAChange() {
        try (Watch watch = watch(Set.of(), OutputFormat.JSON)) {
            show(watch, judged(new ObjectState.Stopped("stalled", Optional.of("no route"))));
            assertThat(written()).contains("it is stalled: no route");
            show(watch, judged(new ObjectState.Stopped("stalled", Optional.of("no password"))));
            assertThat(written()).contains("it is stalled: no password");
        }
    }

    private static Lag lag(int seconds) {
        return new Lag(Duration.ofSeconds(seconds), Optional.empty());
    }

    /** A status of a staged side whose objects are in one state. */
    private static Report judged(ObjectState state) {
        Verdict overall = new Verdict.Waiting("an object " + state.text(), Optional.empty());
        return StatusReport.of(Identifier.of("prod"), Events.assessment(state, state, overall));
    }

    /** The verb took as long as the version is live. */
    private static ReportView status(Duration age) {
        return ReportView.of(StatusReport.of(Identifier.of("prod"), age), FixText.PLAIN);
    }

    @Test
    void eachChangeIsOneLineOfJson() {
        for (OutputFormat format : List.of(OutputFormat.JSON, OutputFormat.NDJSON)) {
            try (Watch watch = watch(Set.of(Stream.values()), format)) {
                show(watch, report("one"));
                show(watch, report("one"));
                show(watch, report("two"));
                assertThat(written().lines())
                        .hasSize(2)
                        .allMatch(line -> line.startsWith("{") && line.contains("\"verb\":\"status\""));
            }
        }
    }

    @Test
    void aTerminalIsRedrawnInPlaceWithTheTimeOfTheLook() {
        try (Watch watch = watch(Set.of(Stream.OUT), OutputFormat.TEXT)) {
            draw(watch, report("one"));
            assertThat(written()).contains("one", "seen 0 s ago, read every 5 s until Ctrl-C");
            now = now.plusSeconds(2);
            watch.tick();
            assertThat(written()).containsPattern("\u001b\\[\\d+F\u001b\\[2K").contains("one", "seen 2 s ago");
            watch.on(Events.unanswered(12));
            watch.tick();
            assertThat(written()).contains("one", "the server has not answered the catalog query for 12 s");
        }
    }

    @Test
    void aTerminalShowsTheReadinessAsInAWait() {
        try (Watch watch = watch(Set.of(Stream.OUT), OutputFormat.TEXT)) {
            size = new TerminalSize(80, 60);
            show(watch, judged(new ObjectState.Lagging(lag(12))));
            String[] parts = written().split("\\Q  ░░░░░░░░░░░░░░░░  0 of 2 ready\\E");
            assertThat(parts).hasSize(2);
            assertThat(parts[0]).contains("status prod", "Pairs").doesNotContain("Readiness", "12 s");
            assertThat(parts[1]).contains("orders: it lags by 12 s", "(no cluster)", "seen 0 s ago");
        }
    }

    @Test
    void aLowTerminalShowsTheStateTheReadinessAndTheFoot() {
        try (Watch watch = watch(Set.of(Stream.OUT), OutputFormat.TEXT)) {
            size = new TerminalSize(80, 8);
            show(watch, judged(new ObjectState.Lagging(lag(12))));
            assertThat(written())
                    .contains("status prod", "0 of 2 ready", "seen 0 s ago")
                    .hasLineCount(8);
        }
    }

    @Test
    void aTickAfterTheEndDrawsNothing() {
        Watch watch = watch(Set.of(Stream.OUT), OutputFormat.TEXT);
        draw(watch, report("one"));
        watch.close();
        written();
        watch.tick();
        assertThat(written()).isEmpty();
    }

    @Test
    void aTickThatFailsIsTold() {
        List<Throwable> told = new ArrayList<>();
        Thread.currentThread().setUncaughtExceptionHandler((thread, fault) -> told.add(fault));
        Runnable tick = Seconds.reporting(() -> {
            throw new IllegalStateException("no bar");
        });
        assertThatThrownBy(tick::run).isInstanceOf(IllegalStateException.class);
        Thread.currentThread().setUncaughtExceptionHandler(null);
        assertThat(told).singleElement().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aTextThatDoesNotFitIsWrappedAndKeepsItsEnds() {
        size = new TerminalSize(30, 8);
        try (Watch watch = watch(Set.of(Stream.OUT), OutputFormat.TEXT)) {
            draw(watch, report("数据 ".repeat(60) + "\u001b[2J"));
            List<String> rows =
                    written().replaceAll("\u001b\\[[?0-9]*[A-Za-z]", "").lines().toList();
            assertThat(rows).hasSize(7).allSatisfy(row -> assertThat(row).hasSizeLessThanOrEqualTo(30));
            assertThat(rows.getFirst()).startsWith("status");
            assertThat(rows.get(4)).startsWith("… ");
            assertThat(rows.get(5)).contains("look again");
        }
    }
}
