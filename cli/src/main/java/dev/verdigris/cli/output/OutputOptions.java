package dev.verdigris.cli.output;

/**
 * How this run shows things.
 *
 * @param format what stdout gets
 * @param verbosity what stderr gets
 * @param outStyle colours on stdout
 * @param errStyle colours on stderr
 * @param live whether stderr may be redrawn in place
 */
public record OutputOptions(OutputFormat format, Verbosity verbosity, Style outStyle, Style errStyle, boolean live) {

    /** The options that follow from the context: colours and redrawing only on a terminal, and never if unwanted. */
    public static OutputOptions of(ProcessContext context, OutputFormat format, Verbosity verbosity, boolean noColour) {
        boolean dumb = context.variable("TERM").filter("dumb"::equals).isPresent();
        boolean colours = !noColour && !dumb && context.variable("NO_COLOR").isEmpty();
        boolean errTerminal = context.isTerminal(ProcessContext.Stream.ERR);
        boolean outTerminal = context.isTerminal(ProcessContext.Stream.OUT);
        return new OutputOptions(
                format,
                verbosity,
                colours && outTerminal ? Style.COLOURED : Style.PLAIN,
                colours && errTerminal ? Style.COLOURED : Style.PLAIN,
                errTerminal && !dumb && verbosity == Verbosity.NORMAL);
    }
}
