/**
 * Materialize's own parser as the judge of every statement that is sent.
 *
 * <p>Open {@link dev.verdigris.e2e.oracle.DialectOracle} first.
 */
package dev.verdigris.e2e.oracle;
