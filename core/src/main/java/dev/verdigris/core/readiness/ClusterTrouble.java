package dev.verdigris.core.readiness;

import java.util.Optional;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.text.Count;

/**
 * What keeps all objects of a cluster from working. It is shown once, and not for each object.
 *
 * @param cluster the name of the cluster
 * @param size the size of its replicas, if it is managed
 * @param kind what is the matter
 * @param crashes how often a replica has crashed in the window of the policy
 * @param replicas how many replicas must work: if all must, the trouble of one is that of the cluster
 */
public record ClusterTrouble(
        Identifier cluster, Optional<String> size, Kind kind, int crashes, ReadinessPolicy.Replicas replicas) {

    /** What is the matter with a cluster. */
    public enum Kind {
        /** It is in trouble, but new replicas are about to replace those that it has. */
        RECONFIGURED,
        /** It has no replica, and nothing gives it one. */
        NO_REPLICA,
        /** None of its replicas has started yet. */
        NOT_UP,
        /** Its replicas crash, but not because of too little memory. Another node of the server may help. */
        CRASHES,
        /** Its replicas are killed again and again because they use too much memory. */
        OUT_OF_MEMORY,
        /** Its replicas report nothing about its objects, and will not. */
        NO_INTROSPECTION
    }

    /** Whether waiting cannot help. */
    public boolean needsAPerson() {
        return switch (kind) {
            case NO_REPLICA, OUT_OF_MEMORY, NO_INTROSPECTION -> true;
            case RECONFIGURED, NOT_UP, CRASHES -> false;
        };
    }

    /** The fact in one clause. */
    public String text() {
        return switch (kind) {
            case RECONFIGURED ->
                "cluster " + cluster + " is being reconfigured, and its new replicas are not ready yet";
            case NO_REPLICA -> "cluster " + cluster + " has no replicas";
            case NOT_UP ->
                switch (replicas) {
                    case ANY -> "no replica of cluster " + cluster + " is up yet";
                    case ALL -> "a replica of cluster " + cluster + " is not up yet";
                };
            case CRASHES -> some() + " crashes repeatedly (" + Count.of(crashes, "time") + ")";
            case OUT_OF_MEMORY ->
                some() + size.map(known -> ", of size " + known + ",").orElse("") + " runs out of memory repeatedly ("
                        + Count.of(crashes, "time") + ")";
            case NO_INTROSPECTION ->
                "cluster " + cluster + " does not report what is hydrated, because its introspection is off";
        };
    }

    private String some() {
        return switch (replicas) {
            case ANY -> "every replica of cluster " + cluster;
            case ALL -> "a replica of cluster " + cluster;
        };
    }
}
