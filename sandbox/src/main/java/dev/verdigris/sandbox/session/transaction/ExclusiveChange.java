package dev.verdigris.sandbox.session.transaction;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import dev.verdigris.sandbox.backend.BackendLost;
import dev.verdigris.sandbox.backend.CatalogTransaction;
import dev.verdigris.sandbox.catalog.DdlExecutor;
import dev.verdigris.sandbox.catalog.context.DdlOutcome;
import dev.verdigris.sandbox.catalog.lock.CatalogState;
import dev.verdigris.sandbox.catalog.lock.NameResolutionLock;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.request.SessionContext;
import dev.verdigris.sandbox.request.Waiting;
import dev.verdigris.sandbox.session.core.SessionCore;
import dev.verdigris.sandbox.statement.ast.DdlStatement;
import org.jspecify.annotations.Nullable;

/**
 * One catalog change in progress: it holds the catalog lock and has an open PostgreSQL transaction on the session's
 * connection. Ends with {@link #commit} or {@link #rollback}; the thread that began it must end it soon, because all
 * other changes wait.
 */
final class ExclusiveChange {

    private static final long LOOK_UP_MILLIS = 50;

    /** Longer than any reader needs to resolve names, unless it waits for a lock of this change. */
    private static final long NAME_LOCK_MILLIS = 100;

    private final SessionCore core;
    private final CatalogState state;
    private final CatalogTransaction sql;
    private NameResolutionLock.@Nullable Permit namePermit;
    private boolean changed;
    private boolean moves;
    private boolean open = true;

    private ExclusiveChange(SessionCore core, NameResolutionLock.@Nullable Permit namePermit) {
        this.core = core;
        this.state = core.services().catalogState();
        this.sql = core.backend().sql();
        this.namePermit = namePermit;
    }

    /**
     * Waits for the catalog lock and opens the transaction.
     *
     * @param expectedRevision what the catalog's revision must be, or null if it does not matter
     * @param alone whether to hold the name resolution lock from now on, and not only for the commit
     * @throws SqlError 40001 if the revision is another one
     */
    static ExclusiveChange begin(SessionCore core, @Nullable Long expectedRevision, boolean alone) {
        CatalogState state = core.services().catalogState();
        ReentrantLock lock = state.changing();
        Waiting.acquire(lock, LOOK_UP_MILLIS, TimeUnit.MILLISECONDS, core.cancel());
        NameResolutionLock.Permit namePermit = null;
        try {
            if (expectedRevision != null && expectedRevision != state.revision()) {
                throw conflict();
            }
            namePermit = alone ? core.services().nameLock().move(core.cancel()) : null;
            core.settings().apply();
            core.backend().sql().execute("BEGIN; SET LOCAL lock_timeout = '100ms'");
            return new ExclusiveChange(core, namePermit);
        } catch (RuntimeException failed) {
            if (namePermit != null) {
                namePermit.release();
            }
            lock.unlock();
            throw failed;
        }
    }

    /** Carries out one statement. If it throws, only {@link #rollback} may follow. */
    DdlOutcome apply(DdlStatement statement) {
        moves |= statement.movesNames();
        return apply((transaction, context) -> DdlExecutor.apply(statement, context, transaction));
    }

    /** Work on the catalog. */
    @FunctionalInterface
    interface Step {
        /** Does it. */
        DdlOutcome apply(CatalogTransaction transaction, SessionContext context);
    }

    DdlOutcome apply(Step step) {
        DdlOutcome outcome = step.apply(sql, core.context(sql));
        changed |= outcome.changed();
        return outcome;
    }

    /** Looks something up within the change. */
    <T> T look(Function<CatalogTransaction, T> work) {
        return work.apply(sql);
    }

    /**
     * Commits the change; all names change at once. If it throws an SqlError, nothing has changed.
     *
     * @throws BackendLost if the connection to PostgreSQL broke: it is unknown whether the change was made, but the
     *     catalog's revision is correct in either case
     * @throws SqlError 55P03 if readers do not release the name resolution lock in time; they may wait for this change
     */
    void commit() {
        try {
            if (!changed) {
                sql.execute("COMMIT");
                return;
            }
            long next = state.revision() + 1;
            sql.execute("UPDATE mz_store.revision SET value = $1", next);
            if (moves && namePermit == null) {
                namePermit = core.services().nameLock().moveWithin(NAME_LOCK_MILLIS, core.cancel());
            }
            sql.execute("COMMIT");
            state.advance(next);
        } catch (SqlError failure) {
            undo();
            throw failure;
        } catch (BackendLost unknown) {
            readRevisionAgain(unknown);
            throw unknown;
        } finally {
            end();
        }
    }

    /** The row's lock makes this wait for a COMMIT that PostgreSQL may still execute. */
    private void readRevisionAgain(BackendLost why) {
        try {
            long committed = core.services()
                    .lookup()
                    .call(transaction -> Long.parseLong(transaction
                            .query("SELECT value FROM mz_store.revision FOR SHARE")
                            .get(0)
                            .text(0)));
            if (committed != state.revision()) {
                state.advance(committed);
                state.announce(committed);
            }
        } catch (SqlError | BackendLost goneToo) {
            why.addSuppressed(goneToo);
        }
    }

    /** Undoes the change; does nothing if the change has ended already. */
    void rollback() {
        if (open) {
            try {
                undo();
            } finally {
                end();
            }
        }
    }

    private void undo() {
        core.cancel().undisturbed(() -> sql.execute("ROLLBACK"));
        core.settings().forget();
    }

    private void end() {
        open = false;
        if (namePermit != null) {
            namePermit.release();
        }
        state.changing().unlock();
    }

    /** The error of a DDL transaction that lost a race (Materialize docs: sql/alter-swap). */
    static SqlError conflict() {
        return new SqlError(
                Diagnostic.error("40001", "another session modified the catalog while this DDL transaction was open")
                        .withHint("Currently, DDL transactions fail when any other DDL happens concurrently, even on"
                                + " unrelated schemas/clusters."));
    }
}
