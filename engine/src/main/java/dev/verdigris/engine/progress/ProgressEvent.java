package dev.verdigris.engine.progress;

import java.time.Duration;

import dev.verdigris.core.plan.PlannedStep;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.engine.connection.Notice;

/** What happens while a verb is at work. */
public sealed interface ProgressEvent {

    /**
     * A phase begins: a verb, or a verb within a deploy.
     *
     * @param verb the verb
     */
    record PhaseStarted(Verb verb) implements ProgressEvent {}

    /**
     * A phase is over.
     *
     * @param verb the verb
     * @param took how long it took
     */
    record PhaseEnded(Verb verb, Duration took) implements ProgressEvent {}

    /**
     * A step begins.
     *
     * @param step the step with its reason
     * @param number its place in the plan, from 1
     * @param total how many steps the plan has
     */
    record StepStarted(PlannedStep step, int number, int total) implements ProgressEvent {}

    /**
     * A step took effect.
     *
     * @param step the step with its reason
     * @param number its place in the plan, from 1
     * @param total how many steps the plan has
     * @param took how long it took
     */
    record StepDone(PlannedStep step, int number, int total, Duration took) implements ProgressEvent {}

    /**
     * A step did not take effect.
     *
     * @param step the step with its reason
     * @param number its place in the plan, from 1
     * @param total how many steps the plan has
     * @param error the server's words
     */
    record StepFailed(PlannedStep step, int number, int total, String error) implements ProgressEvent {}

    /**
     * An object of the staged side was built.
     *
     * @param what the object's kind and name
     * @param number how many are done with this one
     * @param total how many there are
     * @param took how long it took
     */
    record ObjectBuilt(String what, int number, int total, Duration took) implements ProgressEvent {}

    /**
     * A check was run.
     *
     * @param name the check's name
     * @param passed whether it returned no rows
     * @param took how long it took
     */
    record CheckRan(String name, boolean passed, Duration took) implements ProgressEvent {}

    /**
     * The staged side was judged.
     *
     * @param assessment every object with its verdict
     * @param waited how long has been waited so far
     * @param left how long may still be waited
     */
    record Judged(Assessment assessment, Duration waited, Duration left) implements ProgressEvent {}

    /**
     * Something is waited for.
     *
     * @param what it, as a clause
     * @param left how long may still be waited
     */
    record Waiting(String what, Duration left) implements ProgressEvent {}

    /**
     * An attempt failed and will be repeated.
     *
     * @param attempt how many attempts have been made
     * @param pause how long until the next
     * @param reason why it failed
     */
    record Retrying(int attempt, Duration pause, String reason) implements ProgressEvent {}

    /**
     * The server said something beside its answers.
     *
     * @param notice what it said
     */
    record ServerNotice(Notice notice) implements ProgressEvent {}

    /**
     * Something worth a line in a log.
     *
     * @param text one sentence
     */
    record Remark(String text) implements ProgressEvent {}
}
