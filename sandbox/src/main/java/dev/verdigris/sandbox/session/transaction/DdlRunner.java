package dev.verdigris.sandbox.session.transaction;

import java.util.List;

import dev.verdigris.sandbox.catalog.DdlExecutor;
import dev.verdigris.sandbox.catalog.context.DdlOutcome;
import dev.verdigris.sandbox.catalog.lock.CatalogState;
import dev.verdigris.sandbox.catalog.sink.SinkCutover;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.request.Waiting;
import dev.verdigris.sandbox.session.core.SessionCore;
import dev.verdigris.sandbox.statement.ast.DdlStatement;
import dev.verdigris.sandbox.statement.ast.SinkStatement;
import org.jspecify.annotations.Nullable;

/**
 * Executes DDL on the session's own PostgreSQL connection. In the whole server there is one catalog change at a time.
 * ADR 0004 gives the order of the locks, and why every wait ends.
 */
public final class DdlRunner {

    private static final long FIRST_PAUSE_MILLIS = 5;
    private static final long LONGEST_PAUSE_MILLIS = 200;

    /** PostgreSQL's SQLSTATEs for a lock timeout and for a deadlock. */
    private static final List<String> LOCK_NOT_HAD = List.of("55P03", "40P01");

    private final SessionCore core;

    /** The tentative change of a DDL transaction, while statements of the same message may follow. */
    private @Nullable ExclusiveChange tentative;

    /** A runner for one session. */
    public DdlRunner(SessionCore core) {
        this.core = core;
    }

    /** Work that is retried while readers hold locks that it needs. */
    private interface Attempt {
        /** Does the work; {@code alone} is true from the second attempt on. */
        public DdlOutcome run(boolean alone);
    }

    /** Executes one statement and commits it. If this throws, nothing has changed. */
    public DdlOutcome run(DdlStatement statement) {
        if (statement instanceof SinkStatement.AlterSinkFrom alter) {
            return cutOver(alter);
        }
        return announced(retrying(alone -> {
            ExclusiveChange change = ExclusiveChange.begin(core, null, alone && statement.movesNames());
            try {
                DdlOutcome outcome = change.apply(statement);
                change.commit();
                return outcome;
            } finally {
                change.rollback();
            }
        }));
    }

    /**
     * Applies a statement tentatively, after the earlier ones, and returns its answer. {@link #pause()} undoes it.
     *
     * @throws SqlError 40001 if the catalog's revision is no longer {@code expectedRevision}
     */
    DdlOutcome applyTentatively(List<DdlStatement> before, DdlStatement statement, long expectedRevision) {
        return retrying(alone -> {
            try {
                ExclusiveChange change = tentative;
                if (change == null) {
                    change = ExclusiveChange.begin(core, expectedRevision, false);
                    tentative = change;
                    before.forEach(change::apply);
                }
                return change.apply(statement);
            } catch (RuntimeException failed) {
                pause();
                throw failed;
            }
        });
    }

    /**
     * Executes all statements and commits them together. Those of an open tentative change are applied already. If this
     * throws, nothing has changed.
     *
     * @throws SqlError 40001 if the catalog's revision is no longer {@code expectedRevision}
     */
    DdlOutcome commit(List<DdlStatement> statements, long expectedRevision) {
        boolean moves = statements.stream().anyMatch(DdlStatement::movesNames);
        return announced(retrying(alone -> {
            ExclusiveChange change = tentative;
            tentative = null;
            if (change == null) {
                change = ExclusiveChange.begin(core, expectedRevision, alone && moves);
                try {
                    statements.forEach(change::apply);
                } catch (RuntimeException failed) {
                    change.rollback();
                    throw failed;
                }
            }
            change.commit();
            return new DdlOutcome("COMMIT", List.of(), true);
        }));
    }

    /** Ends an open tentative change, because the client's next message may arrive late or never. */
    void pause() {
        ExclusiveChange change = tentative;
        tentative = null;
        if (change != null) {
            change.rollback();
        }
    }

    /** Between the halves the sink may write for a long time. Other changes do not wait for it. */
    private DdlOutcome cutOver(SinkStatement.AlterSinkFrom alter) {
        ExclusiveChange planning = ExclusiveChange.begin(core, null, false);
        SinkCutover planned;
        try {
            planned = planning.look(sql -> DdlExecutor.planCutover(alter, core.context(sql), sql));
        } finally {
            planning.rollback();
        }
        if (planned.sinkId() != null) {
            Waiting.await(core.services().sinks().whenCaughtUp(planned.sinkId()), core.cancel());
        }
        return announced(retrying(alone -> {
            ExclusiveChange change = ExclusiveChange.begin(core, null, false);
            try {
                DdlOutcome outcome = change.apply((sql, context) -> DdlExecutor.commitCutover(planned, context, sql));
                change.commit();
                return outcome;
            } finally {
                change.rollback();
            }
        }));
    }

    private DdlOutcome announced(DdlOutcome outcome) {
        if (outcome.changed()) {
            CatalogState state = core.services().catalogState();
            state.announce(state.revision());
        }
        return outcome;
    }

    private DdlOutcome retrying(Attempt attempt) {
        boolean alone = false;
        for (long pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS)) {
            try {
                return attempt.run(alone);
            } catch (SqlError failure) {
                if (!LOCK_NOT_HAD.contains(failure.diagnostic().sqlState())) {
                    throw failure;
                }
                alone = true;
                Waiting.pause(pause, core.cancel());
            }
        }
    }
}
