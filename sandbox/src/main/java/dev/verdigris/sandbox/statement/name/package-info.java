/**
 * Names and kinds of objects, and the rules for quoting them.
 *
 * <p>Open {@link dev.verdigris.sandbox.statement.name.ObjectPath} first.
 */
@NullMarked
package dev.verdigris.sandbox.statement.name;

import org.jspecify.annotations.NullMarked;
