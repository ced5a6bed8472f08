package dev.verdigris.sandbox.catalog;

import dev.verdigris.sandbox.backend.CatalogTransaction;
import dev.verdigris.sandbox.error.SqlFailure;
import dev.verdigris.sandbox.session.SessionContext;
import dev.verdigris.sandbox.statement.DdlStatement;
import dev.verdigris.sandbox.statement.SinkStatement;

/** Carries DDL out. */
public final class DdlExecutor {

    /**
     * Carries out one statement. Its effects are those of the transaction: nothing outside it is touched, and after a
     * failure the transaction must be rolled back (or to a savepoint set before).
     *
     * @throws SqlFailure with Materialize's error if the statement cannot be carried out
     */
    public DdlOutcome apply(DdlStatement statement, SessionContext context, CatalogTransaction transaction) {
        throw SqlFailure.unsupported(statement.sql());
    }

    /**
     * The first half of ALTER SINK … SET FROM: checks everything and changes nothing. Between the halves the caller
     * waits until the sink has written what its old relation held.
     *
     * @throws SqlFailure with Materialize's error if the sink cannot read the relation
     */
    public SinkCutover planCutover(
            SinkStatement.AlterSinkFrom statement, SessionContext context, CatalogTransaction transaction) {
        throw SqlFailure.unsupported(statement.sql());
    }

    /**
     * The second half of ALTER SINK … SET FROM, in a transaction of its own.
     *
     * @throws SqlFailure 0A000 if the relation was dropped or the sink altered since it was planned
     */
    public DdlOutcome commitCutover(SinkCutover cutover, SessionContext context, CatalogTransaction transaction) {
        throw SqlFailure.unsupported("ALTER SINK");
    }
}
