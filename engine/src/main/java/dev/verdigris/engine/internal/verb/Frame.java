package dev.verdigris.engine.internal.verb;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.guard.EnvironmentRules;
import dev.verdigris.core.plan.StatusSummary;
import dev.verdigris.core.plan.Verb;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.internal.connection.ConnectionLost;
import dev.verdigris.engine.internal.connection.ServerRefusal;
import dev.verdigris.engine.internal.connection.SqlFailure;
import dev.verdigris.engine.internal.execution.Conclusion;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.internal.execution.Failures;
import dev.verdigris.engine.internal.execution.Reconnecting;
import dev.verdigris.engine.progress.ProgressEvent;

/**
 * What every verb has around its body: the environment's rules, the connection, failures that become problems, the
 * state at the end, and the time that it took.
 */
public final class Frame {

    /** The parameter by which Materialize makes itself known when a session begins. */
    private static final String VERSION_PARAMETER = "mz_version";

    private final Context context;

    /** Prepares. */
    public Frame(Context context) {
        this.context = context;
    }

    /** Runs a body and reports. */
    Report run(Verb verb, boolean dryRun, Supplier<Work> body) {
        context.listener().on(new ProgressEvent.PhaseStarted(verb));
        Instant start = context.clock().instant();
        List<Problem> rules = EnvironmentRules.check(context.environment());
        Report report;
        if (rules.isEmpty()) {
            report = connected(verb, dryRun, start, body);
        } else {
            report = report(verb, dryRun, start, Work.of(Conclusion.refused(rules, List.of())), Optional.empty());
        }
        context.listener().on(new ProgressEvent.PhaseEnded(verb, context.since(start)));
        return report;
    }

    private Report connected(Verb verb, boolean dryRun, Instant start, Supplier<Work> body) {
        Optional<Problem> unreachable = connect();
        if (unreachable.isPresent()) {
            return report(verb, dryRun, start, Work.refused(unreachable.get()), Optional.empty());
        }
        Work work;
        try {
            work = body.get();
        } catch (ConnectionLost lost) {
            return report(verb, dryRun, start, Work.refused(Failures.lost(lost)), Optional.empty());
        } catch (ServerRefusal refusal) {
            work = Work.refused(Failures.refused(refusal));
        }
        return report(verb, dryRun, start, work, viewAtTheEnd());
    }

    private Optional<Problem> connect() {
        try {
            if (context.sessions().catalog().serverParameter(VERSION_PARAMETER).isEmpty()) {
                return Optional.of(new Problem(
                        ProblemCode.NOT_MATERIALIZE,
                        "the server at " + context.sessions().address() + " is not a Materialize",
                        "",
                        "-- correct the connection's URL"));
            }
            return Optional.empty();
        } catch (SqlFailure failure) {
            return Optional.of(new Problem(
                    ProblemCode.UNREACHABLE,
                    "no session at " + context.sessions().address() + ": " + failure.describe(),
                    "",
                    "-- check address, user and password, and run the verb again"));
        }
    }

    /** The end is read even after a failure, for the report must say where things stand now. */
    private Optional<DeploymentView> viewAtTheEnd() {
        try {
            return Optional.of(new Reconnecting(context).call(context::read));
        } catch (SqlFailure failure) {
            context.listener()
                    .on(new ProgressEvent.Remark("the state at the end could not be read: " + failure.describe()));
            return Optional.empty();
        }
    }

    private Report report(Verb verb, boolean dryRun, Instant start, Work work, Optional<DeploymentView> view) {
        Optional<StatusSummary> status = view.map(StatusSummary::of);
        List<Report.Timing> timings = new ArrayList<>(work.timings());
        timings.add(new Report.Timing("total", context.since(start)));
        Conclusion conclusion = work.conclusion();
        return new Report(
                verb,
                context.environment().name().value(),
                Problem.outcomeOf(conclusion.problems()),
                view.map(DeploymentView::state).map(Frame::word).orElse("unknown"),
                view.flatMap(DeploymentView::record),
                dryRun,
                conclusion.steps(),
                conclusion.problems(),
                conclusion.warnings(),
                conclusion.notes(),
                work.readiness(),
                work.showStatus() ? status : Optional.empty(),
                timings,
                status.map(StatusSummary::nextCommand).filter(command -> !command.isEmpty()));
    }

    private static String word(DeploymentState state) {
        return switch (state) {
            case DeploymentState.None none -> "none";
            case DeploymentState.Locked marked -> marked.lock().phase().state();
            case DeploymentState.Contradictory contradictory -> "contradictory";
        };
    }
}
