package dev.verdigris.sandbox.catalog.cluster;

import java.util.List;
import java.util.Optional;

import dev.verdigris.sandbox.catalog.access.Requirements;
import dev.verdigris.sandbox.catalog.context.DdlContext;
import dev.verdigris.sandbox.catalog.store.CatalogEntry;
import dev.verdigris.sandbox.catalog.store.ClusterConfig;
import dev.verdigris.sandbox.catalog.store.TextArrays;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.ast.ClusterStatement;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.Quoting;

/** Creates clusters and replicas. */
public final class ClusterDdl {

    private ClusterDdl() {}

    /** Carries out a statement about clusters or replicas. */
    public static void run(DdlContext ddl, ClusterStatement statement) {
        switch (statement) {
            case ClusterStatement.CreateCluster create -> create(ddl, create);
            case ClusterStatement.CreateClusterReplica replica -> createReplica(ddl, replica);
            case ClusterStatement.AlterClusterSet set -> ClusterChange.set(ddl, set);
            case ClusterStatement.AlterClusterReset reset -> ClusterChange.reset(ddl, reset);
        }
    }

    private static void create(DdlContext ddl, ClusterStatement.CreateCluster statement) {
        ClusterOptions options = new ClusterOptions(ddl, statement.options());
        boolean managed = options.managed().orElse(!options.has("REPLICAS"));
        if (managed) {
            createManaged(ddl, statement.name(), options);
        } else {
            createUnmanaged(ddl, statement.name(), options);
        }
    }

    private static void createManaged(DdlContext ddl, String name, ClusterOptions options) {
        if (options.has("REPLICAS")) {
            throw SqlError.internal("REPLICAS not supported for managed clusters");
        }
        String size =
                options.size().orElseThrow(() -> SqlError.internal("SIZE must be specified for managed clusters"));
        ClusterConfig config = options.over(ClusterConfig.standard());
        boolean scheduled = !config.schedule().equals("manual");
        if (scheduled && options.has("REPLICATION FACTOR")) {
            throw SqlError.internal("REPLICATION FACTOR cannot be given together with any SCHEDULE other than MANUAL");
        }
        int factor = scheduled ? 0 : options.replicationFactor().orElseGet(() -> defaultFactor(ddl));
        ddl.access.require(Requirements.onSystem("CREATECLUSTER"));
        requireFree(ddl, name);
        ReplicaStore replicas = new ReplicaStore(ddl);
        replicas.requireKnownSize(size);
        CatalogEntry.Cluster cluster = new CatalogEntry.Cluster(
                ddl.nextId("cluster_id"), name, ddl.context.roleId(), true, size, factor, config);
        insert(ddl, cluster);
        replicas.createNumbered(cluster, size, 1, factor);
    }

    private static int defaultFactor(DdlContext ddl) {
        return Integer.parseInt(ddl.names.parameter("default_cluster_replication_factor", "1"));
    }

    private static void createUnmanaged(DdlContext ddl, String name, ClusterOptions options) {
        if (!options.has("REPLICAS")) {
            throw SqlError.internal("REPLICAS must be specified for unmanaged clusters");
        }
        Optional<String> refused = options.firstOnlyForManaged();
        if (refused.isPresent()) {
            throw SqlError.internal(refused.get() + " not supported for unmanaged clusters");
        }
        ClusterConfig config = options.over(ClusterConfig.standard());
        if (!config.schedule().equals("manual")) {
            throw SqlError.internal("cluster schedules other than MANUAL are not supported for unmanaged clusters");
        }
        List<ReplicaStore.Wanted> wanted = options.replicas();
        ddl.access.require(Requirements.onSystem("CREATECLUSTER"));
        requireFree(ddl, name);
        CatalogEntry.Cluster cluster = new CatalogEntry.Cluster(
                ddl.nextId("cluster_id"), name, ddl.context.roleId(), false, null, null, config);
        insert(ddl, cluster);
        ReplicaStore replicas = new ReplicaStore(ddl);
        wanted.forEach(replica -> replicas.create(cluster, replica, "manual"));
    }

