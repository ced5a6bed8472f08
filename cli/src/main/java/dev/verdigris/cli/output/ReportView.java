package dev.verdigris.cli.output;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.cli.output.dbt.ExposureView;
import dev.verdigris.cli.output.diff.DiffView;
import dev.verdigris.cli.output.diff.SinkView;
import dev.verdigris.core.consent.GivenConsent;
import dev.verdigris.core.deployment.record.Checked;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.deployment.record.RolledBack;
import dev.verdigris.core.overview.LiveVersion;
import dev.verdigris.core.overview.SuffixedSide;
import dev.verdigris.core.plan.StatusSummary;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.EnvironmentState;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.report.Report.Timing;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.core.sql.StepSql;
import dev.verdigris.core.text.Kebab;

/**
 * The result of one command in the form in which it is shown: the text and the JSON are written from it, so both
 * contain the same facts. It is created from a report, or from the problems that prevented one.
 *
 * <p>Its components are the keys of the JSON, in this order, and so are those of the records in it. Lists are always
 * there; a key whose value is optional is there only if it has a value. Durations are in milliseconds, and their keys
 * end in {@code Millis}. Times are ISO 8601 in UTC. {@link FixView} lists the keys of a fix.
 *
 * @param version {@link JsonText#VERSION}
 * @param verb the command; empty if none was given
 * @param environment the environment; empty if none was resolved
 * @param outcome the constant of {@link Outcome} in kebab case, or {@code interrupted}
 * @param exitCode the exit code of the process
 * @param headline what is true now, in one clause
 * @param state the state of the deployment, in one word
 * @param dryRun whether the command was a dry run
 * @param planned the verb whose plan is shown, if only a plan is shown
 * @param models the directory of the model files, if the verb read them
 * @param deployment the record of the deployment, if there is one
 * @param guardrails the evaluation of every guardrail of the verb
 * @param steps the steps in order
 * @param problems the reasons for a failure
 * @param acceptAll the command that accepts all problems, if there are several and each can be accepted
 * @param warnings the problems that were accepted or that did not stop the verb
 * @param notes further facts
 * @param readiness the assessment of the staged side, if there was one
 * @param status the summary for the verb {@code status}
 * @param history the deployments of the environment, for the verb {@code history}
 * @param diff what the staged side changes, for diff, report, and builds and promotions with a report to keep
 * @param sinks what the swap means for each sink of the live side, for a promotion and its plan
 * @param timings the times of the parts, in order
 * @param next the next command, if there is one
 * @param alternatives the ways that are open, with the next command among them; empty if only that is open
 * @param exposures the exposures of dbt that read relations of the environment, for verbs that look at a swap
 */
