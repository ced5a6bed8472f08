package dev.verdigris.cli.option;

import java.util.Optional;

import dev.verdigris.cli.output.OutputFormat;
import dev.verdigris.cli.output.OutputOptions;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.cli.output.Verbosity;
import picocli.CommandLine.Option;

/** Options of every command: the form of its output. */
public final class OutputMixin {

    /** The variable for the format if the option is missing. */
    static final String FORMAT_VARIABLE = "VERDIGRIS_OUTPUT";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            order = 90,
            description = "Format of stdout: ${COMPLETION-CANDIDATES}. Default: text. docs/json.md describes"
                    + " the others.")
    private Optional<OutputFormat> format = Optional.empty();

    @Option(
            names = {"-q", "--quiet"},
            order = 91,
            description = "Show no progress on stderr.")
    private boolean quiet;

    @Option(
            names = {"-X", "--verbose"},
            order = 92,
            description = "Also show the origin of settings, notices of the server, and stack traces.")
    private boolean verbose;

    @Option(names = "--no-color", order = 93, description = "Show no colors. The variable NO_COLOR does the same.")
    private boolean noColor;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = 99,
            description = "Show this help.")
    private boolean help;

    /** Whether an option names the format. */
    boolean namesFormat() {
        return format.isPresent();
    }

    /** The output options of a command in {@code context}. An option has precedence over a variable. */
    public OutputOptions resolve(ProcessContext context) {
        OutputFormat chosen = format.or(() -> context.variable(FORMAT_VARIABLE).flatMap(OutputFormat::ofWord))
                .orElse(OutputFormat.TEXT);
        Verbosity verbosity = verbose ? Verbosity.VERBOSE : quiet ? Verbosity.QUIET : Verbosity.NORMAL;
        return OutputOptions.of(context, chosen, verbosity, noColor);
    }
}
