/**
 * Carries plans out: step by step, side by side where steps are independent, and again from the catalog when the server
 * refuses or the connection is lost.
 *
 * <p>No plan is made here and no DDL is written here. Open {@link dev.verdigris.engine.internal.execution.PlanLoop} first, then
 * {@link dev.verdigris.engine.internal.execution.PlanRunner}.
 */
@NullMarked
package dev.verdigris.engine.internal.execution;

import org.jspecify.annotations.NullMarked;
