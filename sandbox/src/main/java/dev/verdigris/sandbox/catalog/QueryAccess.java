package dev.verdigris.sandbox.catalog;

import java.util.List;
import java.util.Optional;

import dev.verdigris.sandbox.backend.CatalogTransaction;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlFailure;
import dev.verdigris.sandbox.session.CatalogOperations.UserObject;
import dev.verdigris.sandbox.session.SessionContext;
import dev.verdigris.sandbox.statement.ObjectPath;

/** Whether a query, or a change of a table's rows, may run: privileges, and a cluster that can serve it. */
public final class QueryAccess {

    private QueryAccess() {}

    /**
     * Lets the statement pass; nothing is changed.
     *
     * @param relations what it names; what is not one of the user's objects is passed over
     * @param privilege SELECT, INSERT, UPDATE or DELETE
     * @param routesCatalog whether a query that reads nothing of the user's runs on the catalog's own cluster
     * @return the user's objects among them
     * @throws SqlFailure 42501 without the privileges, XX000 or 0A000 if the session's cluster cannot serve a query
     */
    public static List<UserObject> admit(
            List<ObjectPath> relations,
            String privilege,
            boolean routesCatalog,
            SessionContext context,
            CatalogTransaction transaction) {
        Lookup names = new Lookup(transaction, context);
        relations.stream()
                .filter(path -> path.size() == 3)
                .forEach(path -> names.database(path.parts().get(0)));
        List<Stored.Item> items = relations.stream()
                .filter(path -> path.size() <= 3 && !isSystem(path))
                .map(names::findItem)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        boolean onCluster = privilege.equals("SELECT") && !routesCatalog;
        if (!items.isEmpty() || onCluster) {
            AccessCheck access = new AccessCheck(transaction, context, names);
            if (privilege.equals("SELECT")) {
                Stored.Cluster cluster = names.cluster(context.cluster());
                access.check(Requirements.query(items, cluster));
                demandReplicas(names, cluster);
            } else {
                items.forEach(table -> access.check(Requirements.changeRows(table, privilege)));
            }
        }
        return items.stream()
                .map(item -> new UserObject(item.id(), item.fullName()))
                .toList();
    }

    private static boolean isSystem(ObjectPath path) {
        List<String> qualifier = path.qualifier();
        String schema = qualifier.isEmpty() ? "" : qualifier.get(qualifier.size() - 1);
        return schema.startsWith("mz_") || schema.startsWith("pg_") || schema.equals("information_schema");
    }

    private static void demandReplicas(Lookup names, Stored.Cluster cluster) {
        if (!names.replicas(cluster).isEmpty() || cluster.isSystem()) {
            return;
        }
        String hint = cluster.managed()
                ? "Use ALTER CLUSTER to adjust the replication factor of the cluster. Example:`ALTER CLUSTER"
                        + " <cluster-name> SET (REPLICATION FACTOR 1)`"
                : "Use CREATE CLUSTER REPLICA to attach cluster replicas to the cluster";
        throw new SqlFailure(Diagnostic.error(
                        "0A000", "CLUSTER \"" + cluster.name() + "\" has no replicas available to service request")
                .withHint(hint));
    }
}
