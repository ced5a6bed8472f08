package dev.verdigris.cli.output;

import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

import dev.verdigris.cli.output.ProblemView.Layout;
import dev.verdigris.core.deployment.DeploymentRecord;
import dev.verdigris.core.plan.StatusSummary;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report.Timing;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.text.DurationText;

/** A report as text for people: first the result, then the details, last the next command. It contains no colors. */
public final class ReportText {

    /** Up to this number, finished steps are listed. If there are more, they are counted by kind. */
    private static final int FEW = 6;

    /** The amount of detail of finished steps. */
    public enum Detail {
        /** One line: the progress has shown them already. */
        BRIEF,
        /** Reason and statements too. */
        FULL
    }

    private final StringBuilder text = new StringBuilder();
    private final Detail detail;

    private ReportText(Detail detail) {
        this.detail = detail;
    }

    /** Renders a report; lines end in a line feed. */
    public static String render(ReportView report, Detail detail) {
        ReportText writer = new ReportText(detail);
        writer.head(report);
        report.status().ifPresent(writer::status);
        writer.steps(report.steps());
        report.readiness().ifPresent(writer::readiness);
        writer.guardrails(report);
        writer.problems(report.problems().size() == 1 ? "Problem" : "Problems", report.problems());
        writer.problems(
                report.warnings().size() == 1 ? "Warning" : "Warnings",
                report.warnings().stream().map(ProblemView::accepted).toList());
        writer.notes(report.notes());
        writer.timings(report.timings());
        writer.next(report);
        return writer.text.toString();
    }

    /** Renders why there is no report: only the problems and notes. */
    public static String renderFailure(ReportView failure, Style style) {
        StringBuilder text = new StringBuilder();
        failure.problems().forEach(problem -> text.append(problem.text(Layout.ALONE, style)));
        failure.notes()
                .forEach(note ->
                        text.append(failure.outcome()).append(": ").append(note).append('\n'));
        return text.toString();
    }

    private void head(ReportView report) {
        line(report.verb() + " " + report.environment() + ": " + report.headline());
        line("  state       " + report.state());
        report.deployment().ifPresent(record -> line("  deployment  " + deployment(record)));
        if (!report.guardrails().isEmpty()) {
            line("  guardrails  " + GuardrailView.summary(report.guardrails()));
        }
    }

    /** All guardrails, if the report is only a plan or the user asks for all details. */
    private void guardrails(ReportView report) {
        boolean wanted = detail == Detail.FULL || report.verb().equals(Verb.PLAN.word());
        if (wanted && !report.guardrails().isEmpty()) {
            section("Guardrails");
            report.guardrails().stream()
                    .sorted(GuardrailView.BY_RESULT)
                    .forEach(guardrail -> line("  " + guardrail.line()));
        }
    }

    private static String deployment(DeploymentRecord record) {
        return record.deploymentId() + ", begun at "
                + record.createdAt().truncatedTo(ChronoUnit.SECONDS)
                + record.role().map(role -> " by " + role).orElse("")
                + record.commit().map(commit -> ", commit " + commit).orElse("")
                + record.tag().map(tag -> ", tag " + tag).orElse("");
    }

    private void status(ReportView.Status status) {
        if (!status.summary().pairs().isEmpty()) {
            section("Pairs");
        }
        for (StatusSummary.PairStatus pair : status.summary().pairs()) {
            line("  " + pair.kind() + " " + half(pair.live(), pair.liveId().orElse(""), pair.liveObjects()) + "  <->  "
                    + half(pair.suffixed(), pair.suffixedId().orElse(""), pair.suffixedObjects()));
        }
        if (!status.left().isEmpty()) {
            section("Left to do");
        }
        for (ReportView.Left left : status.left()) {
            left.sql().forEach(sql -> line("  " + sql + ";"));
            line("      " + left.reason());
        }
        problems("Problems of this state", status.problems());
    }

    private static String half(String name, String id, int objects) {
        return id.isEmpty()
                ? name + " (missing)"
                : name + " (" + id + ", " + objects + (objects == 1 ? " object)" : " objects)");
    }

    private void steps(List<ReportView.Step> steps) {
        if (!steps.isEmpty()) {
            section("Steps");
        }
        List<ReportView.Step> brief = steps.stream().filter(this::isBrief).toList();
        if (brief.size() > FEW) {
            brief.stream()
                    .collect(Collectors.groupingBy(
                            step -> padded(step.status(), 13)
                                    + step.report().kind().replace('-', ' '),
                            LinkedHashMap::new,
                            Collectors.counting()))
                    .forEach((words, count) -> line("  " + words + (count > 1 ? ", " + count + " times" : "")));
        }
        steps.stream().filter(step -> brief.size() <= FEW || !isBrief(step)).forEach(this::step);
    }

    private boolean isBrief(ReportView.Step step) {
        return detail == Detail.BRIEF
                && switch (step.report().status()) {
                    case DONE, ALREADY_DONE, NOT_REACHED -> true;
                    case PLANNED, FAILED -> false;
                };
    }

    private void step(ReportView.Step step) {
        StepReport report = step.report();
        String took = report.took().map(time -> " in " + DurationText.of(time)).orElse("");
        line("  " + padded(step.status(), 13) + report.summary() + took);
        if (isBrief(step)) {
            return;
        }
        if (!report.reason().isEmpty()) {
            line("               -- " + report.reason());
        }
        for (String sql : report.sql()) {
            (sql + ";").lines().forEach(each -> line("               " + each));
        }
        report.error().ifPresent(error -> error.lines().forEach(each -> line("               ! " + each)));
    }

    private void readiness(ReportView.Readiness readiness) {
        section("Readiness");
        line("  " + readiness.assessment().readyCount() + " of "
                + readiness.objects().size() + " objects are ready: "
                + readiness.verdict().reason());
        for (ReportView.JudgedObject object : readiness.objects()) {
            VerdictView verdict = object.verdict();
            if (!verdict.word().equals("ready")) {
                line("  " + padded(verdict.word(), 9) + object.kindText() + " " + object.name() + ": "
                        + verdict.reason()
                        + verdict.remaining()
                                .map(time -> ", about " + DurationText.of(time) + " left")
                                .orElse(""));
            }
        }
    }

    private void problems(String title, List<ProblemView> problems) {
        if (!problems.isEmpty()) {
            section(title);
        }
        problems.forEach(problem -> text.append(problem.text(Layout.IN_SECTION, Style.PLAIN)));
    }

    private void notes(List<String> notes) {
        if (!notes.isEmpty()) {
            section("Notes");
        }
        notes.forEach(note -> line("  " + note));
    }

    private void timings(List<Timing> timings) {
        if (!timings.isEmpty()) {
            section("Timings");
        }
        timings.forEach(timing -> line("  " + padded(timing.phase(), 12) + DurationText.of(timing.took())));
    }

    /** The next command after a success. After a failure the fixes show it. */
    private void next(ReportView report) {
        if (report.next().isEmpty() || report.exitCode() != Outcome.DONE.exitCode()) {
            return;
        }
        section("Next");
        report.next().get().lines().forEach(each -> line("  " + each));
        report.back().ifPresent(back -> {
            line("  -- or go back to the previous version");
            back.lines().forEach(each -> line("  " + each));
        });
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
