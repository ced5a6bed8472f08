package dev.verdigris.sandbox.session.transaction;

import java.util.List;
import java.util.stream.Collectors;

import dev.verdigris.sandbox.backend.BackendConnection;
import dev.verdigris.sandbox.backend.CatalogTransaction;
import dev.verdigris.sandbox.catalog.lock.CatalogState;
import dev.verdigris.sandbox.statement.rewrite.SchemaMapping;
import org.jspecify.annotations.Nullable;

/**
 * Guards a reading transaction against the catalog moving on under it. Its data is that of its first query, but
 * PostgreSQL resolves the names of each query anew, so a name may lead to a relation that is newer than the data (and
 * would look empty) or that bore another name then (and would mix two versions). Materialize refuses both with its
 * time-domain error (Materialize docs: sql/begin, "Same timedomain error").
 */
public final class ReadSnapshot {

    /** The relations that this transaction holds a lock on and that its snapshot does not know by their name of now. */
    private static final String UNKNOWN_RELATIONS = """
            SELECT DISTINCT format('"%s.%s"', now.schema, now.name)
            FROM pg_catalog.pg_locks l
            CROSS JOIN LATERAL pg_catalog.pg_identify_object('pg_catalog.pg_class'::regclass, l.relation, 0) now
            LEFT JOIN pg_catalog.pg_class c ON c.oid = l.relation
            LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE l.pid = pg_backend_pid() AND l.locktype = 'relation' AND now.name IS NOT NULL
              AND (c.oid IS NULL OR pg_catalog.quote_ident(n.nspname) <> now.schema
                   OR pg_catalog.quote_ident(c.relname) <> now.name)
            ORDER BY 1""";

    private final CatalogState catalog;
    private @Nullable Long revision;

    /** The snapshot of one session; no transaction is open. */
    public ReadSnapshot(CatalogState catalog) {
        this.catalog = catalog;
    }

    /** A transaction begins whose first query fixes its data. */
    void begin() {
        revision = catalog.revision();
    }

    /** No transaction is open. */
    void end() {
        revision = null;
    }

    /** Whether the catalog has moved on since the transaction began, so that {@link #verify} has to look. */
    boolean isStale() {
        return revision != null && revision != catalog.revision();
    }

    /**
     * Refuses the query that is bound now if it reads what its transaction's data does not have. The portal bound last
     * must have a name, or it is gone afterwards.
     */
    public void verify(BackendConnection backend) {
        if (!isStale()) {
            return;
        }
        List<CatalogTransaction.Row> unknown = backend.sql().query(UNKNOWN_RELATIONS);
        if (!unknown.isEmpty()) {
            String names = unknown.stream()
                    .map(row -> SchemaMapping.shown(row.text(0)))
                    .collect(Collectors.joining("\n"));
            throw TimeDomain.failure(
                    "The following relations in the query are outside the transaction's time domain:\n" + names);
        }
    }
}
