package dev.verdigris.cli.output;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.verdigris.core.plan.PlannedStep;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.readiness.Verdict;
import dev.verdigris.engine.internal.execution.StepReports;
import dev.verdigris.engine.progress.ProgressEvent;

/** A progress event as one line of JSON; field {@code event} names its kind. */
final class EventJson {

    private EventJson() {}

    static String line(ProgressEvent event) {
        return JsonText.line(json -> {
            switch (event) {
                case ProgressEvent.PhaseStarted phase -> {
                    json.writeStringField("event", "phase-started");
                    json.writeStringField("verb", phase.verb().word());
                }
                case ProgressEvent.PhaseEnded phase -> {
                    json.writeStringField("event", "phase-ended");
                    json.writeStringField("verb", phase.verb().word());
                    millis(json, "tookMillis", phase.took());
                }
                case ProgressEvent.StepStarted step ->
                    step(json, "step-started", step.step(), step.number(), step.total());
                case ProgressEvent.StepDone step -> {
                    step(json, "step-done", step.step(), step.number(), step.total());
                    millis(json, "tookMillis", step.took());
                }
                case ProgressEvent.StepFailed step -> {
                    step(json, "step-failed", step.step(), step.number(), step.total());
                    json.writeStringField("error", step.error());
                }
                case ProgressEvent.ObjectBuilt built -> {
                    json.writeStringField("event", "object-built");
                    json.writeStringField("object", built.what());
                    place(json, built.number(), built.total());
                    millis(json, "tookMillis", built.took());
                }
                case ProgressEvent.CheckRan check -> {
                    json.writeStringField("event", "check-ran");
                    json.writeStringField("check", check.name());
                    json.writeBooleanField("passed", check.passed());
                    millis(json, "tookMillis", check.took());
                }
                case ProgressEvent.Judged judged -> judged(json, judged);
                case ProgressEvent.Waiting waiting -> {
                    json.writeStringField("event", "waiting");
                    json.writeStringField("for", waiting.what());
                    millis(json, "leftMillis", waiting.left());
                }
                case ProgressEvent.Retrying retry -> {
                    json.writeStringField("event", "retrying");
                    json.writeNumberField("attempt", retry.attempt());
                    millis(json, "pauseMillis", retry.pause());
                    json.writeStringField("reason", retry.reason());
                }
                case ProgressEvent.Remark remark -> {
                    json.writeStringField("event", "remark");
                    json.writeStringField("text", remark.text());
                }
                case ProgressEvent.ServerNotice notice -> {
                    json.writeStringField("event", "server-notice");
                    json.writeStringField("severity", notice.notice().severity());
                    json.writeStringField("message", notice.notice().message());
                }
            }
        });
    }

    private static void step(JsonGenerator json, String event, PlannedStep step, int number, int total)
            throws IOException {
        json.writeStringField("event", event);
        json.writeStringField("step", StepReports.kind(step.step().getClass()));
        json.writeStringField("summary", StepReports.summary(step.step()));
        json.writeStringField("reason", step.reason());
        place(json, number, total);
    }

    private static void judged(JsonGenerator json, ProgressEvent.Judged event) throws IOException {
        Assessment assessment = event.assessment();
        json.writeStringField("event", "judged");
        json.writeBooleanField("ready", assessment.isReady());
        json.writeNumberField("readyObjects", assessment.readyCount());
        json.writeNumberField("objects", assessment.objects().size());
        millis(json, "waitedMillis", event.waited());
        millis(json, "leftMillis", event.left());
        json.writeArrayFieldStart("notReady");
        for (Assessment.Judged each : assessment.objects()) {
            Optional<String> reason = switch (each.verdict()) {
                case Verdict.Ready ignored -> Optional.empty();
                case Verdict.Waiting waiting -> Optional.of(waiting.reason());
                case Verdict.Failed failed -> Optional.of(failed.reason());
            };
            if (reason.isPresent()) {
                json.writeStartObject();
                json.writeStringField("object", each.object().name().toString());
                json.writeBooleanField("failed", each.verdict() instanceof Verdict.Failed);
                json.writeStringField("reason", reason.get());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private static void place(JsonGenerator json, int number, int total) throws IOException {
        json.writeNumberField("number", number);
        json.writeNumberField("total", total);
    }

    private static void millis(JsonGenerator json, String field, Duration length) throws IOException {
        json.writeNumberField(field, length.toMillis());
    }
}
