package dev.verdigris.core.catalog;

import java.util.Optional;

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
 */
public record Replica(
        ReplicaId id,
        Identifier name,
        Optional<String> size,
        Optional<String> availabilityZone,
        boolean internal,
        boolean pending) {}
