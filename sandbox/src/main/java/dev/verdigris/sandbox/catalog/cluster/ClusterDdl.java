package dev.verdigris.sandbox.catalog.cluster;

import java.util.List;
import java.util.Optional;

import dev.verdigris.sandbox.catalog.access.Requirements;
import dev.verdigris.sandbox.catalog.context.DdlRun;
import dev.verdigris.sandbox.catalog.store.ClusterConfig;
import dev.verdigris.sandbox.catalog.store.Stored;
import dev.verdigris.sandbox.catalog.store.TextArrays;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlFailure;
import dev.verdigris.sandbox.statement.ast.ClusterStatement;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.Quoting;

/** Creates clusters and replicas. */
public final class ClusterDdl {

    private ClusterDdl() {}

    public static void run(DdlRun run, ClusterStatement statement) {
        switch (statement) {
            case ClusterStatement.CreateCluster create -> create(run, create);
            case ClusterStatement.CreateClusterReplica replica -> createReplica(run, replica);
            case ClusterStatement.AlterClusterSet set -> ClusterChange.set(run, set);
            case ClusterStatement.AlterClusterReset reset -> ClusterChange.reset(run, reset);
        }
    }

    private static void create(DdlRun run, ClusterStatement.CreateCluster statement) {
        ClusterOptions options = new ClusterOptions(run, statement.options());
        boolean managed = options.managed().orElse(!options.has("REPLICAS"));
        if (managed) {
            createManaged(run, statement.name(), options);
        } else {
            createUnmanaged(run, statement.name(), options);
        }
    }

    private static void createManaged(DdlRun run, String name, ClusterOptions options) {
        if (options.has("REPLICAS")) {
            throw SqlFailure.internal("REPLICAS not supported for managed clusters");
        }
        String size =
                options.size().orElseThrow(() -> SqlFailure.internal("SIZE must be specified for managed clusters"));
        ClusterConfig config = options.over(ClusterConfig.standard());
        boolean scheduled = !config.schedule().equals("manual");
        if (scheduled && options.has("REPLICATION FACTOR")) {
            throw SqlFailure.internal(
                    "REPLICATION FACTOR cannot be given together with any SCHEDULE other than MANUAL");
        }
        int factor = scheduled ? 0 : options.replicationFactor().orElseGet(() -> defaultFactor(run));
        run.access.check(Requirements.onSystem("CREATECLUSTER"));
        demandFree(run, name);
        ReplicaStore replicas = new ReplicaStore(run);
        replicas.demandKnownSize(size);
        Stored.Cluster cluster =
                new Stored.Cluster(run.nextId("cluster_id"), name, run.context.roleId(), true, size, factor, config);
        insert(run, cluster);
        replicas.createNumbered(cluster, size, 1, factor);
    }

    private static int defaultFactor(DdlRun run) {
        return Integer.parseInt(run.names.parameter("default_cluster_replication_factor", "1"));
    }

    private static void createUnmanaged(DdlRun run, String name, ClusterOptions options) {
        if (!options.has("REPLICAS")) {
            throw SqlFailure.internal("REPLICAS must be specified for unmanaged clusters");
        }
        Optional<String> refused = options.firstOnlyForManaged();
        if (refused.isPresent()) {
            throw SqlFailure.internal(refused.get() + " not supported for unmanaged clusters");
        }
        ClusterConfig config = options.over(ClusterConfig.standard());
        if (!config.schedule().equals("manual")) {
            throw SqlFailure.internal("cluster schedules other than MANUAL are not supported for unmanaged clusters");
        }
        List<ReplicaStore.Wanted> wanted = options.replicas();
        run.access.check(Requirements.onSystem("CREATECLUSTER"));
        demandFree(run, name);
        Stored.Cluster cluster =
                new Stored.Cluster(run.nextId("cluster_id"), name, run.context.roleId(), false, null, null, config);
        insert(run, cluster);
        ReplicaStore replicas = new ReplicaStore(run);
        wanted.forEach(replica -> replicas.create(cluster, replica, "manual"));
    }

    private static void insert(DdlRun run, Stored.Cluster cluster) {
        run.demandLimit("cluster", "max_clusters", 25, run.count("cluster", "id LIKE 'u%'"), 1);
        ClusterConfig config = cluster.config();
        run.sql.execute(
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
        run.privileges.initialise(cluster, null, null);
        run.audit.created(cluster);
        run.changed();
    }

    /** Refuses names that a cluster cannot get, be it new or renamed. */
    public static void demandFree(DdlRun run, String name) {
        if (name.startsWith("mz_") || name.startsWith("pg_")) {
            throw new SqlFailure(Diagnostic.error("XX000", "cluster name " + Quoting.identifier(name) + " is reserved")
                    .withDetail("The prefixes \"mz_\" and \"pg_\" are reserved for system clusters."));
        }
        if (run.names.findCluster(name).isPresent()) {
            throw SqlFailure.internal("cluster '" + name + "' already exists");
        }
    }

    private static void createReplica(DdlRun run, ClusterStatement.CreateClusterReplica statement) {
        Stored.Cluster cluster = run.names.cluster(statement.cluster());
        demandNotSystem(cluster);
        ReplicaStore.Wanted wanted = ClusterOptions.replica(statement.name(), statement.options());
        run.access.check(Requirements.createReplica(cluster));
        if (cluster.managed() && !wanted.internal()) {
            throw SqlFailure.internal("cannot modify managed cluster " + cluster.name());
        }
        if (wanted.name().startsWith("mz_") || wanted.name().startsWith("pg_")) {
            throw SqlFailure.internal("cluster replica name " + Quoting.identifier(wanted.name()) + " is reserved");
        }
        new ReplicaStore(run).create(cluster, wanted, "manual");
    }

    public static void demandNotSystem(Stored.Cluster cluster) {
        if (cluster.isSystem()) {
            throw SqlFailure.internal("system cluster '" + cluster.name() + "' cannot be modified");
        }
    }

    /** A replica by the name CLUSTER.REPLICA. */
    public static Optional<Stored.Replica> findReplica(DdlRun run, Stored.Cluster cluster, String name) {
        return run.names.replicas(cluster).stream()
                .filter(replica -> replica.name().equals(name))
                .findFirst();
    }

    public static SqlFailure noSuchReplica(Stored.Cluster cluster, String name) {
        return SqlFailure.internal("CLUSTER " + cluster.name() + " has no " + ObjectKind.CLUSTER_REPLICA.sql()
                + " named " + Quoting.identifier(name));
    }
}
