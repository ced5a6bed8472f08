/**
 * The library that users embed: blue/green releases of a Materialize environment, verb by verb.
 *
 * <p>Here is only the façade. What may be asked is in {@code request}, what is told meanwhile in {@code progress}, where
 * the server is in {@code connection}; the answers are core's {@link dev.verdigris.core.report.Report}. Everything in
 * {@code internal} may change at any time. No decision is taken in this module: planners, guardrails and verdicts are
 * pure functions of core. Open {@link dev.verdigris.engine.Verdigris} first.
 */
@NullMarked
package dev.verdigris.engine;

import org.jspecify.annotations.NullMarked;
