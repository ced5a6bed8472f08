package dev.verdigris.sandbox.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import dev.verdigris.sandbox.backend.CatalogTransaction;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlFailure;
import dev.verdigris.sandbox.session.CatalogOperations.Applied;
import dev.verdigris.sandbox.session.CatalogOperations.Cutover;
import dev.verdigris.sandbox.statement.DdlStatement;
import dev.verdigris.sandbox.statement.SinkStatement;
import org.jspecify.annotations.Nullable;

/**
 * Carries DDL out on the session's own PostgreSQL connection, one change of the catalog at a time in the whole server.
 * The order of the locks, and why no wait in here is without end, is in ADR 0004.
 */
final class DdlRunner {

    private static final long LOOK_UP_MILLIS = 50;
    private static final long FIRST_PAUSE_MILLIS = 5;
    private static final long LONGEST_PAUSE_MILLIS = 200;

    /** PostgreSQL's SQLSTATEs of a lock that was not to be had in time, and of a deadlock that it broke. */
    private static final List<String> LOCK_NOT_HAD = List.of("55P03", "40P01");

    private final SessionCore core;
    private final CatalogState state;

    DdlRunner(SessionCore core) {
        this.core = core;
        this.state = core.services().catalogState();
    }

    /** What is done with the statements' effects. */
    private enum End {
        KEEP,
        UNDO
    }

    /** Carries one statement out and commits it. If this throws, nothing has changed. */
    Applied run(DdlStatement statement) {
        if (statement instanceof SinkStatement.AlterSinkFrom alter) {
            return cutOver(alter);
        }
        return change(List.of(statement), End.KEEP, null).get(0);
    }

    /**
     * Tries statements one after the other and undoes them all: what the last one answers, seeing those before it.
     *
     * @throws SqlFailure 40001 if the catalog's revision is no longer {@code expectedRevision}
     */
    Applied rehearse(List<DdlStatement> statements, long expectedRevision) {
        List<Applied> answers = change(statements, End.UNDO, expectedRevision);
        return answers.get(answers.size() - 1);
    }

    /**
     * Carries out all statements and commits them together. If this throws, nothing has changed.
     *
     * @throws SqlFailure 40001 if the catalog's revision is no longer {@code expectedRevision}
     */
    void commit(List<DdlStatement> statements, long expectedRevision) {
        List<Applied> done = change(statements, End.KEEP, expectedRevision);
        if (done.size() != statements.size()) {
            throw new IllegalStateException("not all statements were carried out");
        }
    }

    private List<Applied> change(List<DdlStatement> statements, End end, @Nullable Long expectedRevision) {
        boolean moves = end == End.KEEP && statements.stream().anyMatch(DdlStatement::movesNames);
        return retrying(moves, end, expectedRevision, sql -> {
            List<Applied> answers = new ArrayList<>();
            for (DdlStatement statement : statements) {
                answers.add(core.services().catalog().apply(statement, core.context(sql), sql));
            }
            return answers;
        });
    }

    private Applied cutOver(SinkStatement.AlterSinkFrom alter) {
        CatalogOperations catalog = core.services().catalog();
        List<Cutover> planned = new ArrayList<>();
        retrying(false, End.UNDO, null, sql -> {
            planned.clear();
            planned.add(catalog.planCutover(alter, core.context(sql), sql));
            return List.of();
        });
        planned.get(0).await(core.cancel());
        return retrying(false, End.KEEP, null, sql -> List.of(planned.get(0).commit(core.context(sql), sql)))
                .get(0);
    }

    /** Tries again, with a growing pause, as long as readers hold locks that the change needs. */
    private List<Applied> retrying(
            boolean moves, End end, @Nullable Long expected, Function<CatalogTransaction, List<Applied>> work) {
        for (long pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS)) {
            try {
                List<Applied> answers = exclusively(moves, end, expected, work);
                if (end == End.KEEP && answers.stream().anyMatch(Applied::changed)) {
                    state.announce(state.revision());
                }
                return answers;
            } catch (SqlFailure failure) {
                if (!LOCK_NOT_HAD.contains(failure.diagnostic().sqlState())) {
                    throw failure;
                }
                Waiting.pause(pause, core.cancel());
            }
        }
    }

    private List<Applied> exclusively(
            boolean moves, End end, @Nullable Long expected, Function<CatalogTransaction, List<Applied>> work) {
        ReentrantLock changing = state.changing();
        Waiting.acquire(changing, LOOK_UP_MILLIS, TimeUnit.MILLISECONDS, core.cancel());
        try {
            if (expected != null && expected != state.revision()) {
                throw conflict();
            }
            if (!moves) {
                return inTransaction(end, work);
            }
            NameGate.Pass alone = core.services().gate().move(core.cancel());
            try {
                return inTransaction(end, work);
            } finally {
                alone.release();
            }
        } finally {
            changing.unlock();
        }
    }

    private List<Applied> inTransaction(End end, Function<CatalogTransaction, List<Applied>> work) {
        core.settings().apply();
        CatalogTransaction sql = core.backend().sql();
        sql.execute("BEGIN; SET LOCAL lock_timeout = '100ms'");
        try {
            List<Applied> answers = work.apply(sql);
            boolean changed = answers.stream().anyMatch(Applied::changed);
            if (end == End.UNDO || !changed) {
                sql.execute(end == End.UNDO ? "ROLLBACK" : "COMMIT");
                return answers;
            }
            long next = state.revision() + 1;
            sql.execute("UPDATE mz_store.revision SET value = $1", next);
            sql.execute("COMMIT");
            state.advance(next);
            return answers;
        } catch (SqlFailure failure) {
            sql.execute("ROLLBACK");
            throw failure;
        }
    }

    /** The error of a DDL transaction that lost a race (Materialize docs: sql/alter-swap). */
    static SqlFailure conflict() {
        return new SqlFailure(
                Diagnostic.error("40001", "another session modified the catalog while this DDL transaction was open")
                        .withHint("Currently, DDL transactions fail when any other DDL happens concurrently, even on"
                                + " unrelated schemas/clusters."));
    }
}
