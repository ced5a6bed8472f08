package dev.verdigris.cli.command;

import java.util.List;
import java.util.Optional;

import dev.verdigris.cli.option.Arguments;
import dev.verdigris.cli.output.OutputOptions;
import dev.verdigris.cli.output.Presenter;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.cli.output.ReportView;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import picocli.CommandLine;

/** The whole command line, from arguments to an exit code. It does not touch the process. */
public final class VerdigrisCli {

    private final ProcessContext context;

    /** Creates a command line in the given context. */
    public VerdigrisCli(ProcessContext context) {
        this.context = context;
    }

    /**
     * Runs one command. Returns the exit code for the process. A result that cannot be written changes the code of
     * success, because the caller would otherwise take an empty file for the result.
     */
    public int run(String... args) {
        Optional<Problem> format = Arguments.unknownFormat(args, context);
        int exit = format.isPresent()
                ? Presenter.failure(context, options(args), ReportView.failed("", List.of(format.get())))
                : execute(args);
        if (context.out().checkError()) {
            Presenter.problems(context, options(args), List.of(unwritten(exit)));
            return exit == Outcome.DONE.exitCode()
                    ? ProblemCode.OUTPUT_LOST.outcome().exitCode()
                    : exit;
        }
        return exit;
    }

    /** The command line with every command, for texts that are made of it. Its help texts have no colors. */
    public CommandLine commands() {
        return CommandLineFactory.create(context, "--no-color", "--help");
    }

    private OutputOptions options(String... args) {
        return Arguments.output(args, context);
    }

    private static Problem unwritten(int exit) {
        return new Problem(
                ProblemCode.OUTPUT_LOST,
                "the result could not be written; the verb itself ended with exit code " + exit,
                "stdout",
                Fix.advice("look at the file system of stdout, then run verdigris status"));
    }

    private int execute(String... args) {
        CommandLine commandLine = CommandLineFactory.create(context, args);
        int exit = commandLine.execute(args);
        commandLine.getOut().flush();
        commandLine.getErr().flush();
        return exit;
    }
}
