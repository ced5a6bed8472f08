/**
 * The report of a release: a page and a Markdown file with the story of all its runs.
 *
 * <p>Open {@link dev.verdigris.cli.report.HtmlReport} first.
 */
@NullMarked
package dev.verdigris.cli.report;

import org.jspecify.annotations.NullMarked;
