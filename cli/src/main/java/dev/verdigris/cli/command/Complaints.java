package dev.verdigris.cli.command;

import java.util.List;

import dev.verdigris.cli.output.Failure;
import dev.verdigris.cli.output.OutputOptions;
import dev.verdigris.cli.output.Presenter;
import dev.verdigris.cli.output.Surroundings;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.engine.progress.Pause;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what was wrong with a call, or with the program. */
final class Complaints {

    private final Surroundings surroundings;
    private final OutputOptions options;
    private final boolean verbose;

    Complaints(Surroundings surroundings, OutputOptions options, boolean verbose) {
        this.surroundings = surroundings;
        this.options = options;
        this.verbose = verbose;
    }

    /** The arguments cannot be understood. */
    int usage(ParameterException fault, String[] args) {
        CommandLine command = fault.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        String cure = suggestion(fault) + name + " --help";
        Problem problem = new Problem(ProblemCode.USAGE, what(fault), "", cure);
        return fail(command, List.of(problem));
    }

    private static String suggestion(ParameterException fault) {
        if (fault instanceof UnmatchedArgumentException unmatched) {
            List<String> near = unmatched.getSuggestions();
            if (!near.isEmpty()) {
                return "-- did you mean " + String.join(" or ", near.subList(0, Math.min(3, near.size()))) + "?\n";
            }
        }
        return "";
    }

    private static String what(ParameterException fault) {
        if (fault instanceof UnmatchedArgumentException unmatched
                && fault.getCommandLine().getParent() == null
                && !unmatched.getUnmatched().isEmpty()
                && !unmatched.getUnmatched().getFirst().startsWith("-")) {
            return "there is no verb " + unmatched.getUnmatched().getFirst();
        }
        return lowerFirst(String.valueOf(fault.getMessage()));
    }

    private static String lowerFirst(String text) {
        return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }

    /** The program has a bug, or was interrupted. */
    int internal(Exception fault, CommandLine command, ParseResult parsed) {
        if (fault instanceof Pause.Interruption || surroundings.interrupted().getAsBoolean()) {
            return Interrupted.say(surroundings, "run the same verb again, it goes on where this run ended");
        }
        String message = fault.getMessage() == null ? "no message" : fault.getMessage();
        if (verbose) {
            fault.printStackTrace(surroundings.err());
        }
        String cure =
                verbose ? "-- report it with the stack trace on stderr" : "-- run it again with -X for a stack trace";
        Problem problem =
                new Problem(ProblemCode.INTERNAL, fault.getClass().getSimpleName() + ": " + message, "", cure);
        return fail(command, List.of(problem));
    }

    private int fail(CommandLine command, List<Problem> problems) {
        boolean root = command.getParent() == null;
        Failure failure = Failure.of(root ? "" : command.getCommandName(), problems);
        Presenter.failure(surroundings, options, failure);
        return failure.outcome().exitCode();
    }
}
