/**
 * Names as values: identifiers, qualified names and the quoting that makes any of them safe inside SQL text.
 *
 * <p>Nothing here knows what a name refers to. Open {@link dev.verdigris.core.name.Identifier} first.
 */
@NullMarked
package dev.verdigris.core.name;

import org.jspecify.annotations.NullMarked;
