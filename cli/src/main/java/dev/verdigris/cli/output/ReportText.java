package dev.verdigris.cli.output;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.verdigris.cli.output.ProblemView.Layout;
import dev.verdigris.cli.output.check.CheckLines;
import dev.verdigris.cli.output.diff.DiffText;
import dev.verdigris.cli.screen.Cells;
import dev.verdigris.cli.screen.Style;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.step.Step;
import dev.verdigris.core.text.Count;
import dev.verdigris.core.text.DurationText;
import dev.verdigris.core.text.Kebab;
import dev.verdigris.core.text.TimeText;

/**
 * A report as text for people: first the result, then the details, last the next command. It contains no colors. Names,
 * comments and messages are of the server, so no text may begin a line or move the cursor: each text is one line, with
 * its control characters made visible. Only what may be pasted keeps its line breaks and tabs.
 */
public final class ReportText {

    private static final int LONGEST_LINE = 2_000;

    private static final int SHORT_LINE = 500;

    /** Up to this number, finished steps are listed. If there are more, they are counted by kind. */
    private static final int FEW = 6;

    /** So many causes fit on a screen. */
    private static final int MOST_CAUSES = 12;

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
        if (!writer.isElsewhere(report)) {
            report.status().ifPresent(writer::status);
            report.history().ifPresent(history -> HistoryText.lines(history).forEach(writer::line));
        }
        report.diff()
                .filter(unused -> report.verb().equals(Verb.DIFF.word()) || detail == Detail.FULL)
                .ifPresent(diff -> DiffText.lines(diff).forEach(writer::line));
        writer.steps(writer.isElsewhere(report) ? List.of() : report.steps());
        writer.section("Checks", CheckLines.of(report.steps()), writer::line);
        report.readiness().ifPresent(writer::readiness);
        writer.guardrails(report);
        writer.problems(report.problems().size() == 1 ? "Problem" : "Problems", report.problems());
        report.acceptAll().ifPresent(command -> {
            writer.line("  to accept all of them at once, with a reason for each");
            writer.line("    -- " + command);
        });
        List<ProblemView> warnings = writer.warnings(report);
        writer.problems(warnings.size() == 1 ? "Warning" : "Warnings", warnings);
        writer.section("Exposures of dbt", report.exposures().orElse(List.of()), exposure -> {
            writer.line("  " + exposure.who());
            writer.line("      reads " + String.join(", ", exposure.reads()));
        });
        writer.section("Sinks", detail == Detail.FULL ? report.sinks() : List.of(), sink -> {
            writer.line("  " + sink.name() + " (" + sink.way() + ")");
            sink.consumers().forEach(sentence -> writer.line("      " + sentence));
        });
        writer.section("Notes", report.notes(), note -> writer.line("  " + note));
        writer.section(
                "Timings",
                report.timings(),
                timing -> writer.line("  " + padded(timing.part(), 12) + DurationText.of(timing.took())));
        writer.next(report);
        return writer.text.toString();
    }

    /** Whether the details are in the page that the verb report writes, so that the terminal need not repeat them. */
    private boolean isElsewhere(ReportView report) {
        return detail == Detail.BRIEF && report.verb().equals(Verb.REPORT.word());
    }

    /** The warnings. What the user has accepted is above, with its reason, so that only all details show it again. */
    private List<ProblemView> warnings(ReportView report) {
        List<ConsentView> accepted = report.deployment()
                .filter(unused -> detail != Detail.FULL)
                .map(ReportView.Deployment::consents)
                .orElse(List.of());
        return report.warnings().stream()
                .filter(warning -> accepted.stream().noneMatch(warning::isAbout))
                .map(ProblemView::accepted)
                .map(warning -> isOver(report, warning) ? warning.withoutFix() : warning)
                .toList();
    }

    /** After the swap, it is too late to choose a way for a sink. Only the fact remains. */
    public static boolean isOver(ReportView report, ProblemView warning) {
        return warning.code().equals(ProblemCode.SINK_NO_SNAPSHOT.code())
                && report.steps().stream()
                        .anyMatch(step -> step.isOf(Step.Swap.class) && step.status() == StepReport.Status.DONE);
    }

    /** Renders why there is no report: only the problems and notes. */
    public static String renderFailure(ReportView failure, Style style) {
        StringBuilder text = new StringBuilder();
        failure.problems().forEach(problem -> text.append(problem.text(Layout.ALONE, style)));
        failure.notes()
                .forEach(note -> text.append(failure.outcome())
                        .append(": ")
                        .append(Cells.visible(note))
                        .append('\n'));
        return text.toString();
    }

    private void head(ReportView report) {
        line(report.verb() + " " + report.environment() + ": " + report.headline());
        line("  state       " + report.state());
        report.models().ifPresent(models -> line("  models      " + models));
        report.deployment().ifPresent(record -> {
            line("  deployment  " + deployment(record));
            record.consents().forEach(consent -> line("  accepted    " + consent.line()));
        });
        report.status().ifPresent(this::overview);
        if (!report.guardrails().isEmpty()) {
            line("  guardrails  " + GuardrailView.summary(report.guardrails()));
        }
    }

    private void overview(ReportView.Status status) {
        status.live().ifPresent(live -> line("  live        " + live.text()));
        status.suffixed().ifPresent(side -> line("  " + padded(side.word(), 12) + side.text()));
        status.drift()
                .ifPresent(changes -> line("  drift       "
                        + (changes == 0 ? "none" : Count.of(changes, "change") + " of the live side")
                        + " since the deployment began"));
    }

    private static String deployment(ReportView.Deployment record) {
        return record.id()
                + record.role().map(role -> " of role " + role).orElse("")
                + ", begun at " + TimeText.of(record.createdAt())
                + record.commit().map(commit -> ", commit " + commit).orElse("")
                + record.tag().map(tag -> ", tag " + tag).orElse("")
                + record.run().map(run -> ", run " + run).orElse("");
    }

    /** All guardrails, if the report is only a plan or the user asks for all details. */
    private void guardrails(ReportView report) {
        if (detail == Detail.FULL || report.verb().equals(Verb.PLAN.word())) {
            List<GuardrailView> sorted =
                    report.guardrails().stream().sorted(GuardrailView.BY_RESULT).toList();
            section("Guardrails", sorted, guardrail -> line("  " + guardrail.line()));
        }
    }

    private void status(ReportView.Status status) {
        section(
                "Pairs",
                status.pairs(),
                pair -> line("  " + pair.kind() + " " + half(pair.live(), pair.liveId(), pair.liveObjects()) + "  <->  "
                        + half(pair.suffixed(), pair.suffixedId(), pair.suffixedObjects())));
        boolean byNext = status.next().fix() instanceof Fix.Command command
                && (command.verb() == Verb.PROMOTE || command.verb() == Verb.ROLLBACK);
        section(byNext ? "Left to do, by the next command" : "Left to do, by hand", status.left(), left -> {
            left.sql().forEach(sql -> pasteable("  ", sql + ";"));
            line("      " + left.reason());
        });
    }

    private static String half(String name, Optional<String> id, int objects) {
        return name
                + id.map(known -> " (" + known + ", " + Count.of(objects, "object") + ")")
                        .orElse(" (missing)");
    }

    private void steps(List<StepReport> steps) {
        List<StepReport> brief = steps.stream().filter(this::isBrief).toList();
        if (brief.size() <= FEW) {
            section("Steps", steps, this::step);
            return;
        }
        Map<String, Long> counts = brief.stream()
                .collect(Collectors.groupingBy(
                        step -> status(step) + step.kind().replace('-', ' '),
                        LinkedHashMap::new,
                        Collectors.counting()));
        section(
                "Steps",
                counts.entrySet(),
                kind -> line("  " + kind.getKey() + (kind.getValue() > 1 ? ", " + kind.getValue() + " times" : "")));
        steps.stream().filter(step -> !isBrief(step)).forEach(this::step);
    }

    private boolean isBrief(StepReport step) {
        return detail == Detail.BRIEF
                && switch (step.status()) {
                    case DONE, ALREADY_DONE, NOT_REACHED -> true;
                    case PLANNED, FAILED -> false;
                };
    }

    private static String status(StepReport step) {
        return padded(Kebab.of(step.status()), 13);
    }

    private void step(StepReport step) {
        String took = step.took().map(time -> " in " + DurationText.of(time)).orElse("");
        line("  " + status(step) + step.summary() + took);
        if (isBrief(step)) {
            return;
        }
        if (!step.reason().isEmpty()) {
            line("               -- " + step.reason());
        }
        for (String sql : step.sql()) {
            (sql + ";").lines().forEach(each -> pasteable("               ", shortened(each)));
        }
        step.error().ifPresent(error -> error.lines().forEach(each -> line("               ! " + each)));
    }

    /** A constant of ours can be as long as the catalog. JSON has the whole statement. */
    private static String shortened(String line) {
        return line.length() <= LONGEST_LINE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, SHORT_LINE)) + " … (" + line.length()
                        + " characters; JSON shows all)";
    }

    private void readiness(ReadinessView readiness) {
        text.append("\nReadiness\n");
        line("  " + readiness.readyObjects() + " of "
                + Count.of(readiness.objects().size(), "object") + " ready: " + readiness.verdict());
        boolean several = readiness.causes().size() > 1;
        for (ReadinessView.Cause cause :
                readiness.causes().stream().limit(MOST_CAUSES).toList()) {
            if (several) {
                line("  " + (cause.failed() ? "failed   " : "waiting  ") + cause.cause());
            }
            cause.dbt().stream()
                    .flatMap(known -> known.lines().stream().limit(1))
                    .forEach(known -> line("           " + known));
        }
        int more = readiness.causes().size() - MOST_CAUSES;
        if (more > 0) {
            line("  … and " + Count.of(more, "other cause"));
        }
        readiness.clusters().stream()
                .filter(cluster -> !cluster.strains().isEmpty())
                .forEach(cluster ->
                        line("  cluster " + cluster.name() + ": " + String.join(", ", cluster.strains()) + " in use"));
        if (detail == Detail.FULL) {
            readiness
                    .notReady()
                    .forEach(object -> line("  " + padded(Kebab.of(object.verdict()), 9)
                            + object.kind().text() + " " + object.name() + ": " + object.reason()));
        }
    }

    private void problems(String title, List<ProblemView> problems) {
        section(title, problems, problem -> text.append(problem.text(Layout.IN_SECTION, Style.PLAIN)));
    }

    /**
     * The next command. If several ways are open, each is a comment, so that the reader chooses. If there are problems,
     * their fixes show the command, unless the verb ran out of time and they have words only.
     */
    private void next(ReportView report) {
        if (!offersNext(report)) {
            return;
        }
        if (report.alternatives().isEmpty()) {
            section("Next", report.next().get().lines(), each -> pasteable("  ", each));
            return;
        }
        boolean idle = report.next().get().fix() instanceof Fix.Command next && next.verb() == Verb.INIT;
        section(idle ? "Next, if there is something to release" : "Next, one of", report.alternatives(), way -> {
            line("  -- " + way.label());
            way.fix().lines().forEach(each -> pasteable(each.startsWith("-- ") ? "  " : "  -- ", each));
        });
    }

    /** Whether the next command is for the reader to run. */
    public static boolean offersNext(ReportView report) {
        return report.next().isPresent() && (report.problems().isEmpty() || isLate(report));
    }

    private static boolean isLate(ReportView report) {
        boolean late = report.exitCode() == Outcome.NOT_READY.exitCode()
                || report.exitCode() == Outcome.UNREACHABLE.exitCode();
        return late
                && report.problems().stream()
                        .map(problem -> problem.fix().fix())
                        .allMatch(fix -> fix instanceof Fix.Advice || fix instanceof Fix.Edit);
    }

    /** A section with the lines of each item; nothing if there is no item. */
    private <T> void section(String title, Collection<T> items, Consumer<T> writer) {
        if (!items.isEmpty()) {
            text.append('\n').append(title).append('\n');
            items.forEach(writer);
        }
    }

    private void line(String line) {
        text.append(Cells.visible(line)).append('\n');
    }

    /** Something to paste. Its lines stay lines. */
    private void pasteable(String indent, String several) {
        several.lines()
                .forEach(line ->
                        text.append(indent).append(Cells.pasteable(line)).append('\n'));
    }

    private static String padded(String word, int width) {
        return word + " ".repeat(Math.max(1, width - word.length()));
    }
}
