package dev.verdigris.cli.option;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.verdigris.cli.output.OutputFormat;
import dev.verdigris.cli.output.OutputOptions;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import picocli.CommandLine;

/** The output options in arguments that may not be parseable. Errors are shown in the form that they ask for. */
public final class Arguments {

    private Arguments() {}

    /** The output options for errors in these arguments. Values that are not valid count as not given. */
    public static OutputOptions output(String[] args, ProcessContext context) {
        return parsed(args).resolve(context);
    }

    /** The problem of a variable that names no format, unless an option names one. Help is always text. */
    public static Optional<Problem> unknownFormat(String[] args, ProcessContext context) {
        return context.variable(OutputMixin.FORMAT_VARIABLE)
                .filter(word -> !wantHelp(args))
                .filter(word ->
                        OutputFormat.ofWord(word).isEmpty() && !parsed(args).namesFormat())
                .map(word -> new Problem(
                        ProblemCode.BAD_CONFIG,
                        "there is no format " + word,
                        "variable " + OutputMixin.FORMAT_VARIABLE,
                        Fix.advice("write " + OutputFormat.known())));
    }

    private static OutputMixin parsed(String... args) {
        OutputMixin output = new OutputMixin();
        CommandLine parser = new CommandLine(output);
        parser.setUnmatchedArgumentsAllowed(true);
        parser.getCommandSpec().parser().collectErrors(true);
        parser.registerConverter(
                OutputFormat.class, text -> OutputFormat.ofWord(text).orElseThrow());
        parser.parseArgs(ofVerdigris(args).toArray(String[]::new));
        return output;
    }

    /** Whether the arguments ask for details. */
    public static boolean verbose(String... args) {
        return contains(args, "-X", "--verbose");
    }

    /** Whether the arguments ask for help. */
    public static boolean wantHelp(String... args) {
        return contains(args, "-h", "--help");
    }

    private static boolean contains(String[] args, String shortName, String longName) {
        List<String> words = ofVerdigris(args);
        return words.contains(shortName) || words.contains(longName);
    }

    /** The arguments before {@code --}. Those after it are of a builder. */
    private static List<String> ofVerdigris(String... args) {
        return Arrays.stream(args).takeWhile(word -> !word.equals("--")).toList();
    }
}
