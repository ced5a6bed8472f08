package dev.verdigris.sandbox.session.transaction;

import java.util.List;
import java.util.stream.Collectors;

import dev.verdigris.sandbox.backend.CatalogTransaction;
import dev.verdigris.sandbox.catalog.query.QueryAccess.UserObject;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.session.core.SessionCore;
import dev.verdigris.sandbox.session.variable.NameList;

/**
 * The relations that a transaction may read after its first query. Materialize chooses one timestamp. At that time it
 * keeps the relations of all schemas that the query names readable, with the inputs of their views. The transaction can
 * read nothing else (Materialize docs: sql/begin, "Same timedomain error").
 */
public final class TimeDomain {

    /** The relations with their own rows that some items read. */
    private static final String BENEATH = """
            WITH RECURSIVE beneath(id) AS (
                %s
                UNION SELECT d.referenced_id FROM beneath b JOIN mz_store.item v ON v.id = b.id AND v.kind = 'view'
                    JOIN mz_store.dependency d ON d.object_id = v.id
            )
            SELECT i.id, mz_store.full_name(i.id, false) FROM beneath JOIN mz_store.item i USING (id)
            WHERE i.kind IN ('table', 'source', 'materialized-view') ORDER BY 2""";

    private static final String QUERIED = BENEATH.formatted("SELECT unnest($1::text[])");
    private static final String AVAILABLE = BENEATH.formatted(
            "SELECT id FROM mz_store.item WHERE schema_id IN (SELECT schema_id FROM mz_store.item WHERE id = ANY ($1::text[]))");

    private final SessionCore core;
    private List<String> first = List.of();

    /** The time domain of one session; no transaction is open. */
    public TimeDomain(SessionCore core) {
        this.core = core;
    }

    /** No transaction is open. */
    public void end() {
        first = List.of();
    }

    /**
     * Lets a query run in a transaction of several statements.
     *
     * @throws SqlError 25000 if it reads a relation outside the schemas of the first query
     */
    public void admit(List<UserObject> objects) {
        List<String> ids = objects.stream().map(UserObject::id).toList();
        if (first.isEmpty()) {
            first = ids;
        } else if (!first.containsAll(ids)) {
            core.services().lookup().call(sql -> requireInside(sql, ids));
        }
    }

    private boolean requireInside(CatalogTransaction sql, List<String> ids) {
        List<CatalogTransaction.Row> available = sql.query(AVAILABLE, array(first));
        List<String> availableIds = available.stream().map(row -> row.text(0)).toList();
        List<CatalogTransaction.Row> outside = sql.query(QUERIED, array(ids)).stream()
                .filter(row -> !availableIds.contains(row.text(0)))
                .toList();
        if (!outside.isEmpty()) {
            throw failure("The following relations in the query are outside the transaction's time domain:\n"
                    + names(outside) + "\nOnly the following relations are available:\n" + names(available));
        }
        return true;
    }

    /** Ids have neither commas nor quotes. */
    private static String array(List<String> ids) {
        return "{" + String.join(",", ids) + "}";
    }

    private static String names(List<CatalogTransaction.Row> relations) {
        return relations.stream().map(row -> NameList.quote(row.text(1))).collect(Collectors.joining("\n"));
    }

    /** The error with this detail. */
    static SqlError failure(String detail) {
        return new SqlError(Diagnostic.error(
                        "25000",
                        "Transactions can only reference objects in the same timedomain. See"
                                + " https://materialize.com/docs/sql/begin/#same-timedomain-error")
                .withDetail(detail));
    }
}
