package dev.verdigris.cli.option;

import java.util.Arrays;
import java.util.List;

import dev.verdigris.cli.output.OutputFormat;
import dev.verdigris.cli.output.OutputOptions;
import dev.verdigris.cli.output.ProcessContext;
import picocli.CommandLine;

/** The output options in arguments that may not be parseable. Errors are shown in the form that they ask for. */
public final class Arguments {

    private Arguments() {}

    /** The output options for errors in these arguments. Values that are not valid count as not given. */
    public static OutputOptions output(String[] args, ProcessContext context) {
        OutputMixin output = new OutputMixin();
        CommandLine parser = new CommandLine(output);
        parser.setUnmatchedArgumentsAllowed(true);
        parser.getCommandSpec().parser().collectErrors(true);
        parser.registerConverter(
                OutputFormat.class, text -> OutputFormat.ofWord(text).orElseThrow());
        parser.parseArgs(args);
        return output.resolve(context);
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
        List<String> words = Arrays.asList(args);
        return words.contains(shortName) || words.contains(longName);
    }
}
