package dev.verdigris.sandbox.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlFailure;
import dev.verdigris.sandbox.statement.ObjectPath;

/**
 * What Materialize asks of a query before it runs, and PostgreSQL does not: privileges, and a cluster that can serve
 * it. A query that reads nothing of the user's runs on {@code mz_catalog_server}, wherever the session is; so does, once
 * it began so, the rest of its transaction (Materialize docs: sql/begin).
 */
final class QueryAdmission {

    private static final String CATALOG_SERVER = "mz_catalog_server";
    private static final int REMEMBERED = 500;

    private enum Route {
        UNDECIDED,
        CATALOG_SERVER,
        SESSION_CLUSTER
    }

    private record Question(
            List<ObjectPath> relations, String privilege, String database, String searchPath, String cluster) {}

    private final SessionCore core;
    private final Map<Question, List<String>> answers = new HashMap<>();
    private long answersRevision = -1;
    private Route route = Route.UNDECIDED;

    QueryAdmission(SessionCore core) {
        this.core = core;
    }

    /** A transaction ended: the next one may run elsewhere. */
    void endTransaction() {
        route = Route.UNDECIDED;
    }

    /**
     * Lets a query pass.
     *
     * @param relations what it names
     * @param privilege what it needs on them
     * @param transaction the transaction that it is a part of
     * @throws SqlFailure with Materialize's error if it may not or cannot run
     */
    void admit(List<ObjectPath> relations, String privilege, TransactionControl transaction) {
        List<String> userObjects = relations.isEmpty() ? List.of() : ask(relations, privilege);
        boolean onCatalogServer = route == Route.CATALOG_SERVER
                || core.variables().get("cluster").equals(CATALOG_SERVER)
                || userObjects.isEmpty();
        if (onCatalogServer && !userObjects.isEmpty() && privilege.equals("SELECT")) {
            throw refused(userObjects);
        }
        if (transaction.bounds() != TransactionRules.Bounds.STATEMENT && route == Route.UNDECIDED) {
            route = onCatalogServer ? Route.CATALOG_SERVER : Route.SESSION_CLUSTER;
        }
    }

    private List<String> ask(List<ObjectPath> relations, String privilege) {
        long revision = core.services().catalogState().revision();
        if (revision != answersRevision || answers.size() > REMEMBERED) {
            answers.clear();
            answersRevision = revision;
        }
        Variables variables = core.variables();
        Question question = new Question(
                relations,
                privilege,
                variables.get("database"),
                variables.get("search_path"),
                variables.get("cluster") + "/" + variables.get("enable_session_rbac_checks"));
        return answers.computeIfAbsent(
                question,
                asked -> core.services()
                        .lookup()
                        .call(sql -> core.services().catalog().admit(relations, privilege, core.context(sql), sql)));
    }

    private static SqlFailure refused(List<String> userObjects) {
        String names = userObjects.stream().map(NameList::quote).collect(Collectors.joining(", "));
        return new SqlFailure(Diagnostic.error(
                        "2F003",
                        "querying the following items " + names + " is not allowed from the \"" + CATALOG_SERVER
                                + "\" cluster")
                .withDetail("The transaction is executing on the " + CATALOG_SERVER
                        + " cluster, maybe having been routed there by the first statement in the transaction."));
    }
}
