package dev.verdigris.engine.internal.diff.data;

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
import dev.verdigris.engine.internal.connection.SqlSession;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.progress.CancelledException;
import dev.verdigris.engine.progress.ProgressEvent;

/**
 * Compares one pair of relations after the other, each in a session of its own: a session whose query was given up is
 * of no use for the next one.
 */
public final class DataRuns {

    private final Context context;
    private final DataPlan plan;

    /** Prepares. */
    public DataRuns(Context context, DataPlan plan) {
        this.context = context;
        this.plan = plan;
    }

    /**
     * Compares. A cancellation ends it, and what was compared until then is the result.
     *
     * @throws ConnectionLost if the connection is lost and a new one does not help
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
        }
        return new DataResult(plan, found, false);
    }

    private DataDiff compared(Comparison comparison) {
        try {
            return context.reconnecting(() -> inSession(comparison));
        } catch (ConnectionLost lost) {
            if (lost.noAnswer().isEmpty()) {
                throw lost;
            }
            return late(comparison);
        }
    }

    private DataDiff inSession(Comparison comparison) {
        Optional<String> cluster = plan.cluster().map(Identifier::value);
        try (SqlSession session = context.sessions().open(cluster)) {
            return new DataRun(session, comparison, plan.options(), context.clock()).compare();
        }
    }

    private static DataDiff late(Comparison comparison) {
        return new DataDiff.NotCompared(comparison, "The time limit was over before an answer.", End.OUT_OF_TIME);
    }
}
