/** The verb report. Open {@link dev.verdigris.engine.internal.report.ReportVerb} first. */
@NullMarked
package dev.verdigris.engine.internal.report;

import org.jspecify.annotations.NullMarked;
