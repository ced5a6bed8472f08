/**
 * What can stand in the way, as values: codes with their texts, single problems, and the exit that follows from many.
 *
 * <p>Nothing here knows of catalogs or deployments. Open {@link dev.verdigris.core.problem.Problem} first.
 */
@NullMarked
package dev.verdigris.core.problem;

import org.jspecify.annotations.NullMarked;
