package dev.verdigris.cli.report.story;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.verdigris.cli.output.ReportView;
import dev.verdigris.core.report.StepReport;

/**
 * One run of a verb as far as it has come. The report of a release shows it.
 *
 * @param verb the word of the verb
 * @param environment the environment; empty if none was resolved
 * @param deployment the id of the deployment, as soon as it is known
 * @param begun the time at which the run began
 * @param asOf the time of this story: the last sign of life of a run that has not ended, or the end
 * @param ended whether the run has ended
 * @param origin who and what started it
 * @param parts the verbs within the run, in order
 * @param readings what the run has read while it waited for readiness, in order; of many, those that show each change
 * @param steps the steps until now, in order
 * @param remarks retries, waits for the server and notices, in order
 * @param report the result, if the run has ended with one
 */
public record RunStory(
        String verb,
        String environment,
        Optional<String> deployment,
        Instant begun,
        Instant asOf,
        boolean ended,
        Origin origin,
        List<Part> parts,
        List<Reading> readings,
        List<StepTime> steps,
        List<Remark> remarks,
        Optional<ReportView> report) {

    public RunStory {
        parts = List.copyOf(parts);
        readings = Thinning.of(readings);
        steps = List.copyOf(steps);
        remarks = List.copyOf(remarks);
    }

    /** The duration until now. */
    public Duration took() {
        return Duration.between(begun, asOf);
    }

    /**
     * Who and what started a run.
     *
     * @param role the role of the connection
     * @param commit the commit
     * @param tag the tag of the CI run
     * @param run the address of the CI run
     */
    public record Origin(Optional<String> role, Optional<String> commit, Optional<String> tag, Optional<String> run) {

        /** Nothing is known. */
        public static final Origin UNKNOWN =
                new Origin(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * A verb within a run.
     *
     * @param verb its word
     * @param begun the time at which it began
     * @param took its duration, if it has ended
     */
    public record Part(String verb, Instant begun, Optional<Duration> took) {}

    /**
     * One look at the readiness of the staged side.
     *
     * @param at its time
     * @param ready the number of ready objects
     * @param total the number of all objects
     * @param worstLag the longest lag of an object, if one is known
     * @param cause the first cause of the wait, in one clause
     */
    public record Reading(Instant at, int ready, int total, Optional<Duration> worstLag, Optional<String> cause) {}

    /**
     * One step that has been started.
     *
     * @param summary the step in a few words
     * @param status its status; {@code PLANNED} while it runs
     * @param took its duration, if it has ended
     */
    public record StepTime(String summary, StepReport.Status status, Optional<Duration> took) {}

    /**
     * One remark.
     *
     * @param at its time
     * @param text one sentence
     */
    public record Remark(Instant at, String text) {}
}
