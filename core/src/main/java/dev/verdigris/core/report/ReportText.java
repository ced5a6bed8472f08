package dev.verdigris.core.report;

import java.util.List;

import dev.verdigris.core.marker.DeploymentRecord;
import dev.verdigris.core.plan.PlannedStep;
import dev.verdigris.core.plan.StatusSummary;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.readiness.Verdict;
import dev.verdigris.core.sql.StepSql;

/** The report as text for people: the result first, then what led to it, last what comes next. No colours. */
public final class ReportText {

    private final StringBuilder text = new StringBuilder();

    private ReportText() {}

    /** Renders a report; lines end in a line feed. */
    public static String render(Report report) {
        ReportText writer = new ReportText();
        writer.head(report);
        report.status().ifPresent(writer::status);
        writer.steps(report.steps());
        report.readiness().ifPresent(writer::readiness);
        writer.problems(report.problems().size() == 1 ? "Problem" : "Problems", report.problems());
        writer.problems(report.warnings().size() == 1 ? "Warning" : "Warnings", report.warnings());
        writer.notes(report.notes());
        writer.timings(report.timings());
        report.next().ifPresent(next -> writer.section("Next").line("  " + next));
        return writer.text.toString();
    }

    private void head(Report report) {
        String dryRun = report.dryRun() ? " (dry run: nothing was changed)" : "";
        line(report.verb() + " " + report.environment() + ": "
                + report.outcome().meaning() + dryRun);
        line("  state       " + report.state());
        report.deployment().ifPresent(record -> line("  deployment  " + deployment(record)));
    }

    private static String deployment(DeploymentRecord record) {
        return record.deploymentId() + ", begun at " + record.createdAt()
                + record.role().map(role -> " by " + role).orElse("")
                + record.commit().map(commit -> ", commit " + commit).orElse("")
                + record.tag().map(tag -> ", tag " + tag).orElse("");
    }

    private void status(StatusSummary status) {
        if (!status.pairs().isEmpty()) {
            section("Pairs");
        }
        for (StatusSummary.PairStatus pair : status.pairs()) {
            line("  " + pair.kind() + " " + half(pair.live(), pair.liveId().orElse(""), pair.liveObjects()) + "  <->  "
                    + half(pair.suffixed(), pair.suffixedId().orElse(""), pair.suffixedObjects()));
        }
        if (!status.left().isEmpty()) {
            section("Left to do");
        }
        for (PlannedStep planned : status.left()) {
            StepSql.render(planned.step()).forEach(sql -> line("  " + sql + ";"));
            line("      " + planned.reason());
        }
        problems("Not as it should be", status.problems());
    }

    private static String half(String name, String id, int objects) {
        return id.isEmpty()
                ? name + " (missing)"
                : name + " (" + id + ", " + objects + (objects == 1 ? " object)" : " objects)");
    }

    private void steps(List<StepReport> steps) {
        if (!steps.isEmpty()) {
            section("Steps");
        }
        for (StepReport step : steps) {
            String took = step.took().map(time -> " in " + Words.of(time)).orElse("");
            line("  " + padded(Words.of(step.status()), 13) + step.summary() + took);
            if (!step.reason().isEmpty()) {
                line("               because " + step.reason());
            }
            for (String sql : step.sql()) {
                sql.lines().forEach(each -> line("               " + each));
            }
            step.error().ifPresent(error -> error.lines().forEach(each -> line("               ! " + each)));
        }
    }

    private void readiness(Assessment assessment) {
        section("Readiness");
        line("  " + assessment.readyCount() + " of " + assessment.objects().size() + " objects are ready: "
                + Words.reason(assessment.overall()));
        for (Assessment.Judged judged : assessment.objects()) {
            if (!(judged.verdict() instanceof Verdict.Ready)) {
                line("  " + padded(Words.of(judged.verdict()), 9)
                        + judged.object().kind().text() + " " + judged.object().name() + ": "
                        + Words.reason(judged.verdict()) + remaining(judged.verdict()));
            }
        }
    }

    private static String remaining(Verdict verdict) {
        return verdict instanceof Verdict.Waiting waiting
                ? waiting.remaining()
                        .map(time -> ", about " + Words.of(time) + " left")
                        .orElse("")
                : "";
    }

    private void problems(String title, List<Problem> problems) {
        if (!problems.isEmpty()) {
            section(title);
        }
        for (Problem problem : problems) {
            line("  " + problem.code().code() + "  " + problem.what());
            problem.cure().lines().forEach(each -> line("      " + each));
        }
    }

    private void notes(List<String> notes) {
        if (!notes.isEmpty()) {
            section("Notes");
        }
        notes.forEach(note -> line("  " + note));
    }

    private void timings(List<Report.Timing> timings) {
        if (!timings.isEmpty()) {
            section("Timings");
        }
        timings.forEach(timing -> line("  " + padded(timing.phase(), 12) + Words.of(timing.took())));
    }

    private ReportText section(String title) {
        text.append('\n').append(title).append('\n');
        return this;
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String padded(String word, int width) {
        return word + " ".repeat(Math.max(1, width - word.length()));
    }
}
