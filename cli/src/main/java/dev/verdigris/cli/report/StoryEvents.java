package dev.verdigris.cli.report;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import dev.verdigris.cli.report.story.RunStory;
import dev.verdigris.cli.report.story.RunStory.Part;
import dev.verdigris.cli.report.story.RunStory.Reading;
import dev.verdigris.cli.report.story.RunStory.Remark;
import dev.verdigris.cli.report.story.RunStory.StepTime;
import dev.verdigris.core.plan.PlannedStep;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.readiness.Cause;
import dev.verdigris.core.report.StepReport.Status;
import dev.verdigris.core.text.DurationText;
import dev.verdigris.engine.progress.ProgressEvent;

/** Continues the story of a run with what happens in it. */
final class StoryEvents {

    /** More remarks than these say nothing new. A server that is away for a night would write one each second. */
    private static final int MOST_REMARKS = 500;

    private StoryEvents() {}

    /** The story after an event. */
    static RunStory after(RunStory story, ProgressEvent event, Instant now) {
        return switch (event) {
            case ProgressEvent.PartStarted part -> partBegun(story, now, part.verb());
            case ProgressEvent.PartEnded part -> partEnded(story, now, part);
            case ProgressEvent.StepStarted step -> begun(story, now, summary(step.step()));
            case ProgressEvent.StepDone step -> done(story, now, summary(step.step()), true, step.took());
            case ProgressEvent.StepFailed step ->
                ended(story, now, new StepTime(summary(step.step()), Status.FAILED, Optional.empty()));
            case ProgressEvent.ObjectBuilt built -> done(story, now, built.what(), true, built.took());
            case ProgressEvent.BuilderStarted builder -> begun(story, now, "run " + builder.program());
            case ProgressEvent.BuilderEnded builder ->
                done(story, now, "run " + builder.program(), builder.exitCode() == 0, builder.took());
            case ProgressEvent.CheckRan check ->
                done(story, now, "check " + check.name(), check.passed(), check.took());
            case ProgressEvent.Judged judged -> judged(story, now, judged.assessment());
            case ProgressEvent.Waiting waiting -> remarked(story, now, "The run waits for " + waiting.what() + ".");
            case ProgressEvent.Retrying retry -> remarked(story, now, retried(retry));
            case ProgressEvent.Unanswered late -> unanswered(story, now, late);
            case ProgressEvent.ServerNotice received ->
                remarked(story, now, "The server says: " + received.notice().message());
            case ProgressEvent.Remark remark -> remarked(story, now, sentence(remark.text()));
            case ProgressEvent.PlanMade made -> at(story, now);
        };
    }

    private static String summary(PlannedStep planned) {
        return planned.step().summary();
    }

    private static String retried(ProgressEvent.Retrying retry) {
        return "Attempt " + retry.attempt() + " failed (" + retry.reason() + "). The next one is in "
                + DurationText.of(retry.pause()) + ".";
    }

    private static RunStory partBegun(RunStory story, Instant now, Verb verb) {
        return parts(story, now, added(story.parts(), new Part(verb.word(), now, Optional.empty())));
    }

    private static RunStory partEnded(RunStory story, Instant now, ProgressEvent.PartEnded end) {
        Predicate<Part> running =
                part -> part.verb().equals(end.verb().word()) && part.took().isEmpty();
        return parts(
                story,
                now,
                changed(story.parts(), running, part -> new Part(part.verb(), part.begun(), Optional.of(end.took()))));
    }

    /** The story at a later time at which nothing has happened. */
    static RunStory at(RunStory story, Instant now) {
        return with(story, now, story.parts(), story.readings(), story.steps(), story.remarks());
    }

    /** The story with one more remark. The same remark twice in a row is one. */
    static RunStory remarked(RunStory story, Instant now, String text) {
        List<Remark> remarks = story.remarks();
        boolean again = !remarks.isEmpty() && remarks.getLast().text().equals(text);
        return again || remarks.size() >= MOST_REMARKS
                ? at(story, now)
                : remarks(story, now, added(remarks, new Remark(now, text)));
    }

