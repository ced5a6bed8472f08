package dev.verdigris.core.environment;

import dev.verdigris.core.catalog.Target;

/**
 * A pair of schemas or of clusters, by name.
 *
 * @param live the half with the production name
 * @param suffixed its counterpart: the same name with the environment's suffix, in the same database
 */
public record Pair(Target live, Target suffixed) {}
