/**
 * The library that users embed: blue/green releases of a Materialize environment, verb by verb.
 *
 * <p>This package contains the façade. The package {@code request} contains the requests, {@code progress} the events,
 * and {@code connection} the settings of the connection. The results are core's {@link
 * dev.verdigris.core.report.Report}. Everything in {@code internal} may change at any time. No decision is taken in
 * this module: planners, guardrails and verdicts are pure functions of core. Open {@link
 * dev.verdigris.engine.Verdigris} first.
 */
@NullMarked
package dev.verdigris.engine;

import org.jspecify.annotations.NullMarked;
