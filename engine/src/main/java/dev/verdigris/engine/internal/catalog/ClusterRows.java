package dev.verdigris.engine.internal.catalog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.ClusterConfig;
import dev.verdigris.core.catalog.Replica;
import dev.verdigris.core.catalog.id.ClusterId;
import dev.verdigris.core.catalog.id.ReplicaId;
import dev.verdigris.core.catalog.id.RoleId;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.engine.internal.connection.Rows;
import dev.verdigris.engine.internal.connection.Rows.Row;

/** Turns the rows about clusters and replicas into core's values. */
final class ClusterRows {

    private ClusterRows() {}

    static List<Cluster> clusters(Rows clusters, Rows replicas) {
        Map<String, List<Replica>> byCluster = new LinkedHashMap<>();
        for (Row row : replicas.rows()) {
            byCluster
                    .computeIfAbsent(row.text("cluster_id"), unused -> new ArrayList<>())
                    .add(replica(row));
        }
        return clusters.map(row -> cluster(row, byCluster.getOrDefault(row.text("id"), List.of())));
    }

    private static Cluster cluster(Row row, List<Replica> replicas) {
        return new Cluster(
                new ClusterId(row.text("id")),
                Identifier.of(row.text("name")),
                new RoleId(row.text("owner_id")),
                ServerTexts.acl(row.orNull("privileges")),
                config(row),
                replicas);
    }

    private static ClusterConfig config(Row row) {
        Optional<String> workloadClass = Optional.ofNullable(row.orNull("workload_class"));
        if (!row.flag("managed")) {
            return new ClusterConfig.Unmanaged(workloadClass);
        }
        return new ClusterConfig.Managed(
                Objects.requireNonNullElse(row.orNull("size"), ""),
                Integer.parseInt(row.text("replication_factor")),
                schedule(row),
                ServerTexts.elements(row.orNull("availability_zones")),
                row.flag("introspection_debugging"),
                ServerTexts.maybeSeconds(row.orNull("introspection_seconds")),
                workloadClass);
    }

    private static ClusterConfig.Schedule schedule(Row row) {
        if (!"on-refresh".equals(row.orNull("schedule"))) {
            return new ClusterConfig.Schedule.Manual();
        }
        return new ClusterConfig.Schedule.OnRefresh(
                ServerTexts.maybeSeconds(row.orNull("estimate_seconds")).orElse(Duration.ZERO));
    }

    private static Replica replica(Row row) {
        return new Replica(
                new ReplicaId(row.text("id")),
                Identifier.of(row.text("name")),
                Optional.ofNullable(row.orNull("size")),
                Optional.ofNullable(row.orNull("availability_zone")),
                row.flag("internal"),
                row.flag("pending"));
    }
}
