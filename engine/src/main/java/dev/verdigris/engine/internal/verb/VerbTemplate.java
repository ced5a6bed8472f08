package dev.verdigris.engine.internal.verb;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.guard.EnvironmentRules;
import dev.verdigris.core.plan.StatusSummary;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.internal.catalog.CatalogReadings;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.internal.connection.ConnectionLost;
import dev.verdigris.engine.internal.connection.ServerRefusal;
import dev.verdigris.engine.internal.connection.SqlFailure;
import dev.verdigris.engine.internal.connection.UnfitConnection;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.internal.execution.Failures;
import dev.verdigris.engine.internal.execution.Reconnecting;
import dev.verdigris.engine.internal.execution.VerbResult;
import dev.verdigris.engine.progress.ProgressEvent;

/**
 * What every verb has around its body: the environment's rules, the connection, failures that become problems, the
 * state at the end, and the time that it took.
 */
public final class VerbTemplate {

    /** The parameter by which Materialize makes itself known when a session begins. */
    private static final String VERSION_PARAMETER = "mz_version";

    private final Context context;

    /** Prepares. */
    public VerbTemplate(Context context) {
        this.context = context;
    }

    /**
     * What a verb came to.
     *
     * @param result the result
     * @param view the environment as it stands then; empty if only another reading of the catalog can tell
     */
    record Ended(VerbResult result, Optional<DeploymentView> view) {}

    /** Runs a body and reports. */
    Report run(Verb verb, boolean dryRun, Supplier<VerbResult> body) {
        return ending(verb, dryRun, () -> new Ended(body.get(), Optional.empty()));
    }

    /** Runs a body that may know where the environment stands at its end, and reports. */
    Report ending(Verb verb, boolean dryRun, Supplier<Ended> body) {
        context.listener().on(new ProgressEvent.PhaseStarted(verb));
        Instant start = context.clock().instant();
        List<Problem> rules = EnvironmentRules.check(context.environment());
        Report report;
        if (rules.isEmpty()) {
            report = connected(verb, dryRun, start, body);
        } else {
            report = report(verb, dryRun, start, VerbResult.of(List.of(), rules), Optional.empty());
        }
        context.listener().on(new ProgressEvent.PhaseEnded(verb, context.since(start)));
        return report;
    }

    private Report connected(Verb verb, boolean dryRun, Instant start, Supplier<Ended> body) {
        Optional<Problem> unreachable = connect();
        if (unreachable.isPresent()) {
            return report(verb, dryRun, start, VerbResult.refused(unreachable.get()), Optional.empty());
        }
        Ended ended;
        try {
            ended = body.get();
        } catch (ConnectionLost lost) {
            return report(verb, dryRun, start, VerbResult.refused(Failures.lost(lost)), Optional.empty());
        } catch (ServerRefusal refusal) {
            ended = new Ended(VerbResult.refused(Failures.refused(refusal)), Optional.empty());
        }
        return report(verb, dryRun, start, ended.result(), standing(ended));
    }

    private Optional<Problem> connect() {
        try {
            if (context.sessions().catalog().serverParameter(VERSION_PARAMETER).isEmpty()) {
                return Optional.of(new Problem(
                        ProblemCode.NOT_MATERIALIZE,
                        "the server at " + context.sessions().address() + " is not a Materialize",
                        "",
                        Fix.advice("correct the address of the server")));
            }
            return Optional.empty();
        } catch (UnfitConnection unfit) {
            return Optional.of(new Problem(
                    ProblemCode.BAD_CONFIG,
                    String.valueOf(unfit.getMessage()),
                    context.sessions().address(),
                    Fix.advice("change the configuration of the data source")));
        } catch (SqlFailure failure) {
            return Optional.of(new Problem(
                    ProblemCode.UNREACHABLE,
                    "no session at " + context.sessions().address() + ": " + failure.describe(),
                    "",
                    Fix.advice("check address, user and password, and run the verb again")));
        }
    }

    private Optional<StatusSummary.Standing> standing(Ended ended) {
        return ended.result()
                .status()
                .map(summary -> new StatusSummary.Standing(summary.state(), summary.next()))
                .or(() -> ended.view().map(StatusSummary::standing))
                .or(this::read);
    }

    /** The end is read even after a failure, for the report must say where things stand now. */
    private Optional<StatusSummary.Standing> read() {
        try {
            CatalogReadings readings = context.readings(CatalogScope.BASE);
            return Optional.of(new Reconnecting(context).call(() -> readings.decide(StatusSummary::standing)));
        } catch (SqlFailure failure) {
            context.listener()
                    .on(new ProgressEvent.Remark("the state at the end could not be read: " + failure.describe()));
            return Optional.empty();
        }
    }

    private Report report(
            Verb verb, boolean dryRun, Instant start, VerbResult result, Optional<StatusSummary.Standing> end) {
        Optional<DeploymentState> state = end.map(StatusSummary.Standing::state);
        return new Report(
                verb,
                context.environment().name().value(),
                Problem.outcomeOf(result.problems()),
                state.map(VerbTemplate::word).orElse("unknown"),
                end.flatMap(VerbTemplate::lock).flatMap(DeploymentLock::knownRecord),
                dryRun,
                result.steps(),
                result.problems(),
                result.warnings(),
                result.notes(),
                result.readiness(),
                result.status(),
                List.of(new Report.Timing("total", context.since(start))),
                end.map(StatusSummary.Standing::next));
    }

    private static String word(DeploymentState state) {
        return switch (state) {
            case DeploymentState.None none -> "none";
            case DeploymentState.Locked marked -> marked.lock().phase().state();
            case DeploymentState.Contradictory contradictory -> "contradictory";
        };
    }

    private static Optional<DeploymentLock> lock(StatusSummary.Standing end) {
        return end.state() instanceof DeploymentState.Locked locked ? Optional.of(locked.lock()) : Optional.empty();
    }
}
