/**
 * Errors and notices for clients, as values.
 *
 * <p>Open {@link dev.verdigris.sandbox.error.SqlError} first.
 */
@NullMarked
package dev.verdigris.sandbox.error;

import org.jspecify.annotations.NullMarked;
