package dev.verdigris.cli.output;

import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

import dev.verdigris.core.deployment.DeploymentRecord;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.plan.PlannedStep;
import dev.verdigris.core.plan.StatusSummary;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.readiness.Verdict;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.sql.StepSql;

/** The report as text for people: the result first, then what led to it, last what comes next. No colours. */
public final class ReportText {

    /** So many steps that went well are told one by one; of more, only how many there were of each kind. */
    private static final int FEW = 6;

    private static final String DROPS_THE_PREVIOUS = "verdigris cleanup ";
    private static final String RETURNS_TO_IT = "verdigris rollback ";

    /** How much is told of steps that went well. */
    public enum Detail {
        /** That they were done: who watched has seen them. */
        BRIEF,
        /** Reason and statements, as of all others. */
        FULL
    }

    private final StringBuilder text = new StringBuilder();
    private final Detail detail;

    private ReportText(Detail detail) {
        this.detail = detail;
    }

    /** Renders a report; lines end in a line feed. */
    public static String render(Report report, Detail detail) {
        ReportText writer = new ReportText(detail);
        writer.head(report);
        report.status().ifPresent(writer::status);
        writer.steps(report.steps());
        report.readiness().ifPresent(writer::readiness);
        writer.problems(report.problems().size() == 1 ? "Problem" : "Problems", report.problems());
        writer.warnings(report.warnings());
        writer.notes(report.notes());
        writer.timings(report.timings());
        writer.next(report);
        return writer.text.toString();
    }

    private void head(Report report) {
        line(report.verb() + " " + report.environment() + ": " + result(report));
        line("  state       " + report.state());
        report.deployment().ifPresent(record -> line("  deployment  " + deployment(record)));
    }

    private static String result(Report report) {
        String dryRun = report.dryRun() ? " (dry run: nothing was changed)" : "";
        if (report.outcome() != Outcome.DONE) {
            return report.outcome().meaning() + dryRun;
        }
        return switch (report.verb()) {
            case STATUS, HISTORY -> report.state();
            case AWAIT -> "ready";
            case INIT, BUILD, EXEC, CHECK, DIFF, PROMOTE, ROLLBACK, CLEANUP, ABORT, DEPLOY, PLAN ->
                (report.steps().isEmpty() ? "nothing to do" : report.dryRun() ? "it would go through" : "done")
                        + dryRun;
        };
    }

    private static String deployment(DeploymentRecord record) {
        return record.deploymentId() + ", begun at "
                + record.createdAt().truncatedTo(ChronoUnit.SECONDS)
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
        List<StepReport> well = steps.stream().filter(this::isBrief).toList();
        if (well.size() > FEW) {
            well.stream()
                    .collect(Collectors.groupingBy(
                            step -> padded(Words.of(step.status()), 13)
                                    + step.kind().replace('-', ' '),
                            LinkedHashMap::new,
                            Collectors.counting()))
                    .forEach((words, count) -> line("  " + words + (count > 1 ? ", " + count + " times" : "")));
        }
        steps.stream().filter(step -> well.size() <= FEW || !isBrief(step)).forEach(this::step);
    }

    private boolean isBrief(StepReport step) {
        return detail == Detail.BRIEF
                && switch (step.status()) {
                    case DONE, ALREADY_DONE, NOT_REACHED -> true;
                    case PLANNED, FAILED -> false;
                };
    }

    private void step(StepReport step) {
        String took = step.took().map(time -> " in " + Words.of(time)).orElse("");
        line("  " + padded(Words.of(step.status()), 13) + step.summary() + took);
        if (isBrief(step)) {
            return;
        }
        if (!step.reason().isEmpty()) {
            line("               -- " + step.reason());
        }
        for (String sql : step.sql()) {
            (sql + ";").lines().forEach(each -> line("               " + each));
        }
        step.error().ifPresent(error -> error.lines().forEach(each -> line("               ! " + each)));
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
        problems.forEach(problem -> {
            place(problem);
            problem.fix().lines().forEach(each -> line("      " + each));
        });
    }

    /** What was accepted, or may be, needs no advice to accept it. */
    private void warnings(List<Problem> warnings) {
        if (!warnings.isEmpty()) {
            section(warnings.size() == 1 ? "Warning" : "Warnings");
        }
        for (Problem warning : warnings) {
            place(warning);
            if (!warning.fix().contains("--accept " + warning.code().code())) {
                warning.fix().lines().forEach(each -> line("      " + each));
            }
        }
    }

    private void place(Problem problem) {
        line("  " + problem.code().code() + "  " + problem.what());
        if (!problem.what().contains(problem.where())) {
            line("      at " + problem.where());
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

    /** What comes after success; after a failure the fixes say it. */
    private void next(Report report) {
        if (report.next().isEmpty() || report.outcome() != Outcome.DONE) {
            return;
        }
        String next = report.next().get();
        section("Next");
        line("  " + next);
        if (next.startsWith(DROPS_THE_PREVIOUS) && report.state().equals(Phase.PROMOTED.word()) && !report.dryRun()) {
            line("  -- or back to the previous version");
            line("  " + next.replace(DROPS_THE_PREVIOUS, RETURNS_TO_IT));
        }
    }

    private void section(String title) {
        text.append('\n').append(title).append('\n');
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String padded(String word, int width) {
        return word + " ".repeat(Math.max(1, width - word.length()));
    }
}
