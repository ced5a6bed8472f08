/**
 * Writers for the rows of a result, and the formats that clients ask for.
 *
 * <p>Open {@link dev.verdigris.sandbox.session.result.ResultWriter} first.
 */
@NullMarked
package dev.verdigris.sandbox.session.result;

import org.jspecify.annotations.NullMarked;
