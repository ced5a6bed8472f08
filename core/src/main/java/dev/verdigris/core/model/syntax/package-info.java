/**
 * A light reading of the statements that may stand in a model file: which names they hold, and where.
 *
 * <p>This is no parser of the whole dialect. Expressions are only skimmed for subqueries and dotted names; what must be
 * known exactly (FROM clauses, common table expressions, the heads of statements) is read strictly, and whatever
 * cannot be followed there is refused rather than guessed. What the names lead to is not decided here.
 *
 * <p>Open {@link dev.verdigris.core.model.syntax.StatementReader} first, then
 * {@link dev.verdigris.core.model.syntax.QueryReader}.
 */
@NullMarked
package dev.verdigris.core.model.syntax;

import org.jspecify.annotations.NullMarked;