    /** A statement without an answer is one remark, whose time grows. */
    private static RunStory unanswered(RunStory story, Instant now, ProgressEvent.Unanswered late) {
        String begin = "The server has not answered " + late.statement().words() + " for ";
        Duration waited = late.waited().truncatedTo(ChronoUnit.SECONDS);
        Remark remark = new Remark(now.minus(waited), begin + DurationText.of(waited) + ".");
        List<Remark> remarks = story.remarks();
        boolean grows = !remarks.isEmpty()
                && remarks.getLast().text().startsWith(begin)
                && Duration.between(remarks.getLast().at(), remark.at()).abs().toSeconds() < 2;
        if (grows) {
            List<Remark> grown = new ArrayList<>(remarks);
            grown.set(grown.size() - 1, new Remark(remarks.getLast().at(), remark.text()));
            return remarks(story, now, grown);
        }
        return remarks.size() >= MOST_REMARKS ? at(story, now) : remarks(story, now, added(remarks, remark));
    }

    private static RunStory judged(RunStory story, Instant now, Assessment seen) {
        Optional<Duration> lag = seen.objects().stream()
                .flatMap(judged -> judged.figures().lag().stream())
                .max(Duration::compareTo);
        Reading reading = new Reading(
                now,
                Math.toIntExact(seen.readyCount()),
                seen.objects().size(),
                lag,
                seen.causes().stream().findFirst().map(Cause::text));
        return with(story, now, story.parts(), added(story.readings(), reading), story.steps(), story.remarks());
    }

    private static String sentence(String text) {
        return text.isEmpty()
                ? text
                : text.substring(0, text.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT)
                        + text.substring(text.offsetByCodePoints(0, 1))
                        + (text.endsWith(".") ? "" : ".");
    }

    private static RunStory begun(RunStory story, Instant now, String what) {
        return steps(story, now, added(story.steps(), new StepTime(what, Status.PLANNED, Optional.empty())));
    }

    private static RunStory done(RunStory story, Instant now, String what, boolean well, Duration took) {
        return ended(story, now, new StepTime(what, well ? Status.DONE : Status.FAILED, Optional.of(took)));
    }

    /** Ends the step that was begun, or adds one that nothing has announced. */
    private static RunStory ended(RunStory story, Instant now, StepTime end) {
        Predicate<StepTime> running =
                step -> step.status() == Status.PLANNED && step.summary().equals(end.summary());
        return steps(
                story,
                now,
                story.steps().stream().anyMatch(running)
                        ? changed(story.steps(), running, step -> end)
                        : added(story.steps(), end));
    }

    private static <T> List<T> added(List<T> list, T more) {
        List<T> all = new ArrayList<>(list);
        all.add(more);
        return all;
    }

    /** The list with another item instead of the first one that fits. */
    private static <T> List<T> changed(List<T> list, Predicate<T> fits, UnaryOperator<T> change) {
        List<T> all = new ArrayList<>(list);
        for (int i = 0; i < all.size(); i++) {
            if (fits.test(all.get(i))) {
                all.set(i, change.apply(all.get(i)));
                return all;
            }
        }
        return all;
    }

    private static RunStory parts(RunStory story, Instant now, List<Part> parts) {
        return with(story, now, parts, story.readings(), story.steps(), story.remarks());
    }

    private static RunStory steps(RunStory story, Instant now, List<StepTime> steps) {
        return with(story, now, story.parts(), story.readings(), steps, story.remarks());
    }

    private static RunStory remarks(RunStory story, Instant now, List<Remark> remarks) {
        return with(story, now, story.parts(), story.readings(), story.steps(), remarks);
    }

    private static RunStory with(
            RunStory story,
            Instant now,
            List<Part> parts,
            List<Reading> readings,
            List<StepTime> steps,
            List<Remark> remarks) {
        return new RunStory(
                story.verb(),
                story.environment(),
                story.deployment(),
                story.begun(),
                now,
                story.ended(),
                story.origin(),
                parts,
                readings,
                steps,
                remarks,
                story.report());
    }
}
