/**
 * What a statement would cost a real server, in units of its cheapest query, and the delay that makes clients feel it.
 *
 * <p>The costs are those that a Materialize 26.24 had. Open {@link dev.verdigris.sandbox.cost.StatementCost} first.
 */
@NullMarked
package dev.verdigris.sandbox.cost;

import org.jspecify.annotations.NullMarked;
