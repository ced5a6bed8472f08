/**
 * HTML as values. Text and attributes are escaped when a tree is written, so no text can become markup.
 *
 * <p>Open {@link dev.verdigris.cli.report.html.HtmlBlocks} first.
 */
@NullMarked
package dev.verdigris.cli.report.html;

import org.jspecify.annotations.NullMarked;
