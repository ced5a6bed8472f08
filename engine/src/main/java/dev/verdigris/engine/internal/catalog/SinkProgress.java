package dev.verdigris.engine.internal.catalog;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.verdigris.core.catalog.RunStatus;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.engine.internal.connection.Rows;
import dev.verdigris.engine.internal.connection.Rows.Row;
import dev.verdigris.engine.internal.connection.SqlSession;

/**
 * How far the sinks are at one moment.
 *
 * @param at the server's clock, in whole milliseconds, as the server counts the progress of a sink
 */
public record SinkProgress(Instant at, Map<ItemId, RunStatus> statuses, Map<ItemId, Optional<Instant>> written) {

    private static final List<CatalogQuery> QUERIES =
            List.of(CatalogQuery.ROLES, CatalogQuery.SINK_STATUSES, CatalogQuery.FRONTIERS);

    public SinkProgress {
        statuses = Map.copyOf(statuses);
        written = Map.copyOf(written);
    }

    /**
     * Reads it by three cheap queries in one message.
     *
     * @throws dev.verdigris.engine.internal.connection.SqlFailure if the server refuses or the connection is lost
     */
    public static SinkProgress read(SqlSession session) {
        Map<CatalogQuery, Rows> rows = CatalogReader.rows(session, QUERIES);
        Row clock = asked(rows, CatalogQuery.ROLES).rows().get(0);
        Map<ItemId, RunStatus> statuses = new HashMap<>();
        asked(rows, CatalogQuery.SINK_STATUSES).rows().stream()
                .map(ObservationRows::status)
                .forEach(status -> statuses.put(status.item(), status));
        Map<ItemId, Optional<Instant>> written = new HashMap<>();
        asked(rows, CatalogQuery.FRONTIERS)
                .rows()
                .forEach(row -> written.put(
                        new ItemId(row.text("collection_id")),
                        Optional.ofNullable(row.orNull("write_millis"))
                                .map(Long::valueOf)
                                .map(Instant::ofEpochMilli)));
        Instant at = ServerTexts.instant(clock.text("at_seconds")).truncatedTo(ChronoUnit.MILLIS);
        return new SinkProgress(at, statuses, written);
    }

    private static Rows asked(Map<CatalogQuery, Rows> rows, CatalogQuery query) {
        return Objects.requireNonNull(rows.get(query));
    }

    /** Whether a sink runs. An unknown status does not count. */
    public boolean isRunning(ItemId sink) {
        return Optional.ofNullable(statuses.get(sink))
                .filter(status -> status.state() == RunStatus.State.RUNNING)
                .isPresent();
    }

    /**
     * Whether a sink has written all up to a moment. It has if its relation is complete. Unknown progress does not
     * count.
     */
    public boolean hasPassed(ItemId sink, Instant moment) {
        Optional<Instant> frontier = written.get(sink);
        return frontier != null && frontier.map(at -> !at.isBefore(moment)).orElse(true);
    }
}
