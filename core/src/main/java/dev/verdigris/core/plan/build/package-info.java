/**
 * What of a build the staged side has already, and what is missing: start with {@link
 * dev.verdigris.core.plan.build.Difference}.
 */
@NullMarked
package dev.verdigris.core.plan.build;

import org.jspecify.annotations.NullMarked;
