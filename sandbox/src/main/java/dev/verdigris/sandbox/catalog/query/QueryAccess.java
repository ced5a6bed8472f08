package dev.verdigris.sandbox.catalog.query;

import java.util.List;
import java.util.Optional;

import dev.verdigris.sandbox.backend.CatalogTransaction;
import dev.verdigris.sandbox.catalog.access.AccessCheck;
import dev.verdigris.sandbox.catalog.access.Requirements;
import dev.verdigris.sandbox.catalog.store.CatalogEntry;
import dev.verdigris.sandbox.catalog.store.NameResolver;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.request.SessionContext;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;

/** Whether a query, or a change of a table's rows, may run: privileges, and a cluster that can serve it. */
public final class QueryAccess {

    private static final String PASSWORDS = "mz_role_auth";

    /**
     * One of the user's relations.
     *
     * @param id its id
     * @param fullName its name with database and schema
     */
    public record UserObject(String id, String fullName) {}

    private QueryAccess() {}

    /**
     * Checks the statement and changes nothing.
     *
     * @param relations the relations that it names; system relations are ignored
     * @param privilege SELECT, INSERT, UPDATE or DELETE
     * @param routesCatalog whether a query that reads no user relation runs on the catalog's own cluster
     * @return the user's objects among them
     * @throws SqlError 42501 without the privileges, XX000 or 0A000 if the session's cluster cannot serve a query
     */
    public static List<UserObject> authorize(
            List<ObjectPath> relations,
            String privilege,
            boolean routesCatalog,
            SessionContext context,
            CatalogTransaction transaction) {
        NameResolver names = new NameResolver(transaction, context);
        relations.stream()
                .filter(path -> path.size() == 3)
                .forEach(path -> names.database(path.parts().get(0)));
        if (!privilege.equals("SELECT")) {
            relations.forEach(table -> requireWritable(table, privilege, names, transaction));
        }
        requireNoPasswords(relations, context, transaction);
        List<CatalogEntry.Item> items = relations.stream()
                .filter(path -> path.size() <= 3 && !isSystem(path))
                .map(names::findItem)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        boolean onCluster = privilege.equals("SELECT") && !routesCatalog;
        if (!items.isEmpty() || onCluster) {
            AccessCheck access = new AccessCheck(transaction, context, names);
            if (privilege.equals("SELECT")) {
                CatalogEntry.Cluster cluster = names.cluster(context.cluster());
                access.require(Requirements.query(items, cluster));
                requireReplicas(names, cluster);
            } else {
                items.forEach(table -> access.require(Requirements.changeRows(table, privilege)));
            }
        }
        return items.stream()
                .map(item -> new UserObject(item.id(), item.fullName()))
                .toList();
    }

    /** Only the rows of plain tables can be changed. */
    private static void requireWritable(
            ObjectPath path, String privilege, NameResolver names, CatalogTransaction transaction) {
        String verb = privilege.equals("INSERT") ? "cannot insert into " : "cannot mutate ";
        Optional<CatalogTransaction.Row> system = systemRelation(path, transaction);
        if (system.isPresent()) {
            String kind = system.get().text(1).replace('-', ' ');
            throw SqlError.internal(verb + (kind.equals("table") ? "system table" : kind) + " '"
                    + system.get().text(0) + "'");
        }
        names.findItem(path).ifPresent(item -> {
            if (item.kind() != ObjectKind.TABLE) {
                throw SqlError.internal(verb + item.kind().words() + " '" + item.fullName() + "'");
            }
            if (item.isTableFromSource()) {
                throw SqlError.internal(verb + "non-writeable table '" + item.fullName() + "'");
            }
        });
    }

    /** Only one of the system's relations is restricted. */
    private static void requireNoPasswords(
            List<ObjectPath> relations, SessionContext context, CatalogTransaction transaction) {
        boolean bound = context.rbacEnabled() && !context.superuser();
        boolean named = relations.stream()
                .filter(path -> bound && path.last().equals(PASSWORDS))
                .anyMatch(path -> systemRelation(path, transaction).isPresent());
        if (named) {
            String table = "TABLE \"mz_catalog." + PASSWORDS + "\"";
            throw new SqlError(Diagnostic.error("42501", "permission denied for " + table)
                    .withDetail("The '" + context.roleName() + "' role needs SELECT privileges on " + table));
        }
    }

    private static Optional<CatalogTransaction.Row> systemRelation(ObjectPath path, CatalogTransaction transaction) {
        String schema = path.size() == 1 ? "" : path.qualifier().get(path.size() - 2);
        return transaction
                .query(
                        "SELECT s.name || '.' || b.name, b.kind FROM mz_store.builtin b"
                                + " JOIN mz_store.schema s ON s.id = b.schema_id"
                                + " WHERE b.name = $1 AND b.kind NOT IN ('type', 'function')"
                                + " AND (s.name = $2 OR $2 = '' AND s.name IN ('mz_catalog', 'pg_catalog'))"
                                + " ORDER BY s.name",
                        path.last(),
                        schema)
                .stream()
                .findFirst();
    }

    private static boolean isSystem(ObjectPath path) {
        List<String> qualifier = path.qualifier();
        String schema = qualifier.isEmpty() ? "" : qualifier.get(qualifier.size() - 1);
        return schema.startsWith("mz_") || schema.startsWith("pg_") || schema.equals("information_schema");
    }

    private static void requireReplicas(NameResolver names, CatalogEntry.Cluster cluster) {
        if (!names.replicas(cluster).isEmpty() || cluster.isSystem()) {
            return;
        }
        String hint = cluster.managed()
                ? "Use ALTER CLUSTER to adjust the replication factor of the cluster. Example:`ALTER CLUSTER"
                        + " <cluster-name> SET (REPLICATION FACTOR 1)`"
                : "Use CREATE CLUSTER REPLICA to attach cluster replicas to the cluster";
        throw new SqlError(Diagnostic.error(
                        "0A000", "CLUSTER \"" + cluster.name() + "\" has no replicas available to service request")
                .withHint(hint));
    }
}
