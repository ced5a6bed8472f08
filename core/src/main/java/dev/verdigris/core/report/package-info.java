/**
 * The result of a verb, as one value.
 *
 * <p>The command line renders it as text or JSON. Open {@link dev.verdigris.core.report.Report} first.
 */
@NullMarked
package dev.verdigris.core.report;

import org.jspecify.annotations.NullMarked;
