/**
 * Finds the names in the statements of a model file, with their positions.
 *
 * <p>This is not a parser of the whole dialect. Expressions are only scanned for subqueries and dotted names. FROM
 * clauses, common table expressions and the heads of statements are read strictly, and unreadable text there is
 * refused. Nothing here resolves names.
 *
 * <p>Open {@link dev.verdigris.core.model.syntax.StatementReader} first, then {@link
 * dev.verdigris.core.model.syntax.QueryReader}.
 */
@NullMarked
package dev.verdigris.core.model.syntax;

import org.jspecify.annotations.NullMarked;
