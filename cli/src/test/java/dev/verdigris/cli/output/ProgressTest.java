package dev.verdigris.cli.output;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.verdigris.cli.Golden;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.progress.ProgressListener;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class ProgressTest {

    private static final Path GOLDEN = Path.of("src/test/resources/output");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private static OutputOptions options(Verbosity verbosity, Style style) {
        return new OutputOptions(OutputFormat.TEXT, verbosity, style, style, false);
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
    void plainOutputHoldsNoEscapes() {
        tell(new ProgressLines(err, options(Verbosity.VERBOSE, Style.PLAIN)));
        assertThat(written()).doesNotContain("\u001b");
    }

    @Test
    void aTerminalIsRedrawnInPlace() {
        try (LiveProgress live = new LiveProgress(err, options(Verbosity.NORMAL, Style.PLAIN), OptionalInt.empty())) {
            live.on(Events.waiting(Duration.ofSeconds(1)));
            live.on(Events.waiting(Duration.ofSeconds(2)));
            live.on(Events.ready(Duration.ofSeconds(3)));
        }
        Golden.assertSame(GOLDEN.resolve("live.txt"), written().replace("\u001b", "<ESC>"));
    }

    @Test
    void writesLaterLinesBelowTheTable() {
        LiveProgress live = new LiveProgress(err, options(Verbosity.NORMAL, Style.PLAIN), OptionalInt.of(80));
        live.on(Events.waiting(Duration.ofSeconds(1)));
        live.on(new ProgressEvent.Remark("a remark"));
        live.on(Events.waiting(Duration.ofSeconds(2)));
        assertThat(written().substring(written().indexOf("a remark"))).doesNotContain("F");
    }

    @Test
    void aLineForTheMomentIsReplacedAndNeverStays() {
        LiveProgress live = new LiveProgress(err, options(Verbosity.NORMAL, Style.PLAIN), OptionalInt.of(80));
        live.on(Events.waiting(Duration.ofSeconds(1)));
        live.on(Events.unanswered(2));
        live.on(Events.unanswered(3));
        live.on(new ProgressEvent.Retrying(1, Duration.ofMillis(50), "40001"));
        live.on(new ProgressEvent.Remark("a remark"));
        Golden.assertSame(GOLDEN.resolve("passing.txt"), written().replace("\u001b", "<ESC>"));
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
    void aNarrowTerminalShowsTheEndsOfNamesAndReasons() {
        LiveProgress live = new LiveProgress(err, options(Verbosity.NORMAL, Style.PLAIN), OptionalInt.of(55));
        live.on(Events.waiting(Duration.ofSeconds(1)));
        assertThat(written().lines().skip(1).limit(1))
                .allSatisfy(row -> assertThat(row)
                        .hasSizeLessThanOrEqualTo(55)
                        .startsWith("    …")
                        .contains(".orders it is hydrati"));
    }

    @Test
    void theTerminalsWidthIsReadFromItsSize() {
        assertThat(TerminalWidth.parse("45 132\n")).hasValue(132);
        for (String unknown : List.of("", "0 0\n", "stty: standard input", "1 999999")) {
            assertThat(TerminalWidth.parse(unknown)).as(unknown).isEmpty();
        }
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
