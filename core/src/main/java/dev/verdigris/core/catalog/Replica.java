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
 * @param availabilityZone the zone that it is pinned to, if any
 * @param internal whether the server's support created it; such replicas are not copied
 * @param pending whether it belongs to a graceful reconfiguration in progress
 */
public record Replica(
        ReplicaId id,
        Identifier name,
        Optional<String> size,
        Optional<String> availabilityZone,
        boolean internal,
        boolean pending) {}
