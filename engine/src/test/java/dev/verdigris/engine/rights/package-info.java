/**
 * A role that holds each right once, and what each verb says if one of them is taken from it.
 *
 * <p>Open {@link dev.verdigris.engine.rights.SingleRightTest} first.
 */
@NullMarked
package dev.verdigris.engine.rights;

import org.jspecify.annotations.NullMarked;
