/**
 * The dialect as values: a script goes in, a list of sealed {@link dev.verdigris.sandbox.statement.Statement}s comes
 * out. What PostgreSQL understands is only recognised and kept as text; what only Materialize has is parsed fully.
 *
 * <p>Nothing here knows what a name refers to or whether a statement is allowed; the catalog package does. Open {@link
 * dev.verdigris.sandbox.statement.Statements} first, then {@link dev.verdigris.sandbox.statement.Statement}.
 */
@NullMarked
package dev.verdigris.sandbox.statement;

import org.jspecify.annotations.NullMarked;
