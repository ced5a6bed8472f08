/**
 * The walk over all problem codes: each is brought about on a sandbox, and each of its fixes is followed. Open
 * {@link dev.verdigris.cli.advice.WalkTest} first.
 */
@NullMarked
package dev.verdigris.cli.advice;

import org.jspecify.annotations.NullMarked;
