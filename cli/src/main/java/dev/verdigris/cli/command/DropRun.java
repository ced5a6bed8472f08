package dev.verdigris.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import dev.verdigris.cli.option.DropMixin;
import dev.verdigris.cli.output.FixText;
import dev.verdigris.cli.output.OutputFormat;
import dev.verdigris.cli.output.OutputOptions;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.cli.output.ReportText;
import dev.verdigris.cli.output.ReportText.Detail;
import dev.verdigris.cli.output.ReportView;
import dev.verdigris.core.problem.CommandOption.Switch;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.StepReport;

/** Drops only what the user has agreed to. It shows a dry run first and then asks, unless {@code --yes} is given. */
final class DropRun {

    private final ProcessContext context;
    private final OutputOptions options;
    private final DropMixin drop;
    private final boolean takesOver;
    private final FixText fixes;

    DropRun(ProcessContext context, OutputOptions options, DropMixin drop, boolean takesOver, FixText fixes) {
        this.context = context;
        this.options = options;
        this.drop = drop;
        this.takesOver = takesOver;
        this.fixes = fixes;
    }

    /** Runs {@code verb}. Its argument says whether the run is a dry run. */
    Report run(Function<Boolean, Report> verb) {
        if (drop.dryRun()) {
            return verb.apply(true);
        }
        if (drop.yes()) {
            return verb.apply(false);
        }
        Report shown = verb.apply(true);
        if (shown.outcome() != Outcome.DONE || shown.steps().isEmpty()) {
            return shown;
        }
        if (!context.canAsk() || options.format() != OutputFormat.TEXT) {
            return annotated(
                    shown,
                    options.format() == OutputFormat.TEXT ? unreached(shown.steps()) : shown.steps(),
                    "nothing was dropped, because there is no terminal on which to ask; --yes drops without a question",
                    Optional.of(confirmed(shown)));
        }
        return asked(verb, shown);
    }

    private Fix.Command confirmed(Report shown) {
        Fix.Command command = Fix.command(shown.verb(), shown.environment(), Switch.CONFIRMED);
        Fix.Command adopting = drop.adopt() ? command.with(Switch.ADOPT) : command;
        return takesOver ? adopting.with(Switch.TAKE_OVER) : adopting;
    }

    /**
     * The user agrees only to the steps that were shown. If there are other steps after the answer, they are shown and
     * the user is asked again.
     */
    private Report asked(Function<Boolean, Report> verb, Report first) {
        // Not closed: standard input belongs to the process.
        BufferedReader answers = new BufferedReader(new InputStreamReader(context.in(), StandardCharsets.UTF_8));
        Report shown = first;
        while (shown.outcome() == Outcome.DONE && !shown.steps().isEmpty()) {
            context.err()
                    .println(ReportText.render(
                            ReportView.of(annotated(shown, shown.steps(), "", Optional.empty()), fixes), Detail.BRIEF));
            if (!agreed(answers)) {
                return annotated(shown, unreached(shown.steps()), "nothing was dropped", shown.next());
            }
            Report now = verb.apply(true);
            if (now.deployment().equals(shown.deployment()) && summaries(now).equals(summaries(shown))) {
                return verb.apply(false);
            }
            context.err().println("Meanwhile the steps have changed:");
            shown = now;
        }
        return shown;
    }

    /** What is agreed to. The statements contain the time of the run, too. */
    private static List<String> summaries(Report shown) {
        return shown.steps().stream().map(StepReport::summary).toList();
    }

    private boolean agreed(BufferedReader answers) {
        context.err().print("Drop all this? [y/N] ");
        context.err().flush();
        try {
            String answer = answers.readLine();
            return answer != null && List.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
        } catch (IOException e) {
            throw new UncheckedIOException("standard input cannot be read", e);
        }
    }

    /** Steps that were shown already are reported in short form. */
    private static List<StepReport> unreached(List<StepReport> steps) {
        return steps.stream()
                .map(step -> new StepReport(
                        step.kind(),
                        step.summary(),
                        step.reason(),
                        step.sql(),
                        StepReport.Status.NOT_REACHED,
                        step.took(),
                        step.error()))
                .toList();
    }

    private static Report annotated(Report shown, List<StepReport> steps, String note, Optional<Fix.Command> next) {
        List<String> notes = new ArrayList<>(shown.notes());
        if (!note.isEmpty()) {
            notes.add(note);
        }
        return new Report(
                shown.verb(),
                shown.environment(),
                shown.outcome(),
                shown.state(),
                shown.deployment(),
                shown.consents(),
                shown.dryRun(),
                shown.planned(),
                shown.guardrails(),
                steps,
                shown.problems(),
                shown.warnings(),
                notes,
                shown.readiness(),
                shown.status(),
                shown.history(),
                shown.timings(),
                next,
                shown.ways());
    }
}
