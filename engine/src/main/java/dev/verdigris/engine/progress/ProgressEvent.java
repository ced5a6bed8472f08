package dev.verdigris.engine.progress;

import java.time.Duration;
import java.util.Optional;

import dev.verdigris.core.approval.PlanFile;
import dev.verdigris.core.plan.PlannedStep;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.engine.connection.Notice;

/** An event during a verb. */
public sealed interface ProgressEvent {

    /**
     * A part begins: a verb, or a verb within a deploy.
     *
     * @param verb the verb
     */
    record PartStarted(Verb verb) implements ProgressEvent {}

    /**
     * A part ended.
     *
     * @param verb the verb
     * @param took its duration
     */
    record PartEnded(Verb verb, Duration took) implements ProgressEvent {}

    /**
     * A step begins.
     *
     * @param step the step with its reason
     * @param number its position in the plan, from 1
     * @param total the number of steps of the plan
     */
    record StepStarted(PlannedStep step, int number, int total) implements ProgressEvent {}

    /**
     * A step took effect.
     *
     * @param step the step with its reason
     * @param number its position in the plan, from 1
     * @param total the number of steps of the plan
     * @param took its duration
     */
    record StepDone(PlannedStep step, int number, int total, Duration took) implements ProgressEvent {}

    /**
     * A step did not take effect.
     *
     * @param step the step with its reason
     * @param number its position in the plan, from 1
     * @param total the number of steps of the plan
     * @param error the server's message
     */
    record StepFailed(PlannedStep step, int number, int total, String error) implements ProgressEvent {}

    /**
     * A plan was made that somebody can approve. Only a request that asks for it gets it, and only if no problem stops
     * the plan.
     *
     * @param plan the plan
     */
    record PlanMade(PlanFile plan) implements ProgressEvent {}

    /**
     * An object of the staged side was built.
     *
     * @param what the object's kind and name
     * @param number the number of objects built so far, including this one
     * @param total the number of all objects
     * @param took its duration
     */
    record ObjectBuilt(String what, int number, int total, Duration took) implements ProgressEvent {}

    /**
     * The builder of another tool begins. It writes to the terminal itself until it has ended.
     *
     * @param program the name of its program
     */
    record BuilderStarted(String program) implements ProgressEvent {}

    /**
     * The builder of another tool has ended.
     *
     * @param program the name of its program
     * @param exitCode its exit code
     * @param took its duration
     */
    record BuilderEnded(String program, int exitCode, Duration took) implements ProgressEvent {}

    /**
     * A check was run.
     *
     * @param name the check's name
     * @param passed whether it returned no rows
     * @param took its duration
     */
    record CheckRan(String name, boolean passed, Duration took) implements ProgressEvent {}

    /**
     * The staged side was assessed.
     *
     * @param assessment every object with its verdict
     * @param waited the duration of the wait so far
     * @param left the remaining time of the wait
     */
    record Judged(Assessment assessment, Duration waited, Duration left) implements ProgressEvent {}

    /**
     * The verb waits.
     *
     * @param what the object of the wait, as a noun phrase
     * @param left the remaining time of the wait
     */
    record Waiting(String what, Duration left) implements ProgressEvent {}

    /**
     * An attempt failed, and the engine will repeat it.
     *
     * @param attempt the number of attempts so far
     * @param pause the time until the next attempt
     * @param reason the reason for the failure
     */
    record Retrying(int attempt, Duration pause, String reason) implements ProgressEvent {}

    /**
     * The server has not answered a statement yet. The first event comes after two seconds, then there is one each
     * second until the answer. If several statements wait for their answers, the event is about the oldest one.
     *
     * @param statement the kind of the statement
     * @param waited the time since it was sent
     * @param left the time until its limit, when it is cancelled; empty if a data source sets the limit
     */
    record Unanswered(StatementKind statement, Duration waited, Optional<Duration> left) implements ProgressEvent {}

    /**
     * The server sent a message in addition to its answer.
     *
     * @param notice the message
     */
    record ServerNotice(Notice notice) implements ProgressEvent {}

    /**
     * A remark for a log.
     *
     * @param text one sentence
     */
    record Remark(String text) implements ProgressEvent {}
}
