/**
 * The sections of a run in the report of a release, in the order of the questions of its reader.
 *
 * <p>Open {@link dev.verdigris.cli.report.section.RunSections} first.
 */
@NullMarked
package dev.verdigris.cli.report.section;

import org.jspecify.annotations.NullMarked;
