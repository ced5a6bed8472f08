package dev.verdigris.cli.output;

import dev.verdigris.cli.screen.Style;

/**
 * The output of one run.
 *
 * @param format the format of stdout
 * @param verbosity the amount of text on stderr
 * @param outStyle colors on stdout
 * @param errStyle colors on stderr
 * @param live whether stderr may be redrawn in place
 * @param liveOut whether stdout may be
 */
public record OutputOptions(
        OutputFormat format, Verbosity verbosity, Style outStyle, Style errStyle, boolean live, boolean liveOut) {

    /** The options for a context: colors and redrawing only on a terminal, and only if they are not switched off. */
    public static OutputOptions of(ProcessContext context, OutputFormat format, Verbosity verbosity, boolean noColor) {
        boolean dumb = context.variable("TERM").filter("dumb"::equals).isPresent();
        boolean colors = !noColor && !dumb && context.variable("NO_COLOR").isEmpty();
        boolean errTerminal = context.isTerminal(ProcessContext.Stream.ERR);
        boolean outTerminal = context.isTerminal(ProcessContext.Stream.OUT);
        return new OutputOptions(
                format,
                verbosity,
                colors && outTerminal ? Style.COLORED : Style.PLAIN,
                colors && errTerminal ? Style.COLORED : Style.PLAIN,
                errTerminal && !dumb && verbosity == Verbosity.NORMAL,
                outTerminal && !dumb && format == OutputFormat.TEXT);
    }
}
