package dev.verdigris.cli.screen;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.verdigris.cli.Golden;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.plan.PlannedStep;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.ObjectState;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.progress.StatementKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Screens as they are seen, in files. */
class ScreensTest {

    private static final Path GOLDEN = Path.of("src/test/resources/screens");

    private static String screen(ProgressView view, int columns, int rows) {
        List<Line> frame = ProgressScreen.frame(view, new TerminalSize(columns, rows), Sides.NOW.plusSeconds(2));
        assertThat(frame).hasSizeLessThan(Math.max(2, rows));
        assertThat(frame).allSatisfy(line -> assertThat(line.width()).isLessThanOrEqualTo(columns));
        return frame.stream().map(line -> line.written(Style.PLAIN) + "\n").collect(Collectors.joining());
    }

    @ParameterizedTest
    @CsvSource({"60,10", "60,24", "80,24", "120,40", "200,60"})
    void fiveObjectsFitTheTerminal(int columns, int rows) {
        Golden.assertSame(
                GOLDEN.resolve("5-objects-" + columns + "x" + rows + ".txt"),
                screen(Sides.five().view(), columns, rows));
    }

    @ParameterizedTest
    @CsvSource({"60,10", "60,24", "80,24", "120,40", "200,60"})
    void threeHundredObjectsFitTheTerminal(int columns, int rows) {
        Golden.assertSame(
                GOLDEN.resolve("300-objects-" + columns + "x" + rows + ".txt"),
                screen(Sides.threeHundred().view(), columns, rows));
    }

    private static ProgressEvent.StepStarted started(int number) {
        return new ProgressEvent.StepStarted(step(number), number, 40);
    }

    private static PlannedStep step(int number) {
        return new PlannedStep(new Step.CreateSchema(SchemaName.of("materialize", "team_" + number + "_x")), "a test");
    }

    private static ProgressView after(ProgressView view, ProgressEvent event, int second) {
        return view.after(event, Sides.NOW.minusSeconds(100).plusSeconds(second));
    }

    private static ProgressView building() {
        ProgressView view = after(ProgressView.NOTHING, new ProgressEvent.PartStarted(Verb.BUILD), 0);
        for (int number = 1; number <= 12; number++) {
            view = after(view, started(number), number);
        }
        for (int number = 1; number <= 8; number++) {
            String what = step(number).step().summary();
            view = after(view, new ProgressEvent.ObjectBuilt(what, number, 40, Duration.ofSeconds(3)), 20);
        }
        return after(view, new ProgressEvent.StepFailed(step(9), 9, 40, "no"), 21);
    }

    @Test
    void aStatementThatRunsShowsItsAge() {
        Golden.assertSame(GOLDEN.resolve("statements-80x24.txt"), screen(building(), 80, 24));
        Golden.assertSame(GOLDEN.resolve("statements-60x4.txt"), screen(building(), 60, 4));
    }

    @Test
    void aServerThatDoesNotAnswerShowsAndGoes() {
        ProgressEvent slow = new ProgressEvent.Unanswered(
                StatementKind.CATALOG, Duration.ofSeconds(12), Optional.of(Duration.ofSeconds(48)));
        ProgressView view = Sides.five().view().after(slow, Sides.NOW.plusSeconds(1));
        Golden.assertSame(GOLDEN.resolve("slow-server-80x24.txt"), screen(view, 80, 24));
        assertThat(ProgressScreen.frame(view, TerminalSize.USUAL, Sides.NOW.plusSeconds(9)))
                .noneMatch(line -> line.written(Style.PLAIN).contains("answered"));
    }

    @Test
    void everySizeShowsAtLeastHowManyAreReady() {
        for (ProgressView view :
                List.of(Sides.five().view(), Sides.threeHundred().view(), hostile())) {
            for (int rows = 1; rows < 30; rows++) {
                for (int columns = 40; columns <= 200; columns += 9) {
                    assertThat(screen(view, columns, rows)).contains(" ready");
                }
            }
        }
    }

    private static ProgressView hostile() {
        return new Sides()
                .with("\u001b[2J\n", "\u001b[31mred\u001b[0m\r\n", Sides.HYDRATING)
                .with("数据仓库集群数据仓库集群", "データ.\"引用\" 表".repeat(5), Sides.HYDRATING)
                .with(
                        "🚀🚀 select",
                        "👩‍🚀 \u202egnirts",
                        new ObjectState.Stopped("stalled", Optional.of("a\nb\u0007")))
                .with("", "a view", Sides.READY)
                .view();
    }

    @Test
    void hostileNamesBreakNoFrame() {
        String screen = screen(hostile(), 80, 24);
        assertThat(screen.replace("\n", "")).doesNotMatch(".*\\p{Cntrl}.*");
        Golden.assertSame(GOLDEN.resolve("hostile-80x24.txt"), screen);
    }

    @Test
    void whatIsReadyFoldsToANumber() {
        Sides sides = new Sides();
        for (int i = 0; i < 300; i++) {
            sides.with("c" + i % 30, "o" + i, Sides.READY);
        }
        assertThat(screen(sides.view(), 80, 24).lines())
                .hasSize(2)
                .last()
                .asString()
                .contains("30 clusters");
    }
}
