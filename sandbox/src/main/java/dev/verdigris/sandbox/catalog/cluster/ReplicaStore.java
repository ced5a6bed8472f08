package dev.verdigris.sandbox.catalog.cluster;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

import dev.verdigris.sandbox.catalog.context.DdlContext;
import dev.verdigris.sandbox.catalog.store.AuditLog;
import dev.verdigris.sandbox.catalog.store.CatalogEntry;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlError;
import org.jspecify.annotations.Nullable;

/** Adds and removes replicas. The workers notice by themselves. */
public final class ReplicaStore {

    private static final List<String> ZONES = List.of("use1-az1", "use1-az2", "use1-az3");

    private final DdlContext ddl;

    /** A store for one statement. */
    public ReplicaStore(DdlContext ddl) {
        this.ddl = ddl;
    }

    /**
     * A replica to be made.
     *
     * @param name its own name
     * @param size a known size
     * @param availabilityZone or null
     * @param internal whether it is for support only
     */
    record Wanted(String name, String size, @Nullable String availabilityZone, boolean internal) {}

    void create(CatalogEntry.Cluster cluster, Wanted wanted, String reason) {
        requireKnownSize(wanted.size());
        requireKnownZones(wanted.availabilityZone() == null ? List.of() : List.of(wanted.availabilityZone()));
        if (wanted.internal() && !ddl.context.superuser()) {
            throw SqlError.internal("INTERNAL not supported for non-system users");
        }
        ddl.requireLimit(
                "cluster replica",
                "max_replicas_per_cluster",
                5,
                ddl.count("replica", "cluster_id = $1 AND NOT pending", cluster.id()),
                1);
        requireCredits(cluster, wanted.size());
        if (ddl.count("replica", "cluster_id = $1 AND name = $2", cluster.id(), wanted.name()) > 0) {
            throw SqlError.internal("cannot create multiple replicas named '" + wanted.name() + "' on cluster '"
                    + cluster.name() + "'");
        }
        CatalogEntry.Replica replica = new CatalogEntry.Replica(
                ddl.nextId("replica_id"), wanted.name(), cluster.ownerId(), cluster, wanted.size());
        ddl.sql.execute(
                "INSERT INTO mz_store.replica (id, name, cluster_id, size, availability_zone, owner_id, internal)"
                        + " VALUES ($1, $2, $3, $4, $5, $6, $7::boolean)",
                replica.id(),
                replica.name(),
                cluster.id(),
                wanted.size(),
                wanted.availabilityZone(),
                replica.ownerId(),
                wanted.internal());
        ddl.audit.event(
                "create",
                replica,
                AuditLog.replica(replica)
                        .put("logical_size", wanted.size())
                        .put("billed_as", (String) null)
                        .put("internal", wanted.internal())
                        .put("reason", reason));
        ddl.changed();
    }

    /** Replicas of system clusters cost nothing. */
    private void requireCredits(CatalogEntry.Cluster cluster, String size) {
        if (cluster.id().startsWith("u")) {
            ddl.requireLimit(
                    "cluster replica",
                    "max_credit_consumption_rate",
                    new BigDecimal(1024),
                    credits("JOIN mz_store.replica r USING (size) WHERE r.cluster_id LIKE 'u%'"),
                    credits("WHERE size = $1", size));
        }
    }

    private BigDecimal credits(String of, Object... parameters) {
        String sum = ddl.sql
                .query("SELECT coalesce(sum(credits_per_hour), 0)::text FROM mz_store.cluster_size " + of, parameters)
                .get(0)
                .text(0);
        return new BigDecimal(sum).stripTrailingZeros();
    }

    /** The replicas r1 … rN of a managed cluster. */
    void createNumbered(CatalogEntry.Cluster cluster, String size, int from, int to) {
        for (int i = from; i <= to; i++) {
            create(cluster, new Wanted("r" + i, size, null, false), "manual");
        }
    }

    /** Removes a replica with its comment and its hydration, and writes the audit event. */
    public void drop(CatalogEntry.Replica replica) {
        ddl.sql.execute("DELETE FROM mz_store.comment WHERE id = $1 AND object_type = 'cluster-replica'", replica.id());
        // Objects that only this replica computed stay readable at their last frontier.
        ddl.sql.query(
                "SELECT mz_store.freeze(ARRAY(SELECT object_id FROM mz_store.hydration WHERE replica_id = $1), $1)",
                replica.id());
        ddl.sql.execute("DELETE FROM mz_store.hydration WHERE replica_id = $1", replica.id());
        ddl.sql.execute("DELETE FROM mz_store.replica WHERE id = $1", replica.id());
        ddl.audit.event("drop", replica, AuditLog.replica(replica).put("reason", "manual"));
        ddl.changed();
    }

    /**
     * Checks that availability zones exist.
     *
     * @throws SqlError 0A000 that names the first unknown one
     */
    static void requireKnownZones(List<String> zones) {
        zones.stream().filter(zone -> !ZONES.contains(zone)).findFirst().ifPresent(unknown -> {
            throw new SqlError(Diagnostic.error("0A000", "unknown cluster replica availability zone " + unknown)
                    .withHint("Valid availability zones are: " + String.join(", ", ZONES)));
        });
    }

    /**
     * Checks that a size exists.
     *
     * @throws SqlError with the list of all sizes if it is unknown
     */
    void requireKnownSize(String size) {
        List<String> sizes = ddl.sql.query("SELECT size FROM mz_store.cluster_size ORDER BY position").stream()
                .map(row -> row.text(0))
                .toList();
        if (!sizes.contains(size)) {
            throw new SqlError(Diagnostic.error("XX000", "unknown cluster replica size " + size)
                    .withHint(
                            sizes.stream().collect(Collectors.joining(", ", "Valid cluster replica sizes are: ", ""))));
        }
    }
}
