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
 * The checks that Materialize makes before a query runs and PostgreSQL does not: privileges, and a cluster that can
 * serve it. A query that reads no user relation runs on {@code mz_catalog_server} and not on the session's cluster, and
 * so does the rest of its transaction (Materialize docs: sql/begin).
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

    /** A transaction has ended. The next one may run on another cluster. */
    public void endTransaction() {
        timeDomain.end();
        route = Route.UNDECIDED;
    }

    /**
     * Checks a query.
     *
     * @param relations the relations that it names
     * @param privilege the privilege that it needs on them
     * @param transaction its transaction
     * @throws SqlError with Materialize's error if it may not run, or no cluster can serve it
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

    /** The cluster and the relations of a transaction's first query determine those of the later ones. */
    private void fixForTransaction(boolean onCatalogServer, List<UserObject> userObjects) {
        if (route == Route.UNDECIDED) {
            route = onCatalogServer ? Route.CATALOG_SERVER : Route.SESSION_CLUSTER;
        }
        timeDomain.admit(userObjects);
    }

    /** Requires the privilege, without a choice of the cluster. */
    public void require(List<ObjectPath> relations, String privilege) {
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
