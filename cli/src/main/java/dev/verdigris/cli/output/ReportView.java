package dev.verdigris.cli.output;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.deployment.DeploymentRecord;
import dev.verdigris.core.plan.StatusSummary;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.report.EnvironmentState;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.Report.Timing;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.sql.StepSql;
import dev.verdigris.core.text.Kebab;

/**
 * The result of one command in the form in which it is shown. Text and JSON are written from it, so both contain the
 * same facts. It is created from a report, or from the problems that prevented one.
 *
 * @param verb the command; empty if none was given
 * @param environment the environment; empty if none was resolved
 * @param outcome the outcome, in kebab case
 * @param exitCode the exit code of the process
 * @param headline the result in a few words
 * @param state the state of the deployment, in one word
 * @param dryRun whether the command was a dry run
 * @param deployment the record of the deployment, if there is one
 * @param guardrails the evaluation of every guardrail of the verb
 * @param steps the steps in order
 * @param problems the reasons for a failure
 * @param warnings the problems that were accepted or that did not stop the verb
 * @param notes further facts
 * @param readiness the assessment of the staged side, if there was one
 * @param status the summary for the verb {@code status}
 * @param timings the times of the phases, in order
 * @param next the next command, if there is one
 * @param back the command that goes back to the previous version, if the next command would drop that version
 */
public record ReportView(
        String verb,
        String environment,
        String outcome,
        int exitCode,
        String headline,
        String state,
        boolean dryRun,
        Optional<DeploymentRecord> deployment,
        List<GuardrailView> guardrails,
        List<Step> steps,
        List<ProblemView> problems,
        List<ProblemView> warnings,
        List<String> notes,
        Optional<Readiness> readiness,
        Optional<Status> status,
        List<Timing> timings,
        Optional<FixView> next,
        Optional<FixView> back) {

    /** The exit code that a shell reports for a process that SIGINT has ended. */
    private static final int INTERRUPTED = 130;

    public ReportView {
        guardrails = List.copyOf(guardrails);
        steps = List.copyOf(steps);
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
        notes = List.copyOf(notes);
        timings = List.copyOf(timings);
    }

    /**
     * One step.
     *
     * @param report the step, with its statements and times
     * @param status its status, in kebab case
     */
    record Step(StepReport report, String status) {}

    /**
     * The assessment of the staged side.
     *
     * @param assessment all verdicts, for counting
     * @param verdict the verdict on the whole
     * @param objects each object with its verdict
     */
    record Readiness(Assessment assessment, VerdictView verdict, List<JudgedObject> objects) {}

    /**
     * One object with its verdict.
     *
     * @param name its full name
     * @param kind its kind in kebab case, for programs
     * @param kindText its kind in words, for people
     * @param verdict the verdict
     */
    record JudgedObject(String name, String kind, String kindText, VerdictView verdict) {}

    /**
     * The summary of an environment.
     *
     * @param summary the pairs and the next verb
     * @param left the remaining steps, with their statements
     * @param problems the problems of this state
     * @param next the next command
     */
    record Status(StatusSummary summary, List<Left> left, List<ProblemView> problems, FixView next) {}

    /**
     * One remaining step.
     *
     * @param reason the reason
     * @param sql its statements
     */
    record Left(String reason, List<String> sql) {}

    /** The view of a report; {@code text} writes its fixes. */
    public static ReportView of(Report report, FixText text) {
        return new ReportView(
                report.verb().word(),
                report.environment().value(),
                Kebab.of(report.outcome()),
                report.outcome().exitCode(),
                headline(report),
                report.state().word(),
                report.dryRun(),
                report.deployment(),
                report.guardrails().stream().map(GuardrailView::new).toList(),
                report.steps().stream()
                        .map(step -> new Step(step, Kebab.of(step.status())))
                        .toList(),
                ProblemView.of(report.problems(), text),
                ProblemView.of(report.warnings(), text),
                report.notes(),
                report.readiness().map(ReportView::readiness),
                report.status().map(summary -> status(summary, text)),
                report.timings(),
                report.next().map(next -> FixView.of(next, text)),
                report.next()
                        .filter(next -> dropsPrevious(report, next))
                        .map(next -> FixView.of(Fix.command(Verb.ROLLBACK, next.environment()), text)));
    }

    /** The view of a command that could not begin. */
    public static ReportView failed(String command, List<Problem> problems) {
        Outcome outcome = Problem.outcomeOf(problems);
        return withoutReport(command, Kebab.of(outcome), outcome.exitCode(), problems, List.of());
    }

    /** The view of a command that a signal has ended. It replaces the errors that the signal caused. */
    public static ReportView interrupted(String command, String whatNow) {
        return withoutReport(command, "interrupted", INTERRUPTED, List.of(), List.of(whatNow));
    }

    private static ReportView withoutReport(
            String command, String outcome, int exitCode, List<Problem> problems, List<String> notes) {
        return new ReportView(
                command,
                "",
                outcome,
                exitCode,
                outcome,
                EnvironmentState.UNKNOWN.word(),
                false,
                Optional.empty(),
                List.of(),
                List.of(),
                ProblemView.of(problems, FixText.PLAIN),
                List.of(),
                notes,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private static boolean dropsPrevious(Report report, Fix.Command next) {
        return next.verb() == Verb.CLEANUP && report.state() == EnvironmentState.PROMOTED && !report.dryRun();
    }

    private static String headline(Report report) {
        String dryRun = report.dryRun() ? " (dry run: nothing was changed)" : "";
        if (report.outcome() != Outcome.DONE) {
            return report.outcome().meaning() + dryRun;
        }
        return switch (report.verb()) {
            case STATUS -> report.state().word();
            case AWAIT -> "ready";
            case INIT, BUILD, CHECK, PROMOTE, ROLLBACK, CLEANUP, ABORT, DEPLOY, PLAN ->
                (report.steps().isEmpty() ? "nothing to do" : report.dryRun() ? "it would succeed" : "done") + dryRun;
        };
    }

    private static Readiness readiness(Assessment assessment) {
        return new Readiness(
                assessment,
                VerdictView.of(assessment.overall()),
                assessment.objects().stream()
                        .map(judged -> new JudgedObject(
                                judged.object().name().toString(),
                                judged.object().kind().catalogName(),
                                judged.object().kind().text(),
                                VerdictView.of(judged.verdict())))
                        .toList());
    }

    private static Status status(StatusSummary summary, FixText text) {
        return new Status(
                summary,
                summary.left().stream()
                        .map(planned -> new Left(planned.reason(), StepSql.render(planned.step())))
                        .toList(),
                ProblemView.of(summary.problems(), text),
                FixView.of(summary.next(), text));
    }
}
