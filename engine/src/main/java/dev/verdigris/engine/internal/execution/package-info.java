/**
 * Runs plans: step by step, in parallel for independent steps, and again from the catalog after a refusal or a lost
 * connection.
 *
 * <p>No plan and no DDL is written here. Open {@link dev.verdigris.engine.internal.execution.PlanLoop} first, then
 * {@link dev.verdigris.engine.internal.execution.PlanRunner}.
 */
@NullMarked
package dev.verdigris.engine.internal.execution;

import org.jspecify.annotations.NullMarked;
