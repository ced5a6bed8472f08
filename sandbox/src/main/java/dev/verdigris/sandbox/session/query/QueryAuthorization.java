package dev.verdigris.sandbox.session.query;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.verdigris.sandbox.catalog.query.QueryAccess;
import dev.verdigris.sandbox.catalog.query.QueryAccess.UserObject;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.session.core.AuthorizationCache;
import dev.verdigris.sandbox.session.core.SessionCore;
import dev.verdigris.sandbox.session.transaction.TimeDomain;
import dev.verdigris.sandbox.session.transaction.TransactionControl;
import dev.verdigris.sandbox.session.transaction.TransactionRules;
import dev.verdigris.sandbox.session.variable.NameList;
import dev.verdigris.sandbox.session.variable.Variables;
import dev.verdigris.sandbox.statement.name.ObjectPath;

/**
 * What Materialize asks of a query before it runs, and PostgreSQL does not: privileges, and a cluster that can serve
 * it. A query that reads nothing of the user's runs on {@code mz_catalog_server}, wherever the session is; so does, once
 * it began so, the rest of its transaction (Materialize docs: sql/begin).
 */
public final class QueryAuthorization {

    private static final String CATALOG_SERVER = "mz_catalog_server";

    private static final Diagnostic ROUTED = new Diagnostic(
            "DEBUG",
            "00000",
            "query was automatically run on the \"" + CATALOG_SERVER + "\" cluster",
            null,
            null,
            null);

    private enum Route {
        UNDECIDED,
        CATALOG_SERVER,
        SESSION_CLUSTER
    }

    private final SessionCore core;
    private final TimeDomain timeDomain;
    private Route route = Route.UNDECIDED;

    /** The checks of one session. */
    public QueryAuthorization(SessionCore core) {
        this.core = core;
        this.timeDomain = new TimeDomain(core);
    }

    /** A transaction ended: the next one may run elsewhere. */
    public void endTransaction() {
        timeDomain.end();
        route = Route.UNDECIDED;
    }

    /**
     * Lets a query pass.
     *
     * @param relations what it names
     * @param privilege what it needs on them
     * @param transaction the transaction that it is a part of
     * @throws SqlError with Materialize's error if it may not or cannot run
     */
    public void authorize(List<ObjectPath> relations, String privilege, TransactionControl transaction)
            throws IOException {
        boolean routes = mayRoute();
        List<UserObject> userObjects =
                routes && relations.isEmpty() ? List.of() : authorized(relations, privilege, routes);
        boolean usesCatalogServer = core.variables().get("cluster").equals(CATALOG_SERVER);
        boolean onCatalogServer =
                route == Route.CATALOG_SERVER || usesCatalogServer || (routes && userObjects.isEmpty());
        boolean reads = privilege.equals("SELECT");
        if (onCatalogServer && reads) {
            requireCatalogOnly(userObjects);
        }
        if (onCatalogServer && !usesCatalogServer) {
            core.notice(ROUTED);
        }
        if (reads && transaction.bounds() != TransactionRules.Bounds.STATEMENT) {
            fixForTransaction(onCatalogServer, userObjects);
        }
    }

    private boolean mayRoute() {
        return route == Route.CATALOG_SERVER || (route == Route.UNDECIDED && routesCatalogQueries());
    }

    /** Where the first query of a transaction runs, and what it reads, binds the queries after it. */
    private void fixForTransaction(boolean onCatalogServer, List<UserObject> userObjects) {
        if (route == Route.UNDECIDED) {
            route = onCatalogServer ? Route.CATALOG_SERVER : Route.SESSION_CLUSTER;
        }
        timeDomain.check(userObjects);
    }

    /** Refuses what may not run, before it does; where it runs is not decided yet. */
    public void check(List<ObjectPath> relations, String privilege) {
        authorized(relations, privilege, routesCatalogQueries());
    }

    private boolean routesCatalogQueries() {
        return core.variables().isOn("auto_route_catalog_queries")
                && core.variables().get("cluster_replica").isEmpty();
    }

    private List<UserObject> authorized(List<ObjectPath> relations, String privilege, boolean routes) {
        AuthorizationCache cache = core.services().authorizations();
        Variables variables = core.variables();
        String session = String.join(
                "\n",
                core.role().id(),
                Boolean.toString(routes),
                variables.get("enable_session_rbac_checks"),
                variables.get("database"),
                variables.get("cluster"),
                variables.get("search_path"));
        AuthorizationCache.Question question = new AuthorizationCache.Question(
                core.services().catalogState().revision(), session, relations, privilege);
        return cache.answer(question)
                .orElseGet(() -> core.services().lookup().call(sql -> {
                    Optional<List<UserObject>> meanwhile = cache.answer(question);
                    if (meanwhile.isPresent()) {
                        return meanwhile.get();
                    }
                    List<UserObject> found =
                            QueryAccess.authorize(relations, privilege, routes, core.context(sql), sql);
                    cache.remember(question, found);
                    return found;
                }));
    }

    private static void requireCatalogOnly(List<UserObject> userObjects) {
        if (userObjects.isEmpty()) {
            return;
        }
        String names = userObjects.stream()
                .map(object -> NameList.quote(object.fullName()))
                .collect(Collectors.joining(", "));
        throw new SqlError(Diagnostic.error(
                        "2F003",
                        "querying the following items " + names + " is not allowed from the \"" + CATALOG_SERVER
                                + "\" cluster")
                .withDetail("The transaction is executing on the " + CATALOG_SERVER
                        + " cluster, maybe having been routed there by the first statement in the transaction."));
    }
}
