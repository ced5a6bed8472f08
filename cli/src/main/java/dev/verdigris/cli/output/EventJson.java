package dev.verdigris.cli.output;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.verdigris.core.plan.PlannedStep;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.readiness.Verdict;
import dev.verdigris.core.text.Kebab;
import dev.verdigris.engine.connection.Notice;
import dev.verdigris.engine.progress.ProgressEvent;

/** A progress event as one line of JSON; field {@code event} names its kind. */
final class EventJson {

    private EventJson() {}

    static String line(ProgressEvent event) {
        return JsonText.line(json -> {
            json.writeStringField("event", Kebab.of(event.getClass()));
            fields(json, event);
        });
    }

    private static void fields(JsonGenerator json, ProgressEvent event) throws IOException {
        switch (event) {
            case ProgressEvent.PhaseStarted phase ->
                json.writeStringField("verb", phase.verb().word());
            case ProgressEvent.PhaseEnded phase -> {
                json.writeStringField("verb", phase.verb().word());
                millis(json, "tookMillis", phase.took());
            }
            case ProgressEvent.StepStarted step -> step(json, step.step(), step.number(), step.total());
            case ProgressEvent.StepDone step -> {
                step(json, step.step(), step.number(), step.total());
                millis(json, "tookMillis", step.took());
            }
            case ProgressEvent.StepFailed step -> {
                step(json, step.step(), step.number(), step.total());
                json.writeStringField("error", step.error());
            }
            case ProgressEvent.ObjectBuilt built -> built(json, built);
            case ProgressEvent.CheckRan check -> check(json, check);
            case ProgressEvent.Judged judged -> judged(json, judged);
            case ProgressEvent.Waiting waiting -> waiting(json, waiting);
            case ProgressEvent.Retrying retry -> retry(json, retry);
            case ProgressEvent.Unanswered unanswered -> unanswered(json, unanswered);
            case ProgressEvent.Remark remark -> json.writeStringField("text", remark.text());
            case ProgressEvent.ServerNotice notice -> notice(json, notice.notice());
        }
    }

    private static void step(JsonGenerator json, PlannedStep step, int number, int total) throws IOException {
        json.writeStringField("step", step.step().type());
        json.writeStringField("summary", step.step().summary());
        json.writeStringField("reason", step.reason());
        place(json, number, total);
    }

    private static void built(JsonGenerator json, ProgressEvent.ObjectBuilt built) throws IOException {
        json.writeStringField("object", built.what());
        place(json, built.number(), built.total());
        millis(json, "tookMillis", built.took());
    }

    private static void check(JsonGenerator json, ProgressEvent.CheckRan check) throws IOException {
        json.writeStringField("check", check.name());
        json.writeBooleanField("passed", check.passed());
        millis(json, "tookMillis", check.took());
    }

    private static void waiting(JsonGenerator json, ProgressEvent.Waiting waiting) throws IOException {
        json.writeStringField("for", waiting.what());
        millis(json, "leftMillis", waiting.left());
    }

    private static void retry(JsonGenerator json, ProgressEvent.Retrying retry) throws IOException {
        json.writeNumberField("attempt", retry.attempt());
        millis(json, "pauseMillis", retry.pause());
        json.writeStringField("reason", retry.reason());
    }

    private static void unanswered(JsonGenerator json, ProgressEvent.Unanswered event) throws IOException {
        json.writeStringField("statement", event.statement().name().toLowerCase(Locale.ROOT));
        millis(json, "waitedMillis", event.waited());
        if (event.left().isPresent()) {
            millis(json, "leftMillis", event.left().get());
        }
    }

    private static void notice(JsonGenerator json, Notice notice) throws IOException {
        json.writeStringField("severity", notice.severity());
        json.writeStringField("message", notice.message());
    }

    private static void judged(JsonGenerator json, ProgressEvent.Judged event) throws IOException {
        Assessment assessment = event.assessment();
        json.writeBooleanField("ready", assessment.isReady());
        json.writeNumberField("readyObjects", assessment.readyCount());
        json.writeNumberField("objects", assessment.objects().size());
        millis(json, "waitedMillis", event.waited());
        millis(json, "leftMillis", event.left());
        json.writeArrayFieldStart("notReady");
        for (Assessment.Judged each : assessment.objects()) {
            if (!(each.verdict() instanceof Verdict.Ready)) {
                json.writeStartObject();
                json.writeStringField("object", each.object().name().toString());
                json.writeBooleanField("failed", each.verdict() instanceof Verdict.Failed);
                json.writeStringField("reason", VerdictView.of(each.verdict()).reason());
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
