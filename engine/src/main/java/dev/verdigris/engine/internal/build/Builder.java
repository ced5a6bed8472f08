package dev.verdigris.engine.internal.build;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.report.StepReport;
import dev.verdigris.engine.internal.connection.ConnectionLost;
import dev.verdigris.engine.internal.connection.ServerRefusal;
import dev.verdigris.engine.internal.connection.SqlFailure;
import dev.verdigris.engine.internal.connection.SqlSession;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.internal.execution.Failures;
import dev.verdigris.engine.internal.execution.Workers;
import dev.verdigris.engine.progress.ProgressEvent;

/**
 * Runs the statements of a build, layer by layer, those of one layer side by side.
 *
 * <p><b>Failure semantics:</b> a refusal ends the build behind its layer, so that all that is wrong with the layer is
 * told at once. Whatever stops it, the staged side is incomplete, nothing live has changed, and another build starts
 * over.
 */
public final class Builder {

    private final Context context;
    private final Map<Action, StepReport> reports = Collections.synchronizedMap(new LinkedHashMap<>());
    private final List<Problem> problems = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger done = new AtomicInteger();
    private int total;

    /** Prepares. */
    public Builder(Context context) {
        this.context = context;
    }

    /** Runs layers; returns whether all of them came through. */
    public boolean run(List<List<Action>> layers) {
        layers.forEach(layer ->
                layer.forEach(action -> reports.put(action, report(action, StepReport.Status.NOT_REACHED))));
        total = reports.size();
        for (List<Action> layer : layers) {
            List<Consumer<SqlSession>> pieces = new ArrayList<>();
            layer.forEach(action -> pieces.add(session -> perform(action, session)));
            new Workers(context.sessions(), context.options().parallelism()).run(pieces);
            if (!problems.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** What became of each statement of all layers so far. */
    public List<StepReport> reports() {
        return List.copyOf(reports.values());
    }

    /** What the server refused. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** The report of a statement that was not run. */
    public static StepReport report(Action action, StepReport.Status status) {
        return report(action, status, Optional.empty(), Optional.empty());
    }

    private void perform(Action action, SqlSession session) {
        Instant start = context.clock().instant();
        try {
            session.execute(action.sql());
        } catch (ServerRefusal refusal) {
            failed(action, start, refusal, problem(action, refusal));
            return;
        } catch (ConnectionLost lost) {
            failed(action, start, lost, Failures.lost(lost));
            return;
        }
        Duration took = context.since(start);
        reports.put(action, report(action, StepReport.Status.DONE, Optional.of(took), Optional.empty()));
        context.listener().on(new ProgressEvent.ObjectBuilt(action.summary(), done.incrementAndGet(), total, took));
    }

    private static StepReport report(
            Action action, StepReport.Status status, Optional<Duration> took, Optional<String> error) {
        return new StepReport(
                action.kind(), action.summary(), action.origin(), List.of(action.sql()), status, took, error);
    }

    private void failed(Action action, Instant start, SqlFailure failure, Problem problem) {
        Optional<Duration> took = Optional.of(context.since(start));
        reports.put(action, report(action, StepReport.Status.FAILED, took, Optional.of(failure.describe())));
        problems.add(problem);
    }

    private static Problem problem(Action action, ServerRefusal refusal) {
        return Failures.refused("to " + action.summary(), refusal, action.origin());
    }
}
