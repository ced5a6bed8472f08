package dev.verdigris.sandbox.catalog.cluster;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.verdigris.sandbox.catalog.access.Requirements;
import dev.verdigris.sandbox.catalog.context.DdlContext;
import dev.verdigris.sandbox.catalog.store.CatalogEntry;
import dev.verdigris.sandbox.catalog.store.ClusterConfig;
import dev.verdigris.sandbox.catalog.store.TextArrays;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.ast.ClusterStatement;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import org.jspecify.annotations.Nullable;

/** ALTER CLUSTER … SET and RESET. */
final class ClusterChange {

    private final DdlContext ddl;
    private final CatalogEntry.Cluster cluster;
    private final ReplicaStore replicas;

    private ClusterChange(DdlContext ddl, CatalogEntry.Cluster cluster) {
        this.ddl = ddl;
        this.cluster = cluster;
        this.replicas = new ReplicaStore(ddl);
    }

    static void set(DdlContext ddl, ClusterStatement.AlterClusterSet statement) {
        Optional<CatalogEntry.Cluster> cluster = find(ddl, statement.name(), statement.ifExists());
        if (cluster.isEmpty()) {
            return;
        }
        ClusterOptions options = new ClusterOptions(ddl, statement.options());
        if (!statement.withOptions().isEmpty()) {
            ddl.requireFeature(
                    "enable_zero_downtime_cluster_reconfiguration", false, "zero-downtime cluster reconfiguration");
        }
        ClusterChange change = new ClusterChange(ddl, cluster.get());
        if (options.managed().orElse(cluster.get().managed())) {
            change.toManaged(options);
        } else {
            change.toUnmanaged(options);
        }
    }

    static void reset(DdlContext ddl, ClusterStatement.AlterClusterReset statement) {
        Optional<CatalogEntry.Cluster> found = find(ddl, statement.name(), statement.ifExists());
        if (found.isEmpty()) {
            return;
        }
        CatalogEntry.Cluster cluster = found.get();
        ClusterConfig config = cluster.config();
        int factor = cluster.replicationFactor() == null ? 0 : cluster.replicationFactor();
        for (String name : statement.optionNames()) {
            if (name.equals("REPLICATION FACTOR")) {
                factor = Integer.parseInt(ddl.names.parameter("default_cluster_replication_factor", "1"));
            } else {
                config = reset(config, name);
            }
        }
        ddl.access.require(Requirements.alter(cluster));
        if (!cluster.managed()) {
            throw notSupported(statement.optionNames().get(0));
        }
        String size = cluster.size();
        if (size != null) {
            new ClusterChange(ddl, cluster).reconfigure(size, factor, config);
        }
    }

    private static ClusterConfig reset(ClusterConfig config, String option) {
        return switch (option) {
            case "SIZE" -> throw SqlError.internal("SIZE has no default value");
            case "AVAILABILITY ZONES" -> config.withAvailabilityZones(List.of());
            case "INTROSPECTION DEBUGGING" -> config.withIntrospectionDebugging(false);
            case "INTROSPECTION INTERVAL" ->
                config.withIntrospectionInterval(ClusterConfig.standard().introspectionInterval());
            case "SCHEDULE" -> config.withSchedule("manual", null);
            case "WORKLOAD CLASS" -> config.withWorkloadClass(null);
            default -> throw SqlError.unsupported("ALTER CLUSTER … RESET (" + option + ")");
        };
    }

    private static Optional<CatalogEntry.Cluster> find(DdlContext ddl, String name, boolean ifExists) {
        Optional<CatalogEntry.Cluster> found = ifExists
                ? ddl.existing(ddl.names.findCluster(name), true, ObjectKind.CLUSTER, name)
                : Optional.of(ddl.names.cluster(name));
        found.filter(cluster -> !ddl.context.roleName().equals("mz_system")).ifPresent(ClusterDdl::requireNotSystem);
        return found;
    }

    private void toManaged(ClusterOptions options) {
        if (options.has("REPLICAS")) {
            throw SqlError.internal("REPLICAS not supported for managed clusters");
        }
        ClusterConfig config = options.over(cluster.config());
        boolean scheduled = !config.schedule().equals("manual");
        if (scheduled && options.has("REPLICATION FACTOR")) {
            throw SqlError.internal("REPLICATION FACTOR cannot be given together with any SCHEDULE other than MANUAL");
        }
        ddl.access.require(Requirements.alter(cluster));
        if (!cluster.managed()) {
            adopt(options, config);
            return;
        }
        int factor = cluster.replicationFactor() == null ? 0 : cluster.replicationFactor();
        String size = options.size().orElse(cluster.size());
        if (size == null) {
            throw SqlError.internal("SIZE must be specified for managed clusters");
        }
        reconfigure(size, options.replicationFactor().orElse(factor), config);
    }

