package dev.verdigris.core.catalog;

import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.catalog.id.ReplicaId;
import dev.verdigris.core.name.Identifier;

/**
 * A replica of a cluster.
 *
 * @param id its id
 * @param name its name within the cluster
 * @param size its size; empty for replicas that the server does not orchestrate
 * @param availabilityZone the zone it was pinned to, if it was
 * @param internal whether support made it (such replicas are not copied)
 * @param pending whether it belongs to a graceful reconfiguration that is under way
 * @param unread {@link CatalogPart#REPLICA_KINDS} if it was not read; asking for the two above then throws
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
