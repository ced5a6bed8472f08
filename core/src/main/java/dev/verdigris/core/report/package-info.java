/**
 * What a verb has to say at its end, as one value that text and JSON output share.
 *
 * <p>No colours, no terminals, no exits: the command line does those. Open {@link dev.verdigris.core.report.Report} first.
 */
@NullMarked
package dev.verdigris.core.report;

import org.jspecify.annotations.NullMarked;
