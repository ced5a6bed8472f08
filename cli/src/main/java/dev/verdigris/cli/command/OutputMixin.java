package dev.verdigris.cli.command;

import java.util.Optional;

import dev.verdigris.cli.output.OutputFormat;
import dev.verdigris.cli.output.OutputOptions;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.cli.output.Verbosity;
import picocli.CommandLine.Option;

/** Options of every command: how it shows things. */
final class OutputMixin {

    /** The variable that chooses the format when no option does. */
    static final String FORMAT_VARIABLE = "VERDIGRIS_OUTPUT";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            order = 90,
            description = "What stdout gets: ${COMPLETION-CANDIDATES}. Default: text.")
    private Optional<OutputFormat> format = Optional.empty();

    @Option(
            names = {"-q", "--quiet"},
            order = 91,
            description = "No progress on stderr.")
    private boolean quiet;

    @Option(
            names = {"-X", "--verbose"},
            order = 92,
            description = "Also show where settings come from, what the server remarks, and stack traces.")
    private boolean verbose;

    @Option(names = "--no-color", order = 93, description = "No colours. The variable NO_COLOR does the same.")
    private boolean noColour;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = 99,
            description = "Show this help.")
    private boolean help;

    boolean isVerbose() {
        return verbose;
    }

    OutputOptions resolve(ProcessContext context) {
        OutputFormat chosen = format.or(() -> context.variable(FORMAT_VARIABLE).flatMap(OutputFormat::ofWord))
                .orElse(OutputFormat.TEXT);
        Verbosity verbosity = verbose ? Verbosity.VERBOSE : quiet ? Verbosity.QUIET : Verbosity.NORMAL;
        return OutputOptions.of(context, chosen, verbosity, noColour);
    }
}
