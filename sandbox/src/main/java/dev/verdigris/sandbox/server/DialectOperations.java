package dev.verdigris.sandbox.server;

import java.util.List;

import dev.verdigris.sandbox.backend.CatalogTransaction;
import dev.verdigris.sandbox.catalog.DdlExecutor;
import dev.verdigris.sandbox.catalog.context.DdlOutcome;
import dev.verdigris.sandbox.catalog.query.QueryAccess;
import dev.verdigris.sandbox.catalog.query.ShowQueries;
import dev.verdigris.sandbox.catalog.sink.SinkCutover;
import dev.verdigris.sandbox.request.CancelToken;
import dev.verdigris.sandbox.request.SessionContext;
import dev.verdigris.sandbox.session.core.CatalogOperations;
import dev.verdigris.sandbox.statement.ast.DdlStatement;
import dev.verdigris.sandbox.statement.ast.ShowObjects;
import dev.verdigris.sandbox.statement.ast.SinkStatement;
import dev.verdigris.sandbox.statement.name.ObjectPath;

/** Leads the sessions' questions about the catalog to the catalog package. */
public final class DialectOperations implements CatalogOperations {

    private final DdlExecutor executor = new DdlExecutor();
    private final SinkProgress sinks;

    /** Waits for sinks as {@code sinks} says. */
    public DialectOperations(SinkProgress sinks) {
        this.sinks = sinks;
    }

    /** Knows how far a sink has written. */
    @FunctionalInterface
    public interface SinkProgress {

        /** Returns when the sink may be re-pointed; looks at {@code cancel} while it waits. */
        void awaitReady(SinkCutover cutover, CancelToken cancel);
    }

    @Override
    public Applied apply(DdlStatement statement, SessionContext context, CatalogTransaction transaction) {
        return applied(executor.apply(statement, context, transaction));
    }

    @Override
    public String showQuery(ShowObjects statement, SessionContext context, CatalogTransaction transaction) {
        return ShowQueries.query(statement, context, transaction);
    }

    @Override
    public List<UserObject> admit(
            List<ObjectPath> relations,
            String privilege,
            boolean routesCatalog,
            SessionContext context,
            CatalogTransaction transaction) {
        return QueryAccess.admit(relations, privilege, routesCatalog, context, transaction);
    }

    @Override
    public Cutover planCutover(
            SinkStatement.AlterSinkFrom statement, SessionContext context, CatalogTransaction transaction) {
        SinkCutover planned = executor.planCutover(statement, context, transaction);
        return new Cutover() {
            @Override
            public void await(CancelToken cancel) {
                sinks.awaitReady(planned, cancel);
            }

            @Override
            public Applied commit(SessionContext now, CatalogTransaction sql) {
                return applied(executor.commitCutover(planned, now, sql));
            }
        };
    }

    private static Applied applied(DdlOutcome outcome) {
        return new Applied(outcome.commandTag(), outcome.notices(), outcome.changed());
    }
}
