package dev.verdigris.core.step;

import dev.verdigris.core.name.Identifier;

/**
 * Gives a staged cluster the size of its live counterpart. A server of 26.35 or later makes new replicas beside the old
 * ones, and drops these when the new ones are hydrated. An earlier one replaces the replicas at once.
 * <b>Recognized</b> by the size of the cluster, or of one of its replicas.
 *
 * @param cluster the staged cluster
 * @param size the size of the live cluster
 */
public record RightSize(Identifier cluster, String size) implements Step.Statement {}
