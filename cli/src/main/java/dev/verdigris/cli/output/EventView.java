package dev.verdigris.cli.output;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.approval.PlanFileCodec;
import dev.verdigris.core.dbt.DbtFacts;
import dev.verdigris.core.plan.PlannedStep;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.text.Kebab;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.progress.StatementKind;

/**
 * An event of a run in the form of a line of JSON: one kind for each kind of {@link ProgressEvent}, with the same name,
 * and the report as the last one. {@link ReportView} says how components become JSON.
 */
sealed interface EventView {

    record PartStarted(Verb verb) implements EventView {}

    record PartEnded(Verb verb, Duration took) implements EventView {}

    record StepStarted(String step, String summary, String reason, int number, int total) implements EventView {}

    record StepDone(String step, String summary, String reason, int number, int total, Duration took)
            implements EventView {}

    record StepFailed(String step, String summary, String reason, int number, int total, String error)
            implements EventView {}

    record PlanMade(Verb verb, String digest) implements EventView {}

    record ObjectBuilt(String object, int number, int total, Duration took) implements EventView {}

    record BuilderStarted(String program) implements EventView {}

    record BuilderEnded(String program, int exitCode, Duration took) implements EventView {}

    record CheckRan(String check, boolean passed, Duration took) implements EventView {}

    /**
     * The staged side was assessed.
     *
     * @param ready whether it may go live
     * @param failed whether waiting cannot help
     * @param readyObjects the number of ready objects
     * @param objects the number of all objects
     * @param waited the duration of the wait so far
     * @param left the remaining time of the wait
     * @param causes what holds it up, the most important first
     * @param clusters the clusters that the objects run on
     * @param notReady the objects that are not ready
     */
    record Judged(
            boolean ready,
            boolean failed,
            long readyObjects,
            int objects,
            Duration waited,
            Duration left,
            List<ReadinessView.Cause> causes,
            List<ReadinessView.Cluster> clusters,
            List<ReadinessView.Judged> notReady)
            implements EventView {

        private static Judged of(ProgressEvent.Judged judged) {
            ReadinessView view = ReadinessView.of(judged.assessment(), DbtFacts.NONE);
            return new Judged(
                    view.ready(),
                    view.failed(),
                    view.readyObjects(),
                    view.objects().size(),
                    judged.waited(),
                    judged.left(),
                    view.causes(),
                    view.clusters(),
                    view.notReady());
        }
    }

    record Waiting(String what, Duration left) implements EventView {}

    record Retrying(int attempt, Duration pause, String reason) implements EventView {}

    record Unanswered(StatementKind statement, Duration waited, Optional<Duration> left) implements EventView {}

    record ServerNotice(String severity, String message) implements EventView {}

    record Remark(String text) implements EventView {}

    /** The result, as the last event. */
    record Report(ReportView report) implements EventView {}

    /** The name of its kind. */
    default String event() {
        return Kebab.of(getClass());
    }

    /** The view of an event. */
    static EventView of(ProgressEvent event) {
        return switch (event) {
            case ProgressEvent.PartStarted part -> new PartStarted(part.verb());
            case ProgressEvent.PartEnded part -> new PartEnded(part.verb(), part.took());
            case ProgressEvent.StepStarted begun -> {
                PlannedStep step = begun.step();
                yield new StepStarted(type(step), summary(step), step.reason(), begun.number(), begun.total());
            }
            case ProgressEvent.StepDone done -> {
                PlannedStep step = done.step();
                yield new StepDone(type(step), summary(step), step.reason(), done.number(), done.total(), done.took());
            }
            case ProgressEvent.StepFailed failed -> {
                PlannedStep step = failed.step();
                yield new StepFailed(
                        type(step), summary(step), step.reason(), failed.number(), failed.total(), failed.error());
            }
            case ProgressEvent.PlanMade made ->
                new PlanMade(
                        made.plan().verb(), PlanFileCodec.digest(made.plan()).value());
            case ProgressEvent.ObjectBuilt built ->
                new ObjectBuilt(built.what(), built.number(), built.total(), built.took());
            case ProgressEvent.BuilderStarted builder -> new BuilderStarted(builder.program());
            case ProgressEvent.BuilderEnded builder ->
                new BuilderEnded(builder.program(), builder.exitCode(), builder.took());
            case ProgressEvent.CheckRan check -> new CheckRan(check.name(), check.passed(), check.took());
            case ProgressEvent.Judged judged -> Judged.of(judged);
            case ProgressEvent.Waiting waiting -> new Waiting(waiting.what(), waiting.left());
            case ProgressEvent.Retrying retry -> new Retrying(retry.attempt(), retry.pause(), retry.reason());
            case ProgressEvent.Unanswered late -> new Unanswered(late.statement(), late.waited(), late.left());
            case ProgressEvent.ServerNotice received ->
                new ServerNotice(received.notice().severity(), received.notice().message());
            case ProgressEvent.Remark remark -> new Remark(remark.text());
        };
    }

    private static String type(PlannedStep planned) {
        return planned.step().type();
    }

    private static String summary(PlannedStep planned) {
        return planned.step().summary();
    }
}
