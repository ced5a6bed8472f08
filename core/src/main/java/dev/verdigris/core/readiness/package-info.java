/**
 * Whether a staged side may go live, judged object by object from what the server reports of it.
 *
 * <p>Nothing here watches or waits; the engine observes and calls {@link dev.verdigris.core.readiness.Readiness}, which is
 * the type to open first.
 */
@NullMarked
package dev.verdigris.core.readiness;

import org.jspecify.annotations.NullMarked;
