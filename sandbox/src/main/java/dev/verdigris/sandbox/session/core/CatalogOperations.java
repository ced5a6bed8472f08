package dev.verdigris.sandbox.session.core;

import java.util.List;

import dev.verdigris.sandbox.backend.CatalogTransaction;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlFailure;
import dev.verdigris.sandbox.request.CancelToken;
import dev.verdigris.sandbox.request.SessionContext;
import dev.verdigris.sandbox.statement.ast.DdlStatement;
import dev.verdigris.sandbox.statement.ast.ShowObjects;
import dev.verdigris.sandbox.statement.ast.SinkStatement;
import dev.verdigris.sandbox.statement.name.ObjectPath;

/**
 * What a session asks of the code that knows the catalog. The catalog package needs this package's {@link
 * SessionContext}, so the calls go through this interface, which the server fills in.
 */
public interface CatalogOperations {

    /**
     * What a carried-out statement answers.
     *
     * @param commandTag the CommandComplete tag
     * @param notices in the order to be sent
     * @param changed whether the catalog is another one now
     */
    record Applied(String commandTag, List<Diagnostic> notices, boolean changed) {
        public Applied {
            notices = List.copyOf(notices);
        }
    }

    /**
     * One of the user's relations.
     *
     * @param id its id
     * @param fullName its name with database and schema
     */
    record UserObject(String id, String fullName) {}

    /** An ALTER SINK … SET FROM that was found to be right. */
    interface Cutover {

        /** Returns when the sink has written what its old relation held; looks at {@code cancel} while it waits. */
        void await(CancelToken cancel);

        /** Carries the change out in a transaction of its own. */
        Applied commit(SessionContext context, CatalogTransaction transaction);
    }

    /**
     * Carries out one statement within {@code transaction}.
     *
     * @throws SqlFailure if it cannot be carried out; the transaction must then be rolled back
     */
    Applied apply(DdlStatement statement, SessionContext context, CatalogTransaction transaction);

    /** The query that gives a SHOW statement's rows. */
    String showQuery(ShowObjects statement, SessionContext context, CatalogTransaction transaction);

    /**
     * Checks that a query, or a change of a table's rows, may run in the session: privileges and cluster.
     *
     * @param relations what the statement names; what does not exist is left for PostgreSQL to find
     * @param privilege SELECT, INSERT, UPDATE or DELETE
     * @param routesCatalog whether a query that reads nothing of the user's runs on the catalog's own cluster
     * @return the user's relations among them
     * @throws SqlFailure 42501 or 0A000 if it may not or cannot run
     */
    List<UserObject> admit(
            List<ObjectPath> relations,
            String privilege,
            boolean routesCatalog,
            SessionContext context,
            CatalogTransaction transaction);

    /** Checks an ALTER SINK … SET FROM and changes nothing. */
    Cutover planCutover(SinkStatement.AlterSinkFrom statement, SessionContext context, CatalogTransaction transaction);
}
