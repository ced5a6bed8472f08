/**
 * A document as values, before it is HTML or Markdown: so both formats contain the same facts.
 *
 * <p>Open {@link dev.verdigris.cli.report.document.Block} first.
 */
@NullMarked
package dev.verdigris.cli.report.document;

import org.jspecify.annotations.NullMarked;