public record ReportView(
        int version,
        String verb,
        String environment,
        String outcome,
        int exitCode,
        String headline,
        String state,
        boolean dryRun,
        Optional<Verb> planned,
        Optional<String> models,
        Optional<Deployment> deployment,
        List<GuardrailView> guardrails,
        List<StepReport> steps,
        List<ProblemView> problems,
        Optional<String> acceptAll,
        List<ProblemView> warnings,
        List<String> notes,
        Optional<ReadinessView> readiness,
        Optional<Status> status,
        Optional<HistoryView> history,
        Optional<DiffView> diff,
        List<SinkView> sinks,
        List<Timing> timings,
        Optional<FixView> next,
        List<Alternative> alternatives,
        Optional<List<ExposureView>> exposures) {

    public ReportView {
        guardrails = List.copyOf(guardrails);
        steps = List.copyOf(steps);
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
        notes = List.copyOf(notes);
        timings = List.copyOf(timings);
    }

    /**
     * The record of the deployment.
     *
     * @param id its id
     * @param createdAt the time at which it began
     * @param role the role that began it or took it over
     * @param commit the deployed commit
     * @param tag the tag of the CI run
     * @param run the address of the CI run
     * @param checks the result of the last checks
     * @param rolledBack the last rollback
     * @param consents the consents that its verbs have used, oldest first
     */
    public record Deployment(
            String id,
            Instant createdAt,
            Optional<String> role,
            Optional<String> commit,
            Optional<String> tag,
            Optional<String> run,
            Optional<Checks> checks,
            Optional<Rollback> rolledBack,
            List<ConsentView> consents) {

        static Deployment of(DeploymentRecord record, List<GivenConsent> consents) {
            return new Deployment(
                    record.deploymentId().value(),
                    record.createdAt(),
                    record.role(),
                    record.provenance().commit(),
                    record.provenance().tag(),
                    record.provenance().run(),
                    record.checked().map(Checks::of),
                    record.rolledBack().map(Rollback::of),
                    ConsentView.all(consents));
        }
    }

    /**
     * The result of the last checks.
     *
     * @param failed how many did not pass
     * @param warned how many only warn
     * @param files the digest of their files
     * @param build the digest of the staged objects that were checked
     */
    public record Checks(int failed, int warned, String files, String build) {

        private static Checks of(Checked result) {
            return new Checks(
                    result.failed(),
                    result.warned(),
                    result.checks().value(),
                    result.staged().value());
        }
    }

    /**
     * The last rollback of a deployment.
     *
     * @param at its time, if it is known
     * @param role the role that ran it, if it is known
     * @param files the digest of the files that were rolled back, if they are known
     */
    public record Rollback(Optional<Instant> at, Optional<String> role, Optional<String> files) {

        private static Rollback of(RolledBack entry) {
            return new Rollback(entry.at(), entry.role(), entry.files().map(Digest::value));
        }
    }

    /**
     * The summary of an environment.
     *
     * @param pairs all pairs with both halves
     * @param live which version is live, if anything shows it
     * @param suffixed the staged or the previous side, if something has the suffix
     * @param drift the number of changes of the live side since the deployment began, if they are compared
     * @param left the remaining steps
     * @param next the next command
     */
    public record Status(
            List<StatusSummary.PairStatus> pairs,
            Optional<LiveVersion> live,
            Optional<SuffixedSide> suffixed,
            Optional<Integer> drift,
            List<Left> left,
            FixView next) {

        private Status ageless() {
            return new Status(
                    pairs, live.map(LiveVersion::ageless), suffixed.map(SuffixedSide::ageless), drift, left, next);
        }

        private static Status of(StatusSummary summary, FixText text) {
            return new Status(
                    summary.pairs(),
                    summary.overview().live(),
                    summary.overview().suffixed(),
                    summary.overview().drift(),
                    summary.left().stream()
                            .map(planned -> new Left(planned.reason(), StepSql.render(planned.step())))
                            .toList(),
                    FixView.of(summary.next(), text));
        }
    }

    /**
     * One remaining step.
     *
     * @param reason the reason
     * @param sql its statements
     */
    public record Left(String reason, List<String> sql) {}

    /**
     * One of the ways that are open.
     *
     * @param label its effect
     * @param fix the way
     */
    public record Alternative(String label, FixView fix) {

        private static Stream<Alternative> of(Fix.Alternative way, FixText text) {
            return way.fix().map(fix -> new Alternative(way.label(), FixView.of(fix, text))).stream();
        }
    }

    /** The same without the lengths of time that are others at each reading, although nothing has changed. */
    ReportView timeless() {
        return with(
                problems.stream().map(ProblemView::timeless).toList(),
                warnings.stream().map(ProblemView::timeless).toList(),
                readiness,
                status.map(Status::ageless),
                List.of());
    }

    /** The same for a place that shows the readiness apart. */
    ReportView withoutReadiness() {
        return with(problems, warnings, Optional.empty(), status, timings);
    }

    private ReportView with(
            List<ProblemView> sentences,
            List<ProblemView> remarks,
            Optional<ReadinessView> judged,
            Optional<Status> summary,
            List<Report.Timing> parts) {
        return new ReportView(
                version,
                verb,
                environment,
                outcome,
                exitCode,
                headline,
                state,
                dryRun,
                planned,
                models,
                deployment,
                guardrails,
                steps,
                sentences,
                acceptAll,
                remarks,
                notes,
                judged,
                summary,
                history,
                diff,
                sinks,
                parts,
                next,
                alternatives,
                exposures);
    }

    /** The view of a report; {@code text} writes its fixes. */
    public static ReportView of(Report report, FixText text) {
        return of(report, report.outcome(), text, Optional.empty());
    }

    /** The same, if the process ends as {@code ended} says, and the verb read {@code models}. */
    static ReportView of(Report report, Outcome ended, FixText text, Optional<String> models) {
        return of(report, ended, ended.exitCode(), text, models);
    }

    /** The same for a process with an exit code of its own. */
    static ReportView of(Report report, Outcome ended, int exitCode, FixText text, Optional<String> models) {
        return new ReportView(
                JsonText.VERSION,
                report.verb().word(),
                report.environment().value(),
                Kebab.of(ended),
                exitCode,
                Headline.of(report),
                report.state().word(),
                report.dryRun(),
                report.planned(),
                models,
                report.deployment().map(record -> Deployment.of(record, report.consents())),
                report.guardrails().stream().map(GuardrailView::of).toList(),
                report.steps(),
                ProblemView.of(report.problems(), text, report.dbt()),
                text.acceptingAll(report),
                ProblemView.of(report.warnings(), text, report.dbt()),
                report.notes(),
                report.readiness().map(judged -> ReadinessView.of(judged, report.dbt())),
                report.status().map(summary -> Status.of(summary, text)),
                report.history().map(HistoryView::of),
                report.diff().map(DiffView::of),
                report.sinks().stream().map(SinkView::of).toList(),
                report.timings(),
                report.next().map(next -> FixView.of(next, text)),
                report.alternatives().stream()
                        .flatMap(way -> Alternative.of(way, text))
                        .toList(),
                ExposureView.shown(report));
    }

    /** The view of a command that could not begin. */
    public static ReportView failed(String command, List<Problem> problems) {
        Outcome outcome = Problem.outcomeOf(problems);
        return withoutReport(command, Kebab.of(outcome), outcome.exitCode(), problems, List.of());
    }

    /** The view of a command that a signal has ended. It replaces the errors that the signal caused. */
    public static ReportView interrupted(String command, ProcessContext context, String whatNow) {
        return withoutReport(command, "interrupted", context.exitCodeOfCancelled(), List.of(), List.of(whatNow));
    }

    /** The same, with what a later status says of the environment, or with what a diff has found until then. */
    public static ReportView interrupted(String command, ProcessContext context, Report now, String whatNow) {
        return new ReportView(
                JsonText.VERSION,
                command,
                now.environment().value(),
                "interrupted",
                context.exitCodeOfCancelled(),
                "interrupted; " + Headline.live(now),
                now.state().word(),
                false,
                Optional.empty(),
                Optional.empty(),
                now.deployment().map(record -> Deployment.of(record, now.consents())),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                now.diff().isPresent()
                        ? List.of(whatNow)
                        : List.of(
                                Headline.live(now)
                                        + "; a statement in flight was cancelled, but it may still take effect",
                                whatNow),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                now.diff().map(DiffView::of),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    private static ReportView withoutReport(
            String command, String outcome, int exitCode, List<Problem> problems, List<String> notes) {
        return new ReportView(
                JsonText.VERSION,
                command,
                "",
                outcome,
                exitCode,
                outcome,
                EnvironmentState.UNKNOWN.word(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                ProblemView.of(problems),
                Optional.empty(),
                List.of(),
                notes,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }
}
