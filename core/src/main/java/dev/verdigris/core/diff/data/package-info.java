/**
 * The rows of a live relation compared with those of its staged counterpart: the queries, which the server answers with
 * counts and a few samples, and what their answers say.
 *
 * <p>Open {@link dev.verdigris.core.diff.data.Comparison} first, then {@link dev.verdigris.core.diff.data.ComparisonSql}.
 */
@NullMarked
package dev.verdigris.core.diff.data;

import org.jspecify.annotations.NullMarked;
