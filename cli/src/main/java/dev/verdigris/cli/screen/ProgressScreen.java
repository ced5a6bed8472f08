package dev.verdigris.cli.screen;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.cli.screen.ProgressView.Judged;
import dev.verdigris.cli.screen.ProgressView.Passing;
import dev.verdigris.cli.screen.ProgressView.Running;
import dev.verdigris.cli.screen.Style.Tone;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.text.Count;
import dev.verdigris.core.text.DurationText;

/** Lays out the view of a run in lines that fit a terminal. */
public final class ProgressScreen {

    private static final int LEAST_OF_AN_AGE = 6;

    private final ProgressView view;
    private final TerminalSize size;
    private final Instant now;

    private ProgressScreen(ProgressView view, TerminalSize size, Instant now) {
        this.view = view;
        this.size = size;
        this.now = now;
    }

    /** The frame at this moment. It leaves one row of the terminal to the cursor. */
    public static List<Line> frame(ProgressView view, TerminalSize size, Instant now) {
        ProgressScreen screen = new ProgressScreen(view, size, now);
        int height = Math.max(1, size.rows() - 1);
        List<Line> passing = height == 1 ? List.of() : screen.passing();
        return screen.fitting(Stream.concat(screen.lasting(height - passing.size()).stream(), passing.stream()));
    }

    /** What stays of a part that ended: a line, or the objects that did not become ready. */
    public static List<Line> ended(ProgressView view, TerminalSize size, Instant now, Duration took) {
        ProgressScreen screen = new ProgressScreen(view, size, now);
        return screen.done(took).map(line -> screen.fitting(Stream.of(line))).orElseGet(() -> kept(view, size, now));
    }

    /** What stays of a part that was cut off. */
    public static List<Line> kept(ProgressView view, TerminalSize size, Instant now) {
        ProgressScreen screen = new ProgressScreen(view, size, now);
        return screen.fitting(screen.lasting(Math.max(1, size.rows() - 1)).stream());
    }

    private List<Line> fitting(Stream<Line> lines) {
        return lines.map(line -> line.fitting(size.columns())).toList();
    }

    private Optional<Line> done(Duration took) {
        String time = " (" + DurationText.of(took) + ")";
        if (view.judged()
                .filter(judged -> judged.event().assessment().isReady())
                .isPresent()) {
            Assessment assessment = view.judged().get().event().assessment();
            return Optional.of(Line.of("  " + ReadinessScreen.count(assessment)).and(Tone.FAINT, time));
        }
        return view.part()
                .filter(part -> view.judged().isEmpty() && part.done() > 0)
                .map(part -> Line.of("  "
                                + (part.done() == part.total()
                                        ? Count.of(part.done(), "step")
                                        : part.done() + " of " + Count.of(part.total(), "step")))
                        .and(Tone.FAINT, time));
    }

    private List<Line> lasting(int height) {
        return view.judged()
                .map(judged -> new ReadinessScreen(judged.readiness(), size.columns(), since(judged.at()))
                        .lines(total(judged), height))
                .orElseGet(() -> work(height));
    }

    /** The bar of all objects with the times. The times that do not fit are left out. */
    private Line total(Judged judged) {
        Assessment assessment = judged.event().assessment();
        Duration since = since(judged.at());
        Line count = ReadinessScreen.total(assessment, size.columns());
        String waited = " after " + seconds(judged.event().waited().plus(since));
        String toGo = assessment
                .remaining()
                .flatMap(left -> left.after(since))
                .map(left -> ", " + left.text() + " to go")
                .orElse("");
        boolean over = assessment.isReady() || assessment.isFailed();
        String left = over ? "" : limit(judged.event().left(), judged.at());
        return Stream.of(
                        count.and(waited + toGo).and(Tone.FAINT, left),
                        count.and(toGo).and(Tone.FAINT, left),
                        count.and(waited + toGo),
                        count.and(toGo))
                .filter(line -> line.width() <= size.columns())
                .findFirst()
                .orElse(count);
    }

    private List<Line> work(int height) {
        List<Line> lines = new ArrayList<>();
        view.part()
                .filter(part -> part.total() > 0)
                .ifPresent(part -> lines.add(Line.of("  ")
                        .and(Bar.of(part.done(), part.total(), Math.clamp(size.columns() / 5, 8, 40), Tone.GOOD))
                        .and("  ")
                        .and(Tone.STRONG, part.done() + " of " + Count.of(part.total(), "step"))));
        List<Running> running = view.running();
        int room = Math.max(0, height - lines.size());
        int shown = running.size() <= room ? running.size() : Math.max(0, room - 1);
        int ages = running.stream()
                .limit(shown)
                .mapToInt(each -> age(each).length())
                .reduce(LEAST_OF_AN_AGE, Math::max);
        running.stream().limit(shown).map(each -> line(each, ages)).forEach(lines::add);
        if (shown < running.size() && room > 0) {
            lines.add(Line.of("  ").and(Tone.FAINT, "… and " + (running.size() - shown) + " more at the same time"));
        }
        return lines;
    }

    private Line line(Running running, int ages) {
        String age = age(running);
        int room = size.columns() - 4 - ages;
        return Line.of("  ")
                .and(Tone.FAINT, " ".repeat(ages - age.length()) + age)
                .and("  " + Cells.ends(Cells.visible(running.what()), room));
    }

    private String age(Running running) {
        return seconds(since(running.since()));
    }

    private List<Line> passing() {
        return view.passing(now).map(this::line).stream().toList();
    }

    private Line line(Passing passing) {
        return switch (passing) {
            case Passing.Slow slow ->
                Line.of("  ")
                        .and(
                                Tone.CAREFUL,
                                "the server has not answered "
                                        + slow.event().statement().words() + " for "
                                        + seconds(slow.event().waited().plus(since(slow.at()))))
                        .and(
                                Tone.FAINT,
                                slow.event()
                                        .left()
                                        .map(left -> limit(left, slow.at()))
                                        .orElse(""));
            case Passing.Again again ->
                Line.of("  ")
                        .and(
                                Tone.CAREFUL,
                                "attempt " + again.event().attempt() + " failed ("
                                        + again.event().reason() + ")")
                        .and(", the next in " + DurationText.of(again.event().pause()));
            case Passing.Waits waits ->
                Line.of("  waiting for " + waits.event().what())
                        .and(Tone.FAINT, limit(waits.event().left(), waits.at()));
        };
    }

    /** When the run gives up, in the time from now. */
    private String limit(Duration left, Instant at) {
        Duration rest = left.minus(since(at));
        return rest.isNegative() ? "" : " (gives up in " + seconds(rest) + ")";
    }

    /** A time in whole seconds. */
    static String seconds(Duration length) {
        return length.toSeconds() == 0 ? "0 s" : DurationText.of(length.truncatedTo(ChronoUnit.SECONDS));
    }

    private Duration since(Instant at) {
        Duration since = Duration.between(at, now);
        return since.isNegative() ? Duration.ZERO : since;
    }
}
