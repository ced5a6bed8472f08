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

    /** The options that follow from the surroundings: colours and redrawing only on a terminal, and never if unwanted. */
    public static OutputOptions of(
            Surroundings surroundings, OutputFormat format, Verbosity verbosity, boolean noColour) {
        boolean dumb = surroundings.variable("TERM").filter("dumb"::equals).isPresent();
        boolean colours =
                !noColour && !dumb && surroundings.variable("NO_COLOR").isEmpty();
        boolean errTerminal = surroundings.isTerminal(Surroundings.Stream.ERR);
        boolean outTerminal = surroundings.isTerminal(Surroundings.Stream.OUT);
        return new OutputOptions(
                format,
                verbosity,
                colours && outTerminal ? Style.COLOURED : Style.PLAIN,
                colours && errTerminal ? Style.COLOURED : Style.PLAIN,
                errTerminal && !dumb && verbosity == Verbosity.NORMAL);
    }
}
