package dev.verdigris.engine.internal.catalog;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.verdigris.core.catalog.CatalogPart;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.ClusterConfig;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Replica;
import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.catalog.id.CatalogId.ReplicaId;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.engine.internal.connection.Rows.Row;

/**
 * Turns the rows about clusters and replicas into core's values.
 *
 * <p>Two facts are in no indexed relation. They are inferred if that is safe, and count as unread otherwise. A managed
 * cluster with as many replicas as its replication factor has no internal and no pending replica. A managed cluster
 * with replicas and without a materialized view that refreshes at set times has no schedule, because the server turns
 * off a scheduled cluster that has nothing to refresh.
 */
final class ClusterRows {

    private final CatalogRows rows;
    private final Map<String, Row> schedules;
    private final Map<String, Row> strategies;
    private final Map<String, Row> workloadClasses;
    private final Set<ClusterId> refreshing;
    private final Set<String> internal;
    private final Set<String> pending;

    private ClusterRows(CatalogRows rows, Collection<Item> items) {
        this.rows = rows;
        this.schedules = byId(CatalogQuery.CLUSTER_SCHEDULES, "cluster_id");
        this.strategies = byId(CatalogQuery.AUTO_SCALING_STRATEGIES, "cluster_id");
        this.workloadClasses = byId(CatalogQuery.WORKLOAD_CLASSES, "cluster_id");
        this.internal = byId(CatalogQuery.INTERNAL_REPLICAS, "id").keySet();
        this.pending = byId(CatalogQuery.PENDING_REPLICAS, "id").keySet();
        this.refreshing = items.stream()
                .filter(StoredDefinition::mayRefresh)
                .flatMap(item -> item.cluster().stream())
                .collect(Collectors.toSet());
    }

    static List<Cluster> clusters(CatalogRows rows, Collection<Item> items) {
        ClusterRows reader = new ClusterRows(rows, items);
        Map<String, List<Row>> replicas = rows.of(CatalogQuery.REPLICAS).rows().stream()
                .collect(Collectors.groupingBy(row -> row.text("cluster_id")));
        return rows.map(
                CatalogQuery.CLUSTERS, row -> reader.cluster(row, replicas.getOrDefault(row.text("id"), List.of())));
    }

    private Map<String, Row> byId(CatalogQuery query, String column) {
        Map<String, Row> found = new HashMap<>();
        if (rows.has(query)) {
            rows.of(query).rows().forEach(row -> found.put(row.text(column), row));
        }
        return found;
    }

    private Cluster cluster(Row row, List<Row> replicas) {
        boolean asManyAsAsked = row.flag("managed") && replicas.size() == factor(row);
        boolean kindsKnown = rows.has(CatalogQuery.INTERNAL_REPLICAS) || asManyAsAsked;
        return new Cluster(
                new ClusterId(row.text("id")),
                Identifier.of(row.text("name")),
                new RoleId(row.text("owner_id")),
                ServerTexts.acl(row.orNull("privileges")),
                row.flag("managed") ? managed(row) : new ClusterConfig.Unmanaged(workloadClass(row), unread()),
                replicas.stream().map(each -> replica(each, kindsKnown)).toList());
    }

    private static int factor(Row row) {
        return Integer.parseInt(row.text("replication_factor"));
    }

    private ClusterConfig managed(Row row) {
        Set<CatalogPart> unread = unread();
        boolean surelyManual = factor(row) > 0 && !refreshing.contains(new ClusterId(row.text("id")));
        if (!rows.has(CatalogQuery.CLUSTER_SCHEDULES) && !surelyManual) {
            unread.add(CatalogPart.CLUSTER_SCHEDULES);
        }
        if (!rows.has(CatalogQuery.AUTO_SCALING_STRATEGIES)) {
            unread.add(CatalogPart.AUTO_SCALING);
        }
        return new ClusterConfig.Managed(
                Objects.requireNonNullElse(row.orNull("size"), ""),
                factor(row),
                schedule(row),
                ServerTexts.elements(row.orNull("availability_zones")),
                row.flag("introspection_debugging"),
                ServerTexts.maybeSeconds(row.orNull("introspection_seconds")),
                workloadClass(row),
                autoScaling(row),
                unread);
    }

    private Set<CatalogPart> unread() {
        return rows.has(CatalogQuery.WORKLOAD_CLASSES)
                ? EnumSet.noneOf(CatalogPart.class)
                : EnumSet.of(CatalogPart.WORKLOAD_CLASSES);
    }

    private Optional<String> workloadClass(Row cluster) {
        return Optional.ofNullable(workloadClasses.get(cluster.text("id")))
                .flatMap(row -> Optional.ofNullable(row.orNull("workload_class")));
    }

    private Optional<ClusterConfig.AutoScaling> autoScaling(Row cluster) {
        return Optional.ofNullable(strategies.get(cluster.text("id")))
                .filter(row -> !"null".equals(Objects.requireNonNullElse(row.orNull("strategy"), "null")))
                .map(row -> row.flag("known") && row.orNull("hydration_size") != null
                        ? new ClusterConfig.AutoScaling.OnHydration(row.text("hydration_size"), linger(row))
                        : new ClusterConfig.AutoScaling.Unknown(row.text("strategy")));
    }

    private static Optional<Duration> linger(Row row) {
        return Optional.ofNullable(row.orNull("linger_seconds"))
                .map(seconds -> Duration.ofSeconds(
                        Long.parseLong(seconds),
                        Long.parseLong(Objects.requireNonNullElse(row.orNull("linger_nanos"), "0"))));
    }

    private ClusterConfig.Schedule schedule(Row cluster) {
        Row row = schedules.get(cluster.text("id"));
        if (row == null || !"on-refresh".equals(row.orNull("schedule"))) {
            return new ClusterConfig.Schedule.Manual();
        }
        return new ClusterConfig.Schedule.OnRefresh(
                ServerTexts.maybeSeconds(row.orNull("estimate_seconds")).orElse(Duration.ZERO));
    }

    private Replica replica(Row row, boolean kindsKnown) {
        return new Replica(
                new ReplicaId(row.text("id")),
                Identifier.of(row.text("name")),
                Optional.ofNullable(row.orNull("size")),
                Optional.ofNullable(row.orNull("availability_zone")),
                internal.contains(row.text("id")),
                pending.contains(row.text("id")),
                kindsKnown ? Set.of() : Set.of(CatalogPart.REPLICA_KINDS));
    }
}
