/**
 * What the server tells its clients when something is wrong or worth knowing: errors and notices as values.
 *
 * <p>Open {@link dev.verdigris.sandbox.error.SqlError} first.
 */
@NullMarked
package dev.verdigris.sandbox.error;

import org.jspecify.annotations.NullMarked;
