package dev.verdigris.cli.option;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.verdigris.cli.output.OutputFormat;
import dev.verdigris.cli.output.OutputOptions;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.cli.output.Verbosity;

/** The output options in arguments that may not be parseable. Errors are shown in the form that they ask for. */
public final class Arguments {

    private Arguments() {}

    /** The output options for errors in these arguments. */
    public static OutputOptions output(String[] args, ProcessContext context) {
        List<String> words = Arrays.asList(args);
        OutputFormat format = format(words)
                .or(() -> context.variable(OutputMixin.FORMAT_VARIABLE).flatMap(OutputFormat::ofWord))
                .orElse(OutputFormat.TEXT);
        return OutputOptions.of(context, format, Verbosity.NORMAL, words.contains("--no-color"));
    }

    private static Optional<OutputFormat> format(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            Optional<String> value = Optional.empty();
            if (word.equals("--output") || word.equals("-o")) {
                value = i + 1 < words.size() ? Optional.of(words.get(i + 1)) : Optional.empty();
            } else if (word.startsWith("--output=") || word.startsWith("-o=")) {
                value = Optional.of(word.substring(word.indexOf('=') + 1));
            } else if (word.startsWith("-o")) {
                value = Optional.of(word.substring(2));
            }
            if (value.isPresent()) {
                return value.flatMap(OutputFormat::ofWord);
            }
        }
        return Optional.empty();
    }

    /** Whether the arguments ask for details. */
    public static boolean verbose(String[] args) {
        List<String> words = Arrays.asList(args);
        return words.contains("-X") || words.contains("--verbose");
    }

    /** Whether the arguments ask for help. */
    public static boolean wantHelp(String[] args) {
        List<String> words = Arrays.asList(args);
        return words.contains("-h") || words.contains("--help");
    }
}
