package dev.verdigris.sandbox.session.transaction;

import java.util.List;
import java.util.stream.Collectors;

import dev.verdigris.sandbox.backend.BackendConnection;
import dev.verdigris.sandbox.backend.CatalogTransaction;
import dev.verdigris.sandbox.catalog.lock.CatalogState;
import dev.verdigris.sandbox.statement.rewrite.SchemaMapping;
import org.jspecify.annotations.Nullable;

/**
 * Protects a reading transaction from catalog changes. Its data is that of its first query, but PostgreSQL resolves the
 * names of each query again. So a name may mean a relation that is newer than the data (and looks empty) or that had
 * another name then (and mixes two versions). Materialize refuses both with its time-domain error (Materialize docs:
 * sql/begin, "Same timedomain error").
 */
public final class ReadSnapshot {

    /** The relations that this transaction has locked and that have another name in its snapshot. */
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

    /** A transaction begins. Its first query determines its data. */
    void begin() {
        revision = catalog.revision();
    }

    /** No transaction is open. */
    void end() {
        revision = null;
    }

    /** Whether the catalog has changed since the transaction began, so that {@link #verify} is necessary. */
    boolean isStale() {
        return revision != null && revision != catalog.revision();
    }

    /**
     * Refuses the bound query if it reads a relation that the transaction's data does not have. The last portal must
     * have a name, because this ends an unnamed one.
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