    private static void insert(DdlContext ddl, CatalogEntry.Cluster cluster) {
        ddl.requireLimit("cluster", "max_clusters", 25, ddl.count("cluster", "id LIKE 'u%'"), 1);
        ClusterConfig config = cluster.config();
        ddl.sql.execute(
                """
                INSERT INTO mz_store.cluster (id, name, owner_id, managed, size, replication_factor, availability_zones, disk,
                    introspection_debugging, introspection_interval, schedule, hydration_time_estimate, workload_class)
                VALUES ($1, $2, $3, $4::boolean, $5, $6::integer, $7::text[], $8::boolean, $9::boolean, $10::interval, $11,
                    $12::interval, $13)
                """,
                cluster.id(),
                cluster.name(),
                cluster.ownerId(),
                cluster.managed(),
                cluster.size(),
                cluster.replicationFactor(),
                cluster.managed() ? TextArrays.of(config.availabilityZones()) : null,
                cluster.managed() ? "true" : null,
                cluster.managed() ? config.introspectionDebugging() : null,
                cluster.managed() ? config.introspectionInterval() : null,
                cluster.managed() ? config.schedule() : null,
                cluster.managed() ? config.hydrationEstimate() : null,
                config.workloadClass());
        ddl.privileges.initialize(cluster, null, null);
        ddl.audit.created(cluster);
        ddl.changed();
    }

    private static void requireFree(DdlContext ddl, String name) {
        requireNotReserved(name);
        if (ddl.names.findCluster(name).isPresent()) {
            throw SqlError.internal("cluster '" + name + "' already exists");
        }
    }

    /** Refuses names that a new or renamed cluster cannot have. */
    public static void requireNotReserved(String name) {
        if (name.startsWith("mz_") || name.startsWith("pg_")) {
            throw new SqlError(Diagnostic.error("XX000", "cluster name " + Quoting.identifier(name) + " is reserved")
                    .withDetail("The prefixes \"mz_\" and \"pg_\" are reserved for system clusters."));
        }
    }

    private static void createReplica(DdlContext ddl, ClusterStatement.CreateClusterReplica statement) {
        CatalogEntry.Cluster cluster = ddl.names.cluster(statement.cluster());
        requireNotSystem(cluster);
        ReplicaStore.Wanted wanted = ClusterOptions.replica(statement.name(), statement.options());
        ddl.access.require(Requirements.createReplica(cluster));
        if (cluster.managed() && !wanted.internal()) {
            throw SqlError.internal("cannot modify managed cluster " + cluster.name());
        }
        if (wanted.name().startsWith("mz_") || wanted.name().startsWith("pg_")) {
            throw SqlError.internal("cluster replica name " + Quoting.identifier(wanted.name()) + " is reserved");
        }
        new ReplicaStore(ddl).create(cluster, wanted, "manual");
    }

    /** Refuses to change a cluster that came with the system. */
    public static void requireNotSystem(CatalogEntry.Cluster cluster) {
        if (cluster.isSystem()) {
            throw SqlError.internal("system cluster '" + cluster.name() + "' cannot be modified");
        }
    }

    /** A replica by the name CLUSTER.REPLICA. */
    public static Optional<CatalogEntry.Replica> findReplica(
            DdlContext ddl, CatalogEntry.Cluster cluster, String name) {
        return ddl.names.replicas(cluster).stream()
                .filter(replica -> replica.name().equals(name))
                .findFirst();
    }

    /** The error for a replica that a cluster does not have. */
    public static SqlError noSuchReplica(CatalogEntry.Cluster cluster, String name) {
        return SqlError.internal("CLUSTER " + cluster.name() + " has no " + ObjectKind.CLUSTER_REPLICA.sql() + " named "
                + Quoting.identifier(name));
    }
}
