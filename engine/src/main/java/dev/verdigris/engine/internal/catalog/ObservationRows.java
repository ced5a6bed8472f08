package dev.verdigris.engine.internal.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.ClusterConfig;
import dev.verdigris.core.catalog.Replica;
import dev.verdigris.core.catalog.RunStatus;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.catalog.id.CatalogId.ReplicaId;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.readiness.ExpectedObject;
import dev.verdigris.core.readiness.ExpectedObjects;
import dev.verdigris.core.readiness.Observation;
import dev.verdigris.core.readiness.ReplicaEvent;
import dev.verdigris.core.readiness.Share;
import dev.verdigris.engine.internal.connection.Rows.Row;
import org.jspecify.annotations.Nullable;

/** Turns the rows about readiness into core's values. */
final class ObservationRows {

    private final CatalogRows rows;
    private final CatalogSnapshot catalog;
    private final ResolvedPairs pairs;
    private final List<ExpectedObject> expected;
    private final CollectionIds collections;

    private ObservationRows(DeploymentView view, CatalogRows rows) {
        this.rows = rows;
        this.catalog = view.catalog();
        this.pairs = view.pairs();
        this.expected = ExpectedObjects.of(view);
        this.collections = new CollectionIds(catalog.items(), rows);
    }

    static Observation observation(DeploymentView view, CatalogRows rows) {
        return new ObservationRows(view, rows).observation();
    }

    private Observation observation() {
        Row clock = rows.of(CatalogQuery.ROLES).rows().get(0);
        return new Observation(
                ServerTexts.instant(clock.text("at_seconds")),
                clusters(),
                rows.map(CatalogQuery.HYDRATION, ObservationRows::hydration),
                ifRead(CatalogQuery.HYDRATION_TIMES, this::hydrationTime),
                frontiers(),
                rows.map(CatalogQuery.PROCESSES, ObservationRows::process),
                ReplicaEvent.crashes(ifRead(CatalogQuery.CRASHES, row -> Optional.of(event(row)))),
                statuses(),
                refreshes(),
                usages(),
                rows.scope().unread());
    }

    /** What processes use, with the limits of the sizes of their replicas. */
    private List<Observation.Usage> usages() {
        Map<String, Row> sizes = new HashMap<>();
        ifRead(CatalogQuery.REPLICA_SIZES, Optional::of).forEach(row -> sizes.put(row.text("size"), row));
        Map<ReplicaId, Optional<Row>> limits = new HashMap<>();
        catalog.clusters().stream()
                .flatMap(cluster -> cluster.replicas().stream())
                .forEach(replica ->
                        limits.put(replica.id(), replica.size().flatMap(size -> Optional.ofNullable(sizes.get(size)))));
        return ifRead(CatalogQuery.REPLICA_USAGE, row -> Optional.of(usage(row, limits)));
    }

    private static Observation.Usage usage(Row row, Map<ReplicaId, Optional<Row>> limits) {
        Optional<Row> size = limits.getOrDefault(replica(row), Optional.empty());
        return new Observation.Usage(
                replica(row),
                Long.parseLong(row.text("process_id")),
                new Share(number(row, "memory_bytes"), size.flatMap(limit -> number(limit, "memory_bytes"))),
                new Share(number(row, "heap_bytes"), number(row, "heap_limit")),
                new Share(number(row, "cpu_nano_cores"), size.flatMap(limit -> number(limit, "cpu_nano_cores"))));
    }

    private static Optional<Long> number(Row row, String column) {
        return Optional.ofNullable(row.orNull(column)).map(Long::valueOf);
    }

    private <T> List<T> ifRead(CatalogQuery query, Function<Row, Optional<T>> reader) {
        return rows.has(query) ? rows.flatMap(query, reader) : List.of();
    }

    /** The clusters of the pairs and those that expected objects run on; of others nothing is asked. */
    private List<Observation.ClusterReplicas> clusters() {
        Stream<Cluster> used = expected.stream()
                .flatMap(object -> object.cluster().map(ExpectedObject.Placement::id).stream())
                .flatMap(id -> catalog.cluster(id).stream());
        Stream<Cluster> paired =
                Stream.of(ResolvedPairs.Side.values()).flatMap(side -> pairs.clustersOf(side).stream());
        return Stream.concat(paired, used)
                .distinct()
                .map(ObservationRows::cluster)
                .toList();
    }

