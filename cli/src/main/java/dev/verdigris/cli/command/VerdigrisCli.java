package dev.verdigris.cli.command;

import dev.verdigris.cli.output.ProcessContext;
import picocli.CommandLine;

/** The whole command line, from arguments to an exit code. It does not touch the process. */
public final class VerdigrisCli {

    private final ProcessContext context;

    /** Creates a command line in the given context. */
    public VerdigrisCli(ProcessContext context) {
        this.context = context;
    }

    /** Runs one command. Returns the exit code for the process. */
    public int run(String... args) {
        CommandLine commandLine = CommandLineFactory.create(context, args);
        int exit = commandLine.execute(args);
        commandLine.getOut().flush();
        commandLine.getErr().flush();
        return exit;
    }
}
