/**
 * Checks every sent statement with Materialize's own parser.
 *
 * <p>Open {@link dev.verdigris.e2e.oracle.DialectOracle} first.
 */
package dev.verdigris.e2e.oracle;
