/**
 * Names as values: identifiers, qualified names, and the quoting that makes them safe in SQL text.
 *
 * <p>Nothing here knows the object of a name. Open {@link dev.verdigris.core.name.Identifier} first.
 */
@NullMarked
package dev.verdigris.core.name;

import org.jspecify.annotations.NullMarked;
