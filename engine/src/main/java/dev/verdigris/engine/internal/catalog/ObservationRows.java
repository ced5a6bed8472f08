package dev.verdigris.engine.internal.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.ClusterConfig;
import dev.verdigris.core.catalog.Replica;
import dev.verdigris.core.catalog.RunStatus;
import dev.verdigris.core.catalog.id.ItemId;
import dev.verdigris.core.catalog.id.ReplicaId;
import dev.verdigris.core.readiness.Observation;
import dev.verdigris.engine.internal.connection.Rows;
import dev.verdigris.engine.internal.connection.Rows.Row;
import org.jspecify.annotations.Nullable;

/** Turns the rows about readiness into core's values. */
final class ObservationRows {

    private final Map<CatalogQuery, Rows> rows;

    private ObservationRows(Map<CatalogQuery, Rows> rows) {
        this.rows = rows;
    }

    static Observation observation(CatalogSnapshot catalog, Map<CatalogQuery, Rows> rows) {
        ObservationRows reader = new ObservationRows(rows);
        List<Instant> clock = reader.map(CatalogQuery.CLOCK, row -> ServerTexts.instant(row.text("at_seconds")));
        return new Observation(
                clock.get(0),
                catalog.clusters().stream().map(ObservationRows::cluster).toList(),
                reader.map(CatalogQuery.HYDRATION, ObservationRows::hydration),
                reader.map(CatalogQuery.HYDRATION_TIMES, ObservationRows::hydrationTime),
                reader.map(CatalogQuery.LAGS, ObservationRows::lag),
                reader.map(CatalogQuery.FRONTIERS, ObservationRows::frontier),
                reader.map(CatalogQuery.PROCESSES, ObservationRows::process),
                reader.map(CatalogQuery.CRASHES, ObservationRows::crash),
                reader.map(CatalogQuery.RUN_STATUSES, ObservationRows::status),
                reader.map(CatalogQuery.REFRESHES, ObservationRows::refresh));
    }

    private <T> List<T> map(CatalogQuery query, Function<Row, T> reader) {
        Rows result = rows.get(query);
        if (result == null) {
            throw new IllegalStateException("the catalog query " + query + " was not sent");
        }
        return result.map(reader);
    }

    private static Observation.ClusterReplicas cluster(Cluster cluster) {
        boolean onRefresh = cluster.config() instanceof ClusterConfig.Managed managed
                && managed.schedule() instanceof ClusterConfig.Schedule.OnRefresh;
        List<ReplicaId> replicas = cluster.replicas().stream()
                .filter(replica -> !replica.pending() && !replica.internal())
                .map(Replica::id)
                .toList();
        return new Observation.ClusterReplicas(cluster.id(), cluster.name(), onRefresh, replicas);
    }

    private static Observation.Hydration hydration(Row row) {
        return new Observation.Hydration(
                object(row),
                Optional.ofNullable(row.orNull("replica_id")).map(ReplicaId::new),
                row.orNull("hydrated") == null ? Optional.empty() : Optional.of(row.flag("hydrated")));
    }

    private static Observation.HydrationTime hydrationTime(Row row) {
        return new Observation.HydrationTime(object(row), replica(row), ServerTexts.seconds(row.text("took_seconds")));
    }

    private static Observation.Lag lag(Row row) {
        return new Observation.Lag(object(row), ServerTexts.maybeSeconds(row.orNull("lag_seconds")));
    }

    private static Observation.Frontier frontier(Row row) {
        return new Observation.Frontier(object(row), millis(row.orNull("write_millis")));
    }

    private static Observation.ReplicaProcess process(Row row) {
        return new Observation.ReplicaProcess(replica(row), Long.parseLong(row.text("process_id")), row.flag("online"));
    }

    private static Observation.Crash crash(Row row) {
        return new Observation.Crash(
                replica(row), ServerTexts.instant(row.text("at_seconds")), row.flag("out_of_memory"));
    }

    static RunStatus status(Row row) {
        return new RunStatus(
                new ItemId(row.text("id")),
                RunStatus.State.of(row.text("status")),
                Optional.ofNullable(row.orNull("error")));
    }

    private static Observation.Refresh refresh(Row row) {
        return new Observation.Refresh(
                object(row), millis(row.orNull("last_millis")), millis(row.orNull("next_millis")));
    }

    private static ItemId object(Row row) {
        return new ItemId(row.text("object_id"));
    }

    private static ReplicaId replica(Row row) {
        return new ReplicaId(row.text("replica_id"));
    }

    private static Optional<Instant> millis(@Nullable String text) {
        return Optional.ofNullable(text).map(Long::valueOf).map(Instant::ofEpochMilli);
    }
}
