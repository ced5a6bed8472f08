package dev.verdigris.cli.screen;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.problem.Verb;
import dev.verdigris.engine.progress.ProgressEvent;

/**
 * What a run does at one moment, as values. Each event makes the next view.
 *
 * @param part the verb that runs, and how far it is; empty between two verbs
 * @param running the steps that the server has not finished, the oldest first
 * @param judged the last judgement of the readiness; empty if steps were begun since
 * @param passing what is true for the moment only
 */
public record ProgressView(
        Optional<Part> part, List<Running> running, Optional<Judged> judged, Optional<Passing> passing) {

    /** Nothing runs. */
    public static final ProgressView NOTHING =
            new ProgressView(Optional.empty(), List.of(), Optional.empty(), Optional.empty());

    public ProgressView {
        running = List.copyOf(running);
    }

    /**
     * A verb that runs.
     *
     * @param verb the verb
     * @param done the steps that took effect
     * @param total all steps of its plan; 0 if it has none yet
     */
    record Part(Verb verb, int done, int total) {}

    /**
     * A step that the server has not finished.
     *
     * @param what the step
     * @param since when it was begun
     */
    record Running(String what, Instant since) {}

    /**
     * A judgement of the readiness.
     *
     * @param event the judgement
     * @param readiness its objects by clusters
     * @param at when it came
     */
    record Judged(ProgressEvent.Judged event, ReadinessGroups readiness, Instant at) {}

    /** What is true for the moment only. */
    sealed interface Passing {

        /** When it began to be true. */
        Instant at();

        /** How long it stays true without another event. */
        Duration trueFor();

        /**
         * The server does not answer.
         *
         * @param event how long it has not
         */
        record Slow(ProgressEvent.Unanswered event, Instant at) implements Passing {

            /** The engine reports it once a second. */
            private static final Duration BETWEEN_SIGNS = Duration.ofMillis(2_500);

            @Override
            public Duration trueFor() {
                return BETWEEN_SIGNS;
            }
        }

        /**
         * An attempt has failed.
         *
         * @param event why, and when the next one begins
         */
        record Again(ProgressEvent.Retrying event, Instant at) implements Passing {

            @Override
            public Duration trueFor() {
                return event.pause();
            }
        }

        /**
         * The verb waits.
         *
         * @param event what it waits for
         */
        record Waits(ProgressEvent.Waiting event, Instant at) implements Passing {

            @Override
            public Duration trueFor() {
                return event.left();
            }
        }
    }

    /** The view after an event. */
    public ProgressView after(ProgressEvent event, Instant now) {
        return switch (event) {
            case ProgressEvent.PartStarted started ->
                new ProgressView(
                        Optional.of(new Part(started.verb(), 0, 0)), List.of(), Optional.empty(), Optional.empty());
            case ProgressEvent.PartEnded ended -> NOTHING;
            case ProgressEvent.StepStarted started -> began(started, now);
            case ProgressEvent.StepDone done -> ended(done.step().step().summary(), 1, done.total());
            case ProgressEvent.ObjectBuilt built -> ended(built.what(), 1, built.total());
            case ProgressEvent.StepFailed failed -> ended(failed.step().step().summary(), 0, failed.total());
            case ProgressEvent.Judged judgement ->
                new ProgressView(
                        part,
                        running,
                        Optional.of(new Judged(judgement, ReadinessGroups.of(judgement.assessment()), now)),
                        Optional.empty());
            case ProgressEvent.Waiting waiting -> with(new Passing.Waits(waiting, now));
            case ProgressEvent.Retrying retrying -> with(new Passing.Again(retrying, now));
            case ProgressEvent.Unanswered unanswered -> with(new Passing.Slow(unanswered, now));
            case ProgressEvent.BuilderStarted builder -> NOTHING;
            case ProgressEvent.BuilderEnded builder -> this;
            case ProgressEvent.CheckRan check -> this;
            case ProgressEvent.PlanMade made -> this;
            case ProgressEvent.ServerNotice notice -> this;
            case ProgressEvent.Remark remark -> this;
        };
    }

    private ProgressView began(ProgressEvent.StepStarted started, Instant now) {
        List<Running> all = new ArrayList<>(running);
        all.add(new Running(started.step().step().summary(), now));
        return new ProgressView(moved(0, started.total()), all, Optional.empty(), Optional.empty());
    }

    private ProgressView ended(String what, int done, int total) {
        List<Running> left = new ArrayList<>(running);
        running.stream().filter(each -> each.what().equals(what)).findFirst().ifPresent(left::remove);
        return new ProgressView(moved(done, total), left, judged, Optional.empty());
    }

    private Optional<Part> moved(int done, int total) {
        return part.map(known -> new Part(known.verb(), known.done() + done, total));
    }

    private ProgressView with(Passing news) {
        return new ProgressView(part, running, judged, Optional.of(news));
    }

    /** What is true for the moment only, if it is still true. */
    Optional<Passing> passing(Instant now) {
        return passing.filter(known -> now.isBefore(known.at().plus(known.trueFor())));
    }
}
