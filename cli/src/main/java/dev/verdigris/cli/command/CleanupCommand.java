package dev.verdigris.cli.command;

import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.engine.request.DropRequest;
import picocli.CommandLine.Command;

/** Drop the previous side, object by object. */
@Command(name = "cleanup", header = "Drop the previous side, object by object.")
final class CleanupCommand extends DropCommand {

    CleanupCommand(ProcessContext context) {
        super(Verb.CLEANUP, DropRequest.Side.PREVIOUS, context);
    }
}
