package dev.verdigris.cli.output;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.verdigris.core.deployment.DeploymentRecord;
import dev.verdigris.core.plan.PlannedStep;
import dev.verdigris.core.plan.StatusSummary;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.readiness.Verdict;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.sql.StepSql;

/**
 * The report as one JSON document.
 *
 * <p>Keys, in this order; lists are always there, the keys marked with ? only if there is something to say:
 * {@code verb}, {@code environment}, {@code outcome} (a constant of Outcome in kebab case), {@code exitCode},
 * {@code state}, {@code dryRun}, {@code deployment?} ({@code id}, {@code createdAt}, {@code role?}, {@code commit?},
 * {@code tag?}), {@code steps} (each {@code kind}, {@code summary}, {@code reason}, {@code sql}, {@code status},
 * {@code tookMillis?}, {@code error?}), {@code problems} and {@code warnings} (each {@code code}, {@code what},
 * {@code where}, {@code fix}), {@code notes}, {@code readiness?} ({@code ready}, {@code failed}, {@code verdict},
 * {@code readyObjects}, {@code objects}: each {@code name}, {@code kind}, {@code verdict}, {@code reason},
 * {@code remainingMillis?}), {@code status?} ({@code pairs}: each {@code kind},
 * {@code live}, {@code liveId?}, {@code liveObjects} and the same of {@code suffixed}; {@code left}: each
 * {@code reason}, {@code sql}, {@code problems}, {@code next},
 * {@code nextCommand}), {@code timings} (each {@code phase}, {@code tookMillis}) and {@code next?}. Times are ISO 8601 in UTC.
 */
public final class ReportJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ReportJson() {}

    /** Renders a report as indented JSON, without a line break at its end. */
    public static String render(Report report) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        try {
            return JSON.writer(printer).writeValueAsString(node(report));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can always be written", e);
        }
    }

    private static ObjectNode node(Report report) {
        ObjectNode json = JSON.createObjectNode();
        json.put("verb", report.verb().word());
        json.put("environment", report.environment());
        json.put("outcome", Words.of(report.outcome()));
        json.put("exitCode", report.outcome().exitCode());
        json.put("state", report.state());
        json.put("dryRun", report.dryRun());
        report.deployment().ifPresent(record -> deployment(json.putObject("deployment"), record));
        ArrayNode steps = json.putArray("steps");
        report.steps().forEach(step -> step(steps, step));
        problems(json.putArray("problems"), report.problems());
        problems(json.putArray("warnings"), report.warnings());
        report.notes().forEach(json.putArray("notes")::add);
        report.readiness().ifPresent(assessment -> readiness(json.putObject("readiness"), assessment));
        report.status().ifPresent(status -> status(json.putObject("status"), status));
        ArrayNode timings = json.putArray("timings");
        for (Report.Timing timing : report.timings()) {
            timings.addObject()
                    .put("phase", timing.phase())
                    .put("tookMillis", timing.took().toMillis());
        }
        report.next().ifPresent(next -> json.put("next", next));
        return json;
    }

    private static void deployment(ObjectNode json, DeploymentRecord record) {
        json.put("id", record.deploymentId().value());
        json.put("createdAt", record.createdAt().toString());
        record.role().ifPresent(role -> json.put("role", role));
        record.commit().ifPresent(commit -> json.put("commit", commit));
        record.tag().ifPresent(tag -> json.put("tag", tag));
    }

    private static void step(ArrayNode steps, StepReport step) {
        ObjectNode json = steps.addObject();
        json.put("kind", step.kind());
        json.put("summary", step.summary());
        json.put("reason", step.reason());
        step.sql().forEach(json.putArray("sql")::add);
        json.put("status", Words.of(step.status()));
        millis(json, "tookMillis", step.took());
        step.error().ifPresent(error -> json.put("error", error));
    }

    private static void problems(ArrayNode list, List<Problem> problems) {
        for (Problem problem : problems) {
            list.addObject()
                    .put("code", problem.code().code())
                    .put("what", problem.what())
                    .put("where", problem.where())
                    .put("fix", problem.fix());
        }
    }

    private static void readiness(ObjectNode json, Assessment assessment) {
        json.put("ready", assessment.isReady());
        json.put("failed", assessment.isFailed());
        json.put("verdict", Words.reason(assessment.overall()));
        json.put("readyObjects", assessment.readyCount());
        ArrayNode objects = json.putArray("objects");
        for (Assessment.Judged judged : assessment.objects()) {
            ObjectNode object = objects.addObject();
            object.put("name", judged.object().name().toString());
            object.put("kind", judged.object().kind().catalogName());
            object.put("verdict", Words.of(judged.verdict()));
            object.put("reason", Words.reason(judged.verdict()));
            if (judged.verdict() instanceof Verdict.Waiting waiting) {
                millis(object, "remainingMillis", waiting.remaining());
            }
        }
    }

    private static void status(ObjectNode json, StatusSummary status) {
        ArrayNode pairs = json.putArray("pairs");
        for (StatusSummary.PairStatus pair : status.pairs()) {
            ObjectNode each = pairs.addObject();
            each.put("kind", pair.kind());
            each.put("live", pair.live());
            pair.liveId().ifPresent(id -> each.put("liveId", id));
            each.put("liveObjects", pair.liveObjects());
            each.put("suffixed", pair.suffixed());
            pair.suffixedId().ifPresent(id -> each.put("suffixedId", id));
            each.put("suffixedObjects", pair.suffixedObjects());
        }
        ArrayNode left = json.putArray("left");
        for (PlannedStep planned : status.left()) {
            ObjectNode each = left.addObject();
            each.put("reason", planned.reason());
            StepSql.render(planned.step()).forEach(each.putArray("sql")::add);
        }
        problems(json.putArray("problems"), status.problems());
        json.put("next", status.next().word());
        json.put("nextCommand", status.nextCommand());
    }

    private static void millis(ObjectNode json, String key, Optional<Duration> duration) {
        duration.ifPresent(value -> json.put(key, value.toMillis()));
    }
}
