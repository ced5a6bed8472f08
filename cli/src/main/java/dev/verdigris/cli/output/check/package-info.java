/**
 * The results of checks in the forms that people and other programs read: rows of a report, JUnit XML, and SARIF.
 *
 * <p>Open {@link dev.verdigris.cli.output.check.CheckLines} first.
 */
@NullMarked
package dev.verdigris.cli.output.check;

import org.jspecify.annotations.NullMarked;
