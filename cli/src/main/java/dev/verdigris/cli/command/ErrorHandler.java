package dev.verdigris.cli.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.verdigris.cli.option.Arguments;
import dev.verdigris.cli.output.CommandText;
import dev.verdigris.cli.output.Presenter;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.cli.output.ReportView;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.text.Suggestions;
import dev.verdigris.engine.progress.CancelledException;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reports a mistake in a call, or an error of the program. */
final class ErrorHandler {

    private static final String RUN_AGAIN = "run the same command again; it continues where this run ended: ";

    private final ProcessContext context;
    private final String[] args;

    /** Creates a handler for the errors of one run of {@code args}. */
    ErrorHandler(ProcessContext context, String... args) {
        this.context = context;
        this.args = args.clone();
    }

    /** Reports arguments that cannot be understood. */
    int usage(ParameterException fault, String[] ignored) {
        CommandLine command = fault.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        Fix help = Fix.advice("see " + name + " --help");
        Fix fix = suggestion(fault).map(suggestion -> suggestion.then(help)).orElse(help);
        Problem problem = new Problem(ProblemCode.USAGE, what(fault), "", fix);
        return fail(ReportView.failed(name(command), List.of(problem)));
    }

    private static Optional<Fix> suggestion(ParameterException fault) {
        return unmatched(fault)
                .flatMap(word -> Suggestions.nearest(word, known(fault.getCommandLine(), word)))
                .map(near -> Fix.advice("did you mean " + near + "?"));
    }

    private static List<String> known(CommandLine command, String word) {
        return word.startsWith("-")
                ? command.getCommandSpec().options().stream()
                        .flatMap(option -> Arrays.stream(option.names()))
                        .toList()
                : List.copyOf(command.getSubcommands().keySet());
    }

    private String what(ParameterException fault) {
        boolean root = fault.getCommandLine().getParent() == null;
        return unmatched(fault)
                .map(word -> (word.startsWith("-")
                                ? "there is no option "
                                : root ? "there is no verb " : "there is no argument ")
                        + word)
                .or(() -> withoutValue(fault).map(option -> option + " needs a value"))
                .orElseGet(() -> reason(fault));
    }

    /** The option without its value, by the name that was given. */
    private Optional<String> withoutValue(ParameterException fault) {
        return fault instanceof MissingParameterException missing
                ? missing.getMissing().stream()
                        .filter(OptionSpec.class::isInstance)
                        .flatMap(option -> Arrays.stream(((OptionSpec) option).names()))
                        .filter(Arrays.asList(args)::contains)
                        .findFirst()
                : Optional.empty();
    }

    /** The message of Verdigris if it refused a value, otherwise the message of the parser. */
    private static String reason(ParameterException fault) {
        return lowerFirst(String.valueOf(
                fault.getCause() instanceof TypeConversionException refused
                        ? refused.getMessage()
                        : fault.getMessage()));
    }

    /** The first word that has no meaning. The words after it may be a value of it. */
    private static Optional<String> unmatched(ParameterException fault) {
        return fault instanceof UnmatchedArgumentException unmatched
                ? unmatched.getUnmatched().stream().findFirst()
                : Optional.empty();
    }

    private static String lowerFirst(String text) {
        return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }

    /** Reports an error of the program, or an interruption. */
    int internal(Exception fault, CommandLine command, ParseResult parsed) {
        if (fault instanceof CancelledException || context.signals().arrived().isPresent()) {
            return fail(interrupted(name(command), context, List.of(args)));
        }
        String message = fault.getMessage() == null ? "no message" : fault.getMessage();
        boolean verbose = Arguments.verbose(args);
        if (verbose) {
            // It goes to stderr in every format, so that stdout stays one document.
            fault.printStackTrace(new PrintWriter(context.err(), true, StandardCharsets.UTF_8));
        }
        Fix fix = Fix.advice(
                verbose ? "report it with the stack trace on stderr" : "run it again with -X for a stack trace");
        Problem problem = new Problem(ProblemCode.INTERNAL, fault.getClass().getSimpleName() + ": " + message, "", fix);
        return fail(ReportView.failed(name(command), List.of(problem)));
    }

    /** A command that was stopped at any moment, with the arguments of the whole command line. */
    static ReportView interrupted(String command, ProcessContext context, List<String> args) {
        return ReportView.interrupted(command, context, again(args));
    }

    /** The advice to run the same command again. */
    static String again(List<String> args) {
        return RUN_AGAIN + CommandText.again(args);
    }

    private int fail(ReportView failure) {
        return Presenter.failure(context, Arguments.output(args, context), failure);
    }

    private static String name(CommandLine command) {
        return command.getParent() == null ? "" : command.getCommandName();
    }
}
