package dev.verdigris.core.report;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.core.consent.GivenConsent;
import dev.verdigris.core.dbt.DbtFacts;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.diff.DiffResult;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.history.History;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.plan.StatusSummary;
import dev.verdigris.core.problem.CommandOption;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.sink.SinkOutlook;

/**
 * The result of one verb, as data. It contains no text for a terminal and no JSON.
 *
 * @param verb the verb
 * @param environment the environment's name
 * @param outcome the outcome of the verb
 * @param state the state of the environment at the end
 * @param deployment the deployment's record, if there is one
 * @param consents the consents that the verbs of the deployment have used, oldest first
 * @param dryRun whether the verb was asked to change nothing
 * @param planned the verb whose plan this report shows; empty if it shows none
 * @param guardrails the evaluations of the verb's guardrails; empty if the verb has none or did not ask them
 * @param steps the steps in order
 * @param problems the reasons why it did not end well; for the verb status, the problems of the environment. Empty if
 *     there are none
 * @param warnings the accepted problems, and the problems that did not stop the verb
 * @param notes further facts for the reader
 * @param readiness the readiness of the staged side, if it was assessed
 * @param status the summary, for the verb status
 * @param history the deployments of the environment, for the verb history
 * @param diff what the staged side changes, for the verbs diff and report, and for a build and a promotion that
 *     were asked for it
 * @param sinks what the swap means for each sink of the live side, for a promotion and its plan
 * @param timings the duration of each part, in order
 * @param next the next command, if there is one
 * @param alternatives the ways that are open, with the next command among them; empty if only that is open
 * @param dbt what dbt says about the relations of the environment
 */
public record Report(
        Verb verb,
        Identifier environment,
        Outcome outcome,
        EnvironmentState state,
        Optional<DeploymentRecord> deployment,
        List<GivenConsent> consents,
        boolean dryRun,
        Optional<Verb> planned,
        List<Evaluation> guardrails,
        List<StepReport> steps,
        List<Problem> problems,
        List<Problem> warnings,
        List<String> notes,
        Optional<Assessment> readiness,
        Optional<StatusSummary> status,
        Optional<History> history,
        Optional<DiffResult> diff,
        List<SinkOutlook> sinks,
        List<Timing> timings,
        Optional<Fix.Command> next,
        List<Fix.Alternative> alternatives,
        DbtFacts dbt) {

    public Report {
        consents = List.copyOf(consents);
        guardrails = List.copyOf(guardrails);
        steps = List.copyOf(steps);
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
        notes = List.copyOf(notes);
        sinks = List.copyOf(sinks);
        timings = List.copyOf(timings);
        alternatives = List.copyOf(alternatives);
    }

    /** The same without the durations of its parts, which differ each time. */
    public Report untimed() {
        return untimed(readiness);
    }

    /** The same without the lengths of time in its timings and its readiness, which differ each time. */
    public Report timeless() {
        return untimed(readiness.map(Assessment::timeless));
    }

    /** The same with one more fact for the reader. */
    public Report noting(String note) {
        return with(readiness, Stream.concat(notes.stream(), Stream.of(note)).toList(), timings, next);
    }

    /** The same with one more option of the next command. */
    public Report following(CommandOption option) {
        return with(readiness, notes, timings, next.map(command -> command.with(option)));
    }

    private Report untimed(Optional<Assessment> judged) {
        return with(judged, notes, List.of(), next);
    }

    private Report with(
            Optional<Assessment> judged, List<String> facts, List<Timing> durations, Optional<Fix.Command> command) {
        return new Report(
                verb,
                environment,
                outcome,
                state,
                deployment,
                consents,
                dryRun,
                planned,
                guardrails,
                steps,
                problems,
                warnings,
                facts,
                judged,
                status,
                history,
                diff,
                sinks,
                durations,
                command,
                alternatives,
                dbt);
    }

    /**
     * This report, when the verb ended well.
     *
     * @throws DeploymentException with this report when {@link #outcome()} is not {@link Outcome#DONE}
     */
    public Report orThrow() {
        if (outcome != Outcome.DONE) {
            throw new DeploymentException(this);
        }
        return this;
    }

    /**
     * The duration of a part of a verb.
     *
     * @param part the verb that it played, or "total"
     * @param took the duration
     */
    public record Timing(String part, Duration took) {}
}
