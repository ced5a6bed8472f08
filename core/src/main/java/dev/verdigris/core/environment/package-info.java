/**
 * Environments: the schemas and clusters that are released together, and the names of their counterparts.
 *
 * <p>There are no states and no plans here. Open {@link dev.verdigris.core.environment.Environment} first, then {@link
 * dev.verdigris.core.deployment.ResolvedPairs}.
 */
@NullMarked
package dev.verdigris.core.environment;

import org.jspecify.annotations.NullMarked;
