package dev.verdigris.cli.output;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.core.plan.PlannedStep;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.text.Kebab;
import dev.verdigris.engine.progress.ProgressEvent;

/** A progress event as one line of JSON. The field {@code event} names its kind; the other fields are its details. */
final class EventJson {

    private EventJson() {}

    private record Step(
            String step,
            String summary,
            String reason,
            int number,
            int total,
            Optional<Duration> took,
            Optional<String> error) {

        static Step of(PlannedStep planned, int number, int total, Optional<Duration> took, Optional<String> error) {
            return new Step(
                    planned.step().type(), planned.step().summary(), planned.reason(), number, total, took, error);
        }
    }

    private record Built(String object, int number, int total, Duration took) {}

    private record Check(String check, boolean passed, Duration took) {}

    private record Judged(
            boolean ready,
            long readyObjects,
            int objects,
            Duration waited,
            Duration left,
            List<Cause> causes,
            List<NotReady> notReady) {}

    private record Cause(String cause, boolean failed, int waitingObjects) {}

    private record NotReady(String object, boolean failed, String state, String reason, Optional<Duration> remaining) {}

    private record Message(String severity, String message) {}

    static String line(ProgressEvent event) {
        return JsonText.event(Kebab.of(event.getClass()), fields(event));
    }

    private static Object fields(ProgressEvent event) {
        return switch (event) {
            case ProgressEvent.PhaseStarted phase -> phase;
            case ProgressEvent.PhaseEnded phase -> phase;
            case ProgressEvent.StepStarted step ->
                Step.of(step.step(), step.number(), step.total(), Optional.empty(), Optional.empty());
            case ProgressEvent.StepDone step ->
                Step.of(step.step(), step.number(), step.total(), Optional.of(step.took()), Optional.empty());
            case ProgressEvent.StepFailed step ->
                Step.of(step.step(), step.number(), step.total(), Optional.empty(), Optional.of(step.error()));
            case ProgressEvent.ObjectBuilt built ->
                new Built(built.what(), built.number(), built.total(), built.took());
            case ProgressEvent.CheckRan check -> new Check(check.name(), check.passed(), check.took());
            case ProgressEvent.Judged judged -> judged(judged.assessment(), judged.waited(), judged.left());
            case ProgressEvent.Waiting waiting -> waiting(waiting.what(), waiting.left());
            case ProgressEvent.Retrying retry -> retry;
            case ProgressEvent.Unanswered unanswered -> unanswered;
            case ProgressEvent.Remark remark -> remark;
            case ProgressEvent.ServerNotice told ->
                new Message(told.notice().severity(), told.notice().message());
        };
    }

    private static Map<String, Object> waiting(String what, Duration left) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("for", what);
        fields.put("left", left);
        return fields;
    }

    private static Judged judged(Assessment assessment, Duration waited, Duration left) {
        List<NotReady> notReady = assessment.open().stream()
                .map(each -> {
                    VerdictView view = VerdictView.of(each);
                    return new NotReady(
                            each.object().name().toString(),
                            each.state().isFailed(),
                            view.state(),
                            view.reason(),
                            view.remaining());
                })
                .toList();
        List<Cause> causes = assessment.causes().stream()
                .map(cause -> new Cause(
                        cause.text(), cause.isFailed(), cause.waiting().size()))
                .toList();
        return new Judged(
                assessment.isReady(),
                assessment.readyCount(),
                assessment.objects().size(),
                waited,
                left,
                causes,
                notReady);
    }
}
