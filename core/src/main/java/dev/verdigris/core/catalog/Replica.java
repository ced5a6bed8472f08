package dev.verdigris.core.catalog;

import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.catalog.id.CatalogId.ReplicaId;
import dev.verdigris.core.name.Identifier;

/**
 * A replica of a cluster.
 *
 * @param id its id
 * @param name its name within the cluster
 * @param size its size; empty for replicas that the server does not orchestrate
 * @param availabilityZone the zone that it is pinned to, if any
 * @param internal whether the server's support created it; such replicas are not copied
 * @param pending whether it belongs to a graceful reconfiguration in progress
 * @param unread {@link CatalogPart#REPLICA_KINDS} if it was not read; then the two components above throw
 *     {@link CatalogPart.Unread}
 */
public record Replica(
        ReplicaId id,
        Identifier name,
        Optional<String> size,
        Optional<String> availabilityZone,
        boolean internal,
        boolean pending,
        Set<CatalogPart> unread) {

    public Replica {
        unread = Set.copyOf(unread);
    }

    /** A replica of which everything is known. */
    public Replica(
            ReplicaId id,
            Identifier name,
            Optional<String> size,
            Optional<String> availabilityZone,
            boolean internal,
            boolean pending) {
        this(id, name, size, availabilityZone, internal, pending, Set.of());
    }

    @Override
    public boolean internal() {
        CatalogPart.REPLICA_KINDS.demand(unread);
        return internal;
    }

    @Override
    public boolean pending() {
        CatalogPart.REPLICA_KINDS.demand(unread);
        return pending;
    }
}
