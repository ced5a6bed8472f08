package dev.verdigris.sandbox.session.query;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.verdigris.sandbox.backend.CatalogTransaction;
import dev.verdigris.sandbox.catalog.lock.NameResolutionLock;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.session.core.SessionCore;
import dev.verdigris.sandbox.statement.ast.Subscribe;
import dev.verdigris.sandbox.statement.rewrite.QueryText;
import dev.verdigris.sandbox.wire.ResultColumn;
import org.jspecify.annotations.Nullable;

/**
 * The updates of one SUBSCRIBE: the query runs repeatedly, and the differences to the last run become rows with a
 * timestamp and a difference (Materialize docs: sql/subscribe).
 */
final class SubscriptionFeed {

    /** The time of the rows of a constant. */
    private static final String END_OF_TIME = Long.toUnsignedString(-1);

    private static final int NUMERIC = 1700;
    private static final int BOOLEAN = 16;
    private static final int BIGINT = 20;

    private final SessionCore core;
    private final Subscribe statement;
    private final BoundQuery query;
    private final List<ResultColumn> columns;
    private final Deque<List<@Nullable String>> ready = new ArrayDeque<>();
    private Map<CatalogTransaction.Row, Long> known = new LinkedHashMap<>();
    private boolean first = true;
    private long time;
    private final boolean constant;

    SubscriptionFeed(SessionCore core, Subscribe statement, BoundQuery query, List<ResultColumn> dataColumns) {
        requireSupported(statement);
        this.core = core;
        this.statement = statement;
        this.query = query;
        this.columns = columns(statement, dataColumns);
        this.constant = statement.relations().isEmpty()
                && !new QueryText(statement.backendSql()).calledNames().contains("mz_now");
    }

    /** Whether nothing can follow what is known: the query reads nothing that can change. */
    boolean isComplete() {
        return constant && !first;
    }

    /** Refuses forms that the sandbox does not support. */
    static void requireSupported(Subscribe statement) {
        if (statement.asOf() != null || statement.upTo() != null) {
            throw SqlError.unsupported("SUBSCRIBE with AS OF or UP TO");
        }
        switch (statement.output()) {
            case Subscribe.Output.Diffs diffs -> {}
            case Subscribe.Output.EnvelopeUpsert upsert -> throw SqlError.unsupported("SUBSCRIBE with ENVELOPE UPSERT");
            case Subscribe.Output.EnvelopeDebezium debezium ->
                throw SqlError.unavailable("enable_envelope_debezium_in_subscribe", "`ENVELOPE DEBEZIUM (KEY (..))`");
            case Subscribe.Output.WithinTimestampOrderBy order ->
                throw SqlError.unavailable(
                        "enable_within_timestamp_order_by_in_subscribe", "`WITHIN TIMESTAMP ORDER BY ..`");
        }
    }

    /**
     * mz_timestamp, mz_diff and the data; with PROGRESS mz_progressed between the two. The timestamp is a numeric here,
     * not an mz_timestamp (Materialize docs: sql/subscribe, output).
     */
    static List<ResultColumn> columns(Subscribe statement, List<ResultColumn> dataColumns) {
        List<ResultColumn> all = new ArrayList<>();
        all.add(new ResultColumn("mz_timestamp", 0, 0, NUMERIC, -1, -1, 0));
        if (statement.progress()) {
            all.add(new ResultColumn("mz_progressed", 0, 0, BOOLEAN, 1, -1, 0));
        }
        all.add(new ResultColumn("mz_diff", 0, 0, BIGINT, 8, -1, 0));
        dataColumns.forEach(column -> all.add(column.withFormat(0)));
        return List.copyOf(all);
    }

    List<ResultColumn> columns() {
        return columns;
    }

    /** The PostgreSQL oids of the relations that it reads. */
    List<String> relationOids() {
        return query.relationOids();
    }

    /** The next update that is known, or null. */
    @Nullable
    List<@Nullable String> next() {
        return ready.poll();
    }

    /** Looks for updates. Returns whether there are any. */
    boolean poll() {
        core.cancel().throwIfRequested();
        Map<CatalogTransaction.Row, Long> now = look();
        time = Math.max(time + 1, System.currentTimeMillis());
        boolean sends = !first || statement.snapshot();
        if (sends) {
            known.forEach((row, count) -> update(row, now.getOrDefault(row, 0L) - count));
            now.forEach((row, count) -> {
                if (!known.containsKey(row)) {
                    update(row, count);
                }
            });
        }
        boolean any = !ready.isEmpty();
        if (statement.progress() && (any || first)) {
            progress();
        }
        known = now;
        first = false;
        return !ready.isEmpty();
    }

    /** The present rows. No name changes between the lookup of the relations and the query. */
    private Map<CatalogTransaction.Row, Long> look() {
        Map<CatalogTransaction.Row, Long> rows = new LinkedHashMap<>();
        NameResolutionLock.Permit pass = core.services().nameLock().resolve(core.cancel());
        try {
            core.backend().sql().query(query.text()).forEach(row -> rows.merge(row, 1L, Long::sum));
        } finally {
            pass.release();
        }
        return rows;
    }

    private void update(CatalogTransaction.Row row, long difference) {
        if (difference == 0) {
            return;
        }
        List<@Nullable String> update = new ArrayList<>();
        update.add(constant ? END_OF_TIME : Long.toString(time));
        if (statement.progress()) {
            update.add("f");
        }
        update.add(Long.toString(difference));
        update.addAll(row.values());
        ready.add(update);
    }

    /** The progress row: all updates before the next millisecond are complete. */
    private void progress() {
        List<@Nullable String> row = new ArrayList<>();
        row.add(Long.toString(time + 1));
        row.add("t");
        while (row.size() < columns.size()) {
            row.add(null);
        }
        ready.add(row);
    }
}