    /** Whether a cluster is turned on for refreshes only matters while it has no replicas. */
    private static Observation.ClusterReplicas cluster(Cluster cluster) {
        List<Observation.Member> replicas = cluster.replicas().stream()
                .filter(replica -> !replica.pending() && !replica.internal())
                .map(replica -> new Observation.Member(replica.id(), replica.name()))
                .toList();
        Optional<ClusterConfig.Managed> managed = Optional.of(cluster.config())
                .filter(ClusterConfig.Managed.class::isInstance)
                .map(ClusterConfig.Managed.class::cast);
        boolean onRefresh = replicas.isEmpty()
                && managed.map(ClusterConfig.Managed::schedule)
                        .filter(ClusterConfig.Schedule.OnRefresh.class::isInstance)
                        .isPresent();
        boolean introspection = managed.map(ClusterConfig.Managed::introspectionInterval)
                .map(Optional::isPresent)
                .orElse(true);
        return new Observation.ClusterReplicas(
                cluster.id(),
                cluster.name(),
                managed.map(ClusterConfig.Managed::size),
                onRefresh,
                introspection,
                replicas,
                (int) cluster.replicas().stream().filter(Replica::pending).count());
    }

    /** Of an object's collections the newest counts; it has the greatest id. */
    private List<Observation.Frontier> frontiers() {
        Map<ItemId, Row> newest = new LinkedHashMap<>();
        for (Row row : rows.of(CatalogQuery.FRONTIERS).rows()) {
            collections
                    .object(row.text("collection_id"))
                    .ifPresent(object -> newest.merge(object, row, ObservationRows::newer));
        }
        List<Observation.Frontier> frontiers = new ArrayList<>();
        newest.forEach(
                (object, row) -> frontiers.add(new Observation.Frontier(object, millis(row.orNull("write_millis")))));
        return frontiers;
    }

    private static Row newer(Row one, Row other) {
        ItemId first = new ItemId(one.text("collection_id"));
        return CatalogId.ORDER.compare(first, new ItemId(other.text("collection_id"))) > 0 ? one : other;
    }

    private List<RunStatus> statuses() {
        return Stream.of(CatalogQuery.SOURCE_STATUSES, CatalogQuery.SINK_STATUSES)
                .flatMap(query -> rows.map(query, ObservationRows::status).stream())
                .toList();
    }

    /** REFRESH materialized views with their refreshes, which are read only where some expected object may be one. */
    private List<Observation.Refresh> refreshes() {
        boolean none = expected.stream()
                .flatMap(object -> catalog.item(object.id()).stream())
                .noneMatch(StoredDefinition::mayRefresh);
        if (none) {
            return List.of();
        }
        Map<ItemId, Row> done = new LinkedHashMap<>();
        for (Row row : rows.of(CatalogQuery.REFRESHES).rows()) {
            collections
                    .object(row.text("collection_id"))
                    .ifPresent(object -> done.merge(object, row, ObservationRows::newer));
        }
        return rows.map(CatalogQuery.REFRESH_STRATEGIES, ObservationRows::object).stream()
                .distinct()
                .map(object -> refresh(object, Optional.ofNullable(done.get(object))))
                .toList();
    }

    private static Observation.Refresh refresh(ItemId object, Optional<Row> done) {
        return new Observation.Refresh(
                object,
                done.flatMap(row -> millis(row.orNull("last_millis"))),
                done.flatMap(row -> millis(row.orNull("next_millis"))));
    }

    private static Observation.Hydration hydration(Row row) {
        return new Observation.Hydration(
                object(row),
                Optional.ofNullable(row.orNull("replica_id")).map(ReplicaId::new),
                row.orNull("hydrated") == null ? Optional.empty() : Optional.of(row.flag("hydrated")));
    }

    private Optional<Observation.HydrationTime> hydrationTime(Row row) {
        Duration took = Duration.ofNanos(Long.parseLong(row.text("took_nanos")));
        return collections
                .object(row.text("collection_id"))
                .map(object -> new Observation.HydrationTime(object, replica(row), took));
    }

    private static Observation.ReplicaProcess process(Row row) {
        return new Observation.ReplicaProcess(replica(row), Long.parseLong(row.text("process_id")), row.flag("online"));
    }

    private static ReplicaEvent event(Row row) {
        return new ReplicaEvent(
                replica(row),
                Long.parseLong(row.text("process_id")),
                ServerTexts.instant(row.text("at_seconds")),
                row.flag("online"),
                row.flag("out_of_memory"));
    }

    static RunStatus status(Row row) {
        return new RunStatus(
                new ItemId(row.text("id")),
                RunStatus.State.of(row.text("status")),
                Optional.ofNullable(row.orNull("error")));
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
