package dev.verdigris.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

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
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
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
            return shown(verb.apply(true));
        }
        if (drop.yes()) {
            return verb.apply(false);
        }
        Report shown = verb.apply(true);
        if (shown.outcome() != Outcome.DONE || shown.steps().isEmpty()) {
            return shown;
        }
        if (!asks()) {
            return notConfirmed(shown);
        }
        return asked(verb, shown);
    }

    private boolean asks() {
        return context.canAsk() && options.format() == OutputFormat.TEXT;
    }

    /** A plan. The next command does what it shows. Where nobody is asked, it says that all of it may be dropped. */
    private Report shown(Report plan) {
        if (plan.outcome() != Outcome.DONE || plan.steps().isEmpty()) {
            return plan;
        }
        Fix.Command next = command(plan);
        return annotated(plan, plan.steps(), List.of(), Optional.of(asks() ? next : next.with(Switch.CONFIRMED)));
    }

    /** A script must not take it for done: without a person to ask, the call must say that all may be dropped. */
    private Report notConfirmed(Report shown) {
        Problem problem = new Problem(
                ProblemCode.NOT_CONFIRMED,
                "nothing was dropped, because there is no terminal on which to ask",
                "environment " + shown.environment(),
                Fix.choice(
                        Fix.either("see every statement first", command(shown).with(Switch.DRY_RUN)),
                        Fix.either("if all of it may be dropped", command(shown).with(Switch.CONFIRMED))));
        return with(
                shown,
                problem.code().outcome(),
                false,
                unreached(shown.steps()),
                List.of(problem),
                shown.notes(),
                Optional.empty());
    }

    /** The same call, which asks. */
    private Fix.Command command(Report shown) {
        Fix.Command command = Fix.command(shown.verb(), shown.environment());
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
                            ReportView.of(annotated(shown, shown.steps(), List.of(), Optional.empty()), fixes),
                            Detail.BRIEF));
            if (!agreed(answers)) {
                return annotated(shown, unreached(shown.steps()), List.of("nothing was dropped"), shown.next());
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

    private static Report annotated(
            Report shown, List<StepReport> steps, List<String> notes, Optional<Fix.Command> next) {
        return with(
                shown,
                shown.outcome(),
                shown.dryRun(),
                steps,
                shown.problems(),
                Stream.concat(shown.notes().stream(), notes.stream()).toList(),
                next);
    }

    private static Report with(
            Report shown,
            Outcome outcome,
            boolean dryRun,
            List<StepReport> steps,
            List<Problem> problems,
            List<String> notes,
            Optional<Fix.Command> next) {
        return new Report(
                shown.verb(),
                shown.environment(),
                outcome,
                shown.state(),
                shown.deployment(),
                shown.consents(),
                dryRun,
                shown.planned(),
                shown.guardrails(),
                steps,
                problems,
                shown.warnings(),
                notes,
                shown.readiness(),
                shown.status(),
                shown.history(),
                shown.diff(),
                shown.sinks(),
                shown.timings(),
                next,
                shown.alternatives(),
                shown.dbt());
    }
}
