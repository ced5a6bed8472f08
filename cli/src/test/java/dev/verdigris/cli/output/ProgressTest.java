package dev.verdigris.cli.output;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.verdigris.cli.Golden;
import dev.verdigris.cli.screen.Style;
import dev.verdigris.cli.screen.TerminalSize;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Lag;
import dev.verdigris.core.readiness.ObjectState;
import dev.verdigris.core.readiness.Verdict;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.progress.ProgressListener;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class ProgressTest {

    private static final Path GOLDEN = Path.of("src/test/resources/output");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private static OutputOptions options(Verbosity verbosity, Style style) {
        return new OutputOptions(OutputFormat.TEXT, verbosity, style, style, false, false);
    }

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void tell(ProgressListener listener) {
        Events.oneOfEachKind().forEach(listener::on);
    }

    @Test
    void linesShowTheProgress() {
        tell(new ProgressLines(err, options(Verbosity.NORMAL, Style.PLAIN)));
        Golden.assertSame(GOLDEN.resolve("lines.txt"), written());
    }

    @Test
    void verboseLinesShowMore() {
        tell(new ProgressLines(err, options(Verbosity.VERBOSE, Style.PLAIN)));
        Golden.assertSame(GOLDEN.resolve("lines-verbose.txt"), written());
    }

    @Test
    void quietShowsNothing() {
        tell(new ProgressLines(err, options(Verbosity.QUIET, Style.PLAIN)));
        assertThat(written()).isEmpty();
    }

    @Test
    void repeatsAnUnchangedJudgementOnlyAtIntervals() {
        ProgressLines lines = new ProgressLines(err, options(Verbosity.NORMAL, Style.PLAIN));
        for (int second = 1; second <= 40; second++) {
            lines.on(Events.waiting(Duration.ofSeconds(second)));
        }
        assertThat(written().lines()).hasSize(3);
    }

    @Test
    void aFigureThatChangesAtEachReadingIsNoNews() {
        ObjectState ready = new ObjectState.Ready("it is hydrated", Optional.empty());
        ProgressLines lags = new ProgressLines(err, options(Verbosity.NORMAL, Style.PLAIN));
        for (int second = 1; second <= 40; second++) {
            Lag lag = new Lag(Duration.ofSeconds(100 + second), Optional.empty());
            judged(lags, second, new ObjectState.Lagging(lag), "orders: it " + lag.text());
        }
        assertThat(written().lines()).hasSize(3).last().asString().contains("it lags by 2 min 1");
        bytes.reset();
        ProgressLines holds = new ProgressLines(err, options(Verbosity.NORMAL, Style.PLAIN));
        for (int second = 1; second <= 40; second++) {
            judged(holds, second, ready, "everything must stay ready for another " + (60 - second) + " s");
        }
        judged(holds, 41, new ObjectState.Stopped("stalled", Optional.empty()), "orders: it is stalled");
        assertThat(written().lines()).hasSize(4).last().asString().contains("it is stalled");
    }

    private static void judged(ProgressLines lines, int second, ObjectState orders, String reason) {
        lines.on(new ProgressEvent.Judged(
                Events.assessment(
                        new ObjectState.Ready("it is hydrated", Optional.empty()),
                        orders,
                        new Verdict.Waiting(reason, Optional.empty())),
                Duration.ofSeconds(second),
                Duration.ofMinutes(30)));
    }

    @Test
    void plainOutputHoldsNoEscapes() {
        tell(new ProgressLines(err, options(Verbosity.VERBOSE, Style.PLAIN)));
        assertThat(written()).doesNotContain("\u001b");
    }

    private LiveProgress live(TerminalSize... sizes) {
        Iterator<TerminalSize> next = List.of(sizes).iterator();
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
        return new LiveProgress(err, options(Verbosity.NORMAL, Style.PLAIN), next::next, clock);
    }

    @Test
    void aTerminalShowsARunInOneFrame() {
        try (LiveProgress live = live(TerminalSize.USUAL)) {
            tell(live);
        }
        Golden.assertSame(GOLDEN.resolve("live.txt"), written().replace("\u001b", "<ESC>"));
    }

    @Test
    void anEndedPhaseStaysAsOneLine() {
        LiveProgress live = live(TerminalSize.USUAL);
        live.on(new ProgressEvent.PartStarted(Verb.AWAIT));
        live.on(Events.waiting(Duration.ofSeconds(1)));
        live.on(Events.ready(Duration.ofSeconds(3)));
        live.on(new ProgressEvent.PartEnded(Verb.AWAIT, Duration.ofSeconds(3)));
        live.on(new ProgressEvent.PartStarted(Verb.CHECK));
        assertThat(written()).endsWith("\u001b[2K  2 of 2 ready (3 s)\n\u001b[J\u001b[?7hcheck\n");
    }

    @Test
    void objectsThatDidNotBecomeReadyStay() {
        LiveProgress live = live(TerminalSize.USUAL);
        live.on(new ProgressEvent.PartStarted(Verb.AWAIT));
        live.on(Events.waiting(Duration.ofSeconds(1)));
        live.on(Events.unanswered(2));
        live.on(new ProgressEvent.PartEnded(Verb.AWAIT, Duration.ofSeconds(3)));
        assertThat(written().substring(written().lastIndexOf("\u001b[?7l")))
                .contains("1 of 2 ready", "orders")
                .doesNotContain("answered");
    }

    @Test
    void aFrameFollowsTheSizeOfTheTerminal() {
        LiveProgress live = live(TerminalSize.USUAL, new TerminalSize(44, 24));
        live.on(Events.waiting(Duration.ofSeconds(1)));
        bytes.reset();
        live.tick();
        assertThat(written().replaceAll("\u001b\\[[?0-9]*[A-Za-z]", "").lines())
                .hasSizeGreaterThan(2)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(44));
    }

    @Test
    void noEventWaitsForTheSizeOfTheTerminal() {
        AtomicReference<LiveProgress> live = new AtomicReference<>();
        LiveProgress progress = new LiveProgress(
                err,
                options(Verbosity.NORMAL, Style.PLAIN),
                () -> {
                    assertThat(live.get() != null && Thread.holdsLock(live.get()))
                            .isFalse();
                    return TerminalSize.USUAL;
                },
                Instant::now);
        live.set(progress);
        progress.on(Events.waiting(Duration.ofSeconds(1)));
        bytes.reset();
        progress.tick();
        assertThat(written()).isNotEmpty();
    }

    @Test
    void aTickDrawsNothingBetweenTwoPhases() {
        LiveProgress live = live(TerminalSize.USUAL);
        live.on(Events.waiting(Duration.ofSeconds(1)));
        live.close();
        bytes.reset();
        live.tick();
        assertThat(written()).isEmpty();
    }

    @Test
    void aNameCannotBreakTheLinesOfALog() {
        new ProgressLines(err, options(Verbosity.NORMAL, Style.PLAIN))
                .on(new ProgressEvent.ObjectBuilt("view a\nb\u001b[2J", 1, 1, Duration.ofMillis(7)));
        assertThat(written()).isEqualTo("  [1/1] view a\\nb\\u001b[2J (7 ms)\n");
    }

    @Test
    void aLogTellsOfASlowServerEveryTenSeconds() {
        ProgressLines lines = new ProgressLines(err, options(Verbosity.NORMAL, Style.PLAIN));
        for (int second = 2; second <= 25; second++) {
            lines.on(Events.unanswered(second));
        }
        lines.on(Events.unanswered(2));
        assertThat(written().lines())
                .extracting(line -> line.replaceAll(".* for (\\d+ s) .*", "$1"))
                .containsExactly("2 s", "12 s", "22 s", "2 s");
    }

    @Test
    void inTheLastSecondOfALimitNoRestIsTold() {
        ProgressLines lines = new ProgressLines(err, options(Verbosity.NORMAL, Style.PLAIN));
        lines.on(Events.unanswered(60));
        assertThat(written()).isEqualTo("  the server has not answered the catalog query for 1 min\n");
    }

    @Test
    void aStatementAfterAnAnswerIsToldAtOnce() {
        ProgressLines lines = new ProgressLines(err, options(Verbosity.NORMAL, Style.PLAIN));
        lines.on(Events.unanswered(2));
        lines.on(Events.waiting(Duration.ofSeconds(3)));
        lines.on(Events.unanswered(3));
        assertThat(written().lines().filter(line -> line.contains("has not answered")))
                .hasSize(2);
    }

    @Test
    void everyEventIsOneLineOfJsonThatNamesItsKind() throws IOException {
        List<String> lines = Events.lines();
        for (String line : lines) {
            assertThat(line).doesNotContain("\n");
            assertThat(new ObjectMapper().readTree(line).path("event").asText()).isNotEmpty();
        }
        Golden.assertSame(GOLDEN.resolve("events.ndjson"), String.join("\n", lines) + "\n");
    }

    @Test
    void theEventsOfThisTestAreOfEveryKind() {
        assertThat(Events.oneOfEachKind().stream()
                        .map(Object::getClass)
                        .distinct()
                        .toList())
                .hasSameSizeAs(ProgressEvent.class.getPermittedSubclasses());
    }
}