    private void reconfigure(String size, int factor, ClusterConfig config) {
        replicas.requireKnownSize(size);
        List<CatalogEntry.Replica> present = ddl.names.replicas(cluster);
        boolean anew = !size.equals(cluster.size()) || replicasDiffer(config);
        store(true, size, factor, config);
        if (anew) {
            present.forEach(replicas::drop);
            replicas.createNumbered(cluster, size, 1, factor);
            return;
        }
        int before = cluster.replicationFactor() == null ? 0 : cluster.replicationFactor();
        present.stream().filter(replica -> number(replica.name()) > factor).forEach(replicas::drop);
        replicas.createNumbered(cluster, size, before + 1, factor);
    }

    private boolean replicasDiffer(ClusterConfig config) {
        ClusterConfig before = cluster.config();
        return !config.availabilityZones().equals(before.availabilityZones())
                || config.introspectionDebugging() != before.introspectionDebugging()
                || !Objects.equals(config.introspectionInterval(), before.introspectionInterval());
    }

    /** The number in the name of a managed cluster's replica, such as 2 in r2; 0 for any other name. */
    private static int number(String name) {
        return name.matches("r[1-9][0-9]{0,8}") ? Integer.parseInt(name.substring(1)) : 0;
    }

    /** Makes an unmanaged cluster managed. Its replicas must be like those of a managed cluster. */
    private void adopt(ClusterOptions options, ClusterConfig config) {
        List<CatalogEntry.Replica> present = ddl.names.replicas(cluster);
        Set<String> sizes = new TreeSet<>();
        present.forEach(replica -> sizes.add(String.valueOf(replica.size())));
        if (sizes.size() > 1) {
            throw SqlError.internal("Cannot convert unmanaged cluster to managed, non-unique replica sizes: "
                    + String.join(", ", sizes));
        }
        String size = options.size()
                .or(() -> sizes.stream().findFirst())
                .orElseThrow(() -> SqlError.internal("Missing SIZE for empty cluster"));
        if (!sizes.isEmpty() && !sizes.contains(size)) {
            throw SqlError.internal(
                    "Cluster replicas of size " + String.join(", ", sizes) + " do not match expected SIZE " + size);
        }
        int factor = options.replicationFactor().orElse(present.size());
        if (factor != present.size()) {
            throw SqlError.internal(
                    "REPLICATION FACTOR " + factor + " does not match number of replicas (" + present.size() + ")");
        }
        List<String> odd = present.stream()
                .map(CatalogEntry.Replica::name)
                .filter(name -> number(name) < 1 || number(name) > present.size())
                .toList();
        if (!odd.isEmpty()) {
            throw SqlError.internal(
                    "Cannot convert unmanaged cluster to managed, invalid replica names: " + String.join(", ", odd));
        }
        replicas.requireKnownSize(size);
        store(true, size, factor, config);
    }

    private void toUnmanaged(ClusterOptions options) {
        Optional<String> refused = options.firstOnlyForManaged();
        if (refused.isPresent()) {
            throw notSupported(refused.get());
        }
        ClusterConfig config = options.over(cluster.config());
        if (!config.schedule().equals("manual")) {
            throw SqlError.internal("cluster schedules other than MANUAL are not supported for unmanaged clusters");
        }
        ddl.access.require(Requirements.alter(cluster));
        if (!cluster.managed() && options.has("REPLICAS")) {
            throw SqlError.internal("Cannot change REPLICAS of unmanaged clusters");
        }
        store(false, null, null, config);
    }

    private void store(boolean managed, @Nullable String size, @Nullable Integer factor, ClusterConfig config) {
        ddl.sql.execute(
                """
                UPDATE mz_store.cluster SET managed = $2::boolean, size = $3, replication_factor = $4::integer,
                    availability_zones = $5::text[], disk = $6::boolean, introspection_debugging = $7::boolean,
                    introspection_interval = $8::interval, schedule = $9, hydration_time_estimate = $10::interval,
                    workload_class = $11
                WHERE id = $1
                """,
                cluster.id(),
                managed,
                size,
                factor,
                managed ? TextArrays.of(config.availabilityZones()) : null,
                managed ? "true" : null,
                managed ? config.introspectionDebugging() : null,
                managed ? config.introspectionInterval() : null,
                managed ? config.schedule() : null,
                managed ? config.hydrationEstimate() : null,
                config.workloadClass());
        ddl.changed();
    }

    /** One of Materialize's messages is misspelt, and clients see it so. */
    private static SqlError notSupported(String option) {
        String spelt = option.equals("INTROSPECTION DEBUGGING") ? "INTROSPECTION DEGUBBING" : option;
        return SqlError.internal(spelt + " not supported for unmanaged clusters");
    }
}
