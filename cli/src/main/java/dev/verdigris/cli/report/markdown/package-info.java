/**
 * Markdown of GitHub. Text is escaped when a document is written, so no text can become markup, a mention or a link.
 *
 * <p>Open {@link dev.verdigris.cli.report.markdown.MarkdownBlocks} first.
 */
@NullMarked
package dev.verdigris.cli.report.markdown;

import org.jspecify.annotations.NullMarked;
