package dev.verdigris.core.report;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.deployment.DeploymentRecord;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.plan.StatusSummary;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;

/**
 * The result of one verb, as data. It holds no text for a terminal and no JSON.
 *
 * @param verb the verb
 * @param environment the environment's name
 * @param outcome how it ended
 * @param state the state at the end, one word: {@code none}, {@code staged}, {@code promoted}, {@code dropping},
 *     {@code contradictory} or {@code unknown}
 * @param deployment the deployment's record, if there is one
 * @param dryRun whether nothing was to be changed
 * @param guardrails what came of every guardrail of the verb; empty if the verb has none or did not come to ask them
 * @param steps the steps in order
 * @param problems why it did not end well; empty if it did
 * @param warnings what was accepted, and what went less than well
 * @param notes what is worth knowing
 * @param readiness what was judged of the staged side, if it was looked at
 * @param status the summary, for the verb status
 * @param timings how long its phases took, in order
 * @param next the command that comes next, if there is one
 */
public record Report(
        Verb verb,
        String environment,
        Outcome outcome,
        String state,
        Optional<DeploymentRecord> deployment,
        boolean dryRun,
        List<Evaluation> guardrails,
        List<StepReport> steps,
        List<Problem> problems,
        List<Problem> warnings,
        List<String> notes,
        Optional<Assessment> readiness,
        Optional<StatusSummary> status,
        List<Timing> timings,
        Optional<Fix.Command> next) {

    public Report {
        guardrails = List.copyOf(guardrails);
        steps = List.copyOf(steps);
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
        notes = List.copyOf(notes);
        timings = List.copyOf(timings);
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
     * How long a phase took.
     *
     * @param phase its name, in kebab case
     * @param took how long
     */
    public record Timing(String phase, Duration took) {}
}
