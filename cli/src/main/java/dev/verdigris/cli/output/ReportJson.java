package dev.verdigris.cli.output;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.verdigris.core.deployment.DeploymentRecord;
import dev.verdigris.core.plan.StatusSummary;
import dev.verdigris.core.report.Report.Timing;
import dev.verdigris.core.report.StepReport;

/**
 * A report as one JSON object.
 *
 * <p>Keys, in this order; lists are always there, the keys marked with ? only if they have a value:
 * {@code verb}, {@code environment}, {@code outcome} (a constant of Outcome in kebab case, or {@code interrupted}),
 * {@code exitCode}, {@code state}, {@code dryRun}, {@code deployment?} ({@code id}, {@code createdAt}, {@code role?},
 * {@code commit?}, {@code tag?}), {@code guardrails} (each {@code id}, {@code title}, {@code question},
 * {@code result}: {@code passed}, {@code refused}, {@code consented} or {@code not-applicable}, {@code reason?},
 * {@code codes?}), {@code steps} (each {@code kind}, {@code summary}, {@code reason}, {@code sql},
 * {@code status}, {@code tookMillis?}, {@code error?}), {@code problems} and {@code warnings} (each {@code code},
 * {@code what}, {@code where}, {@code fix}), {@code notes}, {@code readiness?} ({@code ready}, {@code failed},
 * {@code verdict}, {@code readyObjects}, {@code objects}: each {@code name}, {@code kind}, {@code verdict},
 * {@code reason}, {@code remainingMillis?}), {@code status?} ({@code pairs}: each {@code kind}, {@code live},
 * {@code liveId?}, {@code liveObjects} and the same of {@code suffixed}; {@code left}: each {@code reason},
 * {@code sql}; {@code problems}, {@code next}), {@code timings} (each {@code phase}, {@code tookMillis}) and
 * {@code next?}. Times are ISO 8601 in UTC. {@link FixJson} lists the keys of {@code fix} and {@code next}.
 */
final class ReportJson {

    private final JsonGenerator json;

    private ReportJson(JsonGenerator json) {
        this.json = json;
    }

    /** The report over many lines, without a line break at its end. */
    static String document(ReportView report) {
        return JsonText.document(json -> new ReportJson(json).report(report));
    }

    /** The report on one line, as the last event of a stream. */
    static String event(ReportView report) {
        return JsonText.reportEvent(json -> new ReportJson(json).report(report));
    }

    private void report(ReportView report) throws IOException {
        json.writeStringField("verb", report.verb());
        json.writeStringField("environment", report.environment());
        json.writeStringField("outcome", report.outcome());
        json.writeNumberField("exitCode", report.exitCode());
        json.writeStringField("state", report.state());
        json.writeBooleanField("dryRun", report.dryRun());
        if (report.deployment().isPresent()) {
            deployment(report.deployment().get());
        }
        json.writeArrayFieldStart("guardrails");
        for (GuardrailView guardrail : report.guardrails()) {
            guardrail.write(json);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("steps");
        for (ReportView.Step step : report.steps()) {
            step(step.report(), step.status());
        }
        json.writeEndArray();
        ProblemView.write(json, "problems", report.problems());
        ProblemView.write(json, "warnings", report.warnings());
        texts("notes", report.notes());
        if (report.readiness().isPresent()) {
            readiness(report.readiness().get());
        }
        if (report.status().isPresent()) {
            status(report.status().get());
        }
        timings(report.timings());
        if (report.next().isPresent()) {
            FixJson.write(json, "next", report.next().get());
        }
    }

    private void deployment(DeploymentRecord record) throws IOException {
        json.writeObjectFieldStart("deployment");
        json.writeStringField("id", record.deploymentId().value());
        json.writeStringField("createdAt", record.createdAt().toString());
        text("role", record.role());
        text("commit", record.commit());
        text("tag", record.tag());
        json.writeEndObject();
    }

    private void step(StepReport step, String status) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", step.kind());
        json.writeStringField("summary", step.summary());
        json.writeStringField("reason", step.reason());
        texts("sql", step.sql());
        json.writeStringField("status", status);
        millis("tookMillis", step.took());
        text("error", step.error());
        json.writeEndObject();
    }

    private void readiness(ReportView.Readiness readiness) throws IOException {
        json.writeObjectFieldStart("readiness");
        json.writeBooleanField("ready", readiness.assessment().isReady());
        json.writeBooleanField("failed", readiness.assessment().isFailed());
        json.writeStringField("verdict", readiness.verdict().reason());
        json.writeNumberField("readyObjects", readiness.assessment().readyCount());
        json.writeArrayFieldStart("objects");
        for (ReportView.JudgedObject object : readiness.objects()) {
            json.writeStartObject();
            json.writeStringField("name", object.name());
            json.writeStringField("kind", object.kind());
            json.writeStringField("verdict", object.verdict().word());
            json.writeStringField("reason", object.verdict().reason());
            millis("remainingMillis", object.verdict().remaining());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void status(ReportView.Status status) throws IOException {
        json.writeObjectFieldStart("status");
        json.writeArrayFieldStart("pairs");
        for (StatusSummary.PairStatus pair : status.summary().pairs()) {
            json.writeStartObject();
            json.writeStringField("kind", pair.kind());
            json.writeStringField("live", pair.live());
            text("liveId", pair.liveId());
            json.writeNumberField("liveObjects", pair.liveObjects());
            json.writeStringField("suffixed", pair.suffixed());
            text("suffixedId", pair.suffixedId());
            json.writeNumberField("suffixedObjects", pair.suffixedObjects());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("left");
        for (ReportView.Left left : status.left()) {
            json.writeStartObject();
            json.writeStringField("reason", left.reason());
            texts("sql", left.sql());
            json.writeEndObject();
        }
        json.writeEndArray();
        ProblemView.write(json, "problems", status.problems());
        FixJson.write(json, "next", status.next());
        json.writeEndObject();
    }

    private void timings(List<Timing> timings) throws IOException {
        json.writeArrayFieldStart("timings");
        for (Timing timing : timings) {
            json.writeStartObject();
            json.writeStringField("phase", timing.phase());
            json.writeNumberField("tookMillis", timing.took().toMillis());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void texts(String field, List<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private void text(String field, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            json.writeStringField(field, text.get());
        }
    }

    private void millis(String field, Optional<Duration> length) throws IOException {
        if (length.isPresent()) {
            json.writeNumberField(field, length.get().toMillis());
        }
    }
}
