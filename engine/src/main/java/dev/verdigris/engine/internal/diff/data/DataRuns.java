package dev.verdigris.engine.internal.diff.data;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.diff.data.Comparison;
import dev.verdigris.core.diff.data.DataDiff;
import dev.verdigris.core.diff.data.DataDiff.End;
import dev.verdigris.core.diff.data.DataPlan;
import dev.verdigris.core.diff.data.DataResult;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.engine.internal.connection.ConnectionLost;
import dev.verdigris.engine.internal.connection.ServerRefusal;
import dev.verdigris.engine.internal.connection.SqlSession;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.progress.CancelledException;
import dev.verdigris.engine.progress.ProgressEvent;

/**
 * Compares one pair of relations after the other, each in a session of its own: a session whose query was given up is
 * of no use for the next one.
 */
public final class DataRuns {

    private static final String LOST = "The connection was lost before an answer.";

    private final Context context;
    private final DataPlan plan;
    private Optional<ConnectionLost> lost = Optional.empty();

    /** Prepares. */
    public DataRuns(Context context, DataPlan plan) {
        this.context = context;
        this.plan = plan;
    }

    /**
     * Compares. If it is cancelled, or if the connection is lost and a new one does not help, it ends, and what was
     * compared until then is the result.
     */
    public DataResult compare() {
        List<DataDiff> found = new ArrayList<>();
        try {
            for (Comparison comparison : plan.comparisons()) {
                found.add(context.isOver() ? late(comparison) : compared(comparison));
                context.listener()
                        .on(new ProgressEvent.Remark("compared " + comparison.live() + ", " + found.size() + " of "
                                + plan.comparisons().size()));
            }
        } catch (CancelledException cancelled) {
            return new DataResult(plan, found, true);
        } catch (ConnectionLost end) {
            lost = Optional.of(end);
            plan.comparisons().stream()
                    .skip(found.size())
                    .map(comparison -> new DataDiff.NotCompared(comparison, LOST, End.REFUSED))
                    .forEach(found::add);
        }
        return new DataResult(plan, found, false);
    }

    /** The loss that ended the comparison, if one did. */
    public Optional<ConnectionLost> lost() {
        return lost;
    }

    private DataDiff compared(Comparison comparison) {
        Instant end = context.clock().instant().plus(plan.options().limit());
        try {
            return context.reconnecting(() -> inSession(comparison, end));
        } catch (ConnectionLost lost) {
            if (lost.noAnswer().isEmpty()) {
                throw lost;
            }
            return late(comparison);
        }
    }

    private DataDiff inSession(Comparison comparison, Instant end) {
        Optional<String> cluster = plan.cluster().map(Identifier::value);
        try (SqlSession session = context.sessions().open(cluster)) {
            return new DataRun(session, comparison, plan.options(), context.clock(), end).compare();
        } catch (ServerRefusal refusal) {
            return new DataDiff.NotCompared(comparison, "The server refused: " + refusal.describe(), End.REFUSED);
        }
    }

    private static DataDiff late(Comparison comparison) {
        return new DataDiff.NotCompared(comparison, "The time limit was over before an answer.", End.OUT_OF_TIME);
    }
}
