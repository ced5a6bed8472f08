package dev.verdigris.cli.output;

import java.io.PrintStream;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.cli.screen.Line;
import dev.verdigris.cli.screen.Style.Tone;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.readiness.Cause;
import dev.verdigris.core.readiness.Verdict;
import dev.verdigris.core.text.Count;
import dev.verdigris.core.text.DurationText;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.progress.ProgressListener;

/**
 * Progress as lines, for logs and for terminals. The objects that are not ready are reported when they change, and
 * also from time to time, so that the reader sees that the run continues.
 */
final class ProgressLines implements ProgressListener {

    private static final Set<Verb> READING = EnumSet.of(Verb.STATUS, Verb.PLAN, Verb.HISTORY, Verb.DIFF, Verb.REPORT);
    private static final Duration REMINDER = Duration.ofSeconds(15);
    private static final Duration SIGN = Duration.ofSeconds(10);
    private static final int FIRST_ATTEMPTS = 3;
    private static final int EACH_OF_MANY = 10;

    private final PrintStream err;
    private final OutputOptions options;
    private Optional<Told> lastJudgement = Optional.empty();
    private Duration lastToldAt = Duration.ZERO;
    private Duration lastSign = Duration.ZERO;
    private Duration lastWaited = Duration.ZERO;

    /** Writes to {@code err}. */
    ProgressLines(PrintStream err, OutputOptions options) {
        this.err = err;
        this.options = options;
    }

    @Override
    public synchronized void on(ProgressEvent event) {
        if (!(event instanceof ProgressEvent.Unanswered)) {
            forgetStatement();
        }
        switch (event) {
            case ProgressEvent.PartStarted part -> began(part.verb());
            case ProgressEvent.PartEnded ignored -> forgetJudgement();
            case ProgressEvent.StepStarted started ->
                detail(place(
                        started.number(), started.total(), started.step().step().summary()));
            case ProgressEvent.StepDone done ->
                say(place(done.number(), done.total(), done.step().step().summary())
                        .and(took(done.took())));
            case ProgressEvent.StepFailed failed ->
                say(place(failed.number(), failed.total(), failed.step().step().summary())
                        .and(": ")
                        .and(Tone.BAD, failed.error()));
            case ProgressEvent.ObjectBuilt built ->
                say(place(built.number(), built.total(), built.what()).and(took(built.took())));
            case ProgressEvent.PlanMade made -> detail(Line.of("  the plan can be approved"));
            case ProgressEvent.BuilderStarted builder -> say(Line.of("  runs " + builder.program()));
            case ProgressEvent.BuilderEnded builder ->
                say(Line.of("  " + builder.program() + " ended with exit code " + builder.exitCode())
                        .and(took(builder.took())));
            case ProgressEvent.CheckRan check ->
                say(passed(check.passed()).and(" " + check.name()).and(took(check.took())));
            case ProgressEvent.Judged judged -> judged(judged);
            case ProgressEvent.Waiting waiting ->
                say(Line.of("  waiting for " + waiting.what()).and(left(waiting.left())));
            case ProgressEvent.Retrying retry -> retrying(retry);
            case ProgressEvent.Unanswered unanswered -> unanswered(unanswered);
            case ProgressEvent.Remark remark -> say(Line.of("  " + remark.text()));
            case ProgressEvent.ServerNotice notice -> detail(Line.of("  server: " + notice.notice()));
        }
    }

    private void retrying(ProgressEvent.Retrying retry) {
        if (retry.attempt() <= FIRST_ATTEMPTS || retry.attempt() % EACH_OF_MANY == 0) {
            say(Line.of("  attempt " + retry.attempt() + " failed (" + retry.reason() + "), the next in "
                    + DurationText.of(retry.pause())));
        }
    }

    /** Verbs that only read give their answer at once. */
    private void began(Verb verb) {
        if (!READING.contains(verb)) {
            say(Line.EMPTY.and(Tone.STRONG, verb.word()));
        }
    }

    /** An event of another kind shows that the server has answered. The next statement without an answer is another. */
    private void forgetStatement() {
        lastSign = Duration.ZERO;
        lastWaited = Duration.ZERO;
    }

    /** A statement that waits for less time than the one before is another one. */
    private void unanswered(ProgressEvent.Unanswered event) {
        boolean another = lastSign.isZero() || event.waited().compareTo(lastWaited) < 0;
        lastWaited = event.waited();
        if (another || event.waited().minus(lastSign).compareTo(SIGN) >= 0) {
            lastSign = event.waited();
            say(Line.of("  the server has not answered " + event.statement().words() + " for "
                            + DurationText.of(event.waited().truncatedTo(ChronoUnit.SECONDS)))
                    .and(event.left().map(ProgressLines::left).orElse(Line.EMPTY)));
        }
    }

    private void judged(ProgressEvent.Judged judged) {
        Assessment assessment = judged.assessment();
        Optional<Told> now = Optional.of(Told.of(assessment));
        boolean due = judged.waited().minus(lastToldAt).compareTo(REMINDER) >= 0;
        if (!now.equals(lastJudgement) || due) {
            lastJudgement = now;
            lastToldAt = judged.waited();
            String why = assessment.isReady() ? "" : ": " + assessment.overall().reason();
            say(Line.of("  " + count(assessment) + why).and(rest(judged)));
        }
    }

    /** What a line shows of a judgement, without the lengths of time that are others at each reading. */
    private record Told(long ready, Verdict overall, int causes, Optional<String> first) {

        static Told of(Assessment assessment) {
            Assessment lasting = assessment.timeless();
            List<Cause> causes = lasting.causes();
            return new Told(
                    lasting.readyCount(),
                    lasting.overall(),
                    causes.size(),
                    causes.stream().findFirst().map(Cause::text));
        }
    }

    /** How long the wait may last; empty if it is over. */
    private static Line rest(ProgressEvent.Judged judged) {
        Assessment assessment = judged.assessment();
        return assessment.isReady() || assessment.isFailed()
                ? Line.EMPTY
                : Line.of(estimate(assessment)).and(left(judged.left()));
    }

    private void forgetJudgement() {
        lastJudgement = Optional.empty();
        lastToldAt = Duration.ZERO;
    }

    /** How many objects are ready. */
    private static String count(Assessment assessment) {
        return Count.ready(assessment.readyCount(), assessment.objects().size());
    }

    /** The estimated wait until all are ready; empty without an estimate. */
    private static String estimate(Assessment assessment) {
        return assessment.remaining().map(left -> ", " + left.text() + " to go").orElse("");
    }

    private static Line passed(boolean passed) {
        return passed ? Line.of("  ").and(Tone.GOOD, "passed") : Line.of("  ").and(Tone.BAD, "FAILED");
    }

    private static Line took(Duration length) {
        return Line.EMPTY.and(Tone.FAINT, " (" + DurationText.of(length) + ")");
    }

    /** The time after which the run gives up; empty in its last second. */
    private static Line left(Duration length) {
        return length.toSeconds() > 0
                ? Line.EMPTY.and(Tone.FAINT, " (gives up in " + DurationText.of(length) + ")")
                : Line.EMPTY;
    }

    private static Line place(int number, int total, String what) {
        return Line.of(String.format(Locale.ROOT, "  [%d/%d] ", number, total) + what);
    }

    private void detail(Line line) {
        if (options.verbosity() == Verbosity.VERBOSE) {
            say(line);
        }
    }

    private void say(Line line) {
        if (options.verbosity() != Verbosity.QUIET) {
            err.println(line.written(options.errStyle()));
        }
    }
}
