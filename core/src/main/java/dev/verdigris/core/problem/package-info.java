/**
 * Problems as values: codes with their texts, single problems with their fixes, and the outcome of several problems.
 *
 * <p>Nothing here knows catalogs or deployments. Open {@link dev.verdigris.core.problem.Problem} first.
 */
@NullMarked
package dev.verdigris.core.problem;

import org.jspecify.annotations.NullMarked;
