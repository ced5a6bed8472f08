/**
 * Environments: which schemas and clusters are released together, how their counterparts are called, and where both stand in a
 * catalog.
 *
 * <p>No states and no plans here. Open {@link dev.verdigris.core.environment.Environment} first, then
 * {@link dev.verdigris.core.deployment.ResolvedPairs}.
 */
@NullMarked
package dev.verdigris.core.environment;

import org.jspecify.annotations.NullMarked;
