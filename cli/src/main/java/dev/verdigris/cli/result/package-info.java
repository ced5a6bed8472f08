/**
 * The results of checks as files that other programs read: JUnit XML and SARIF.
 *
 * <p>Open {@link dev.verdigris.cli.result.ResultFiles} first.
 */
@NullMarked
package dev.verdigris.cli.result;

import org.jspecify.annotations.NullMarked;
