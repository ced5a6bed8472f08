package dev.verdigris.cli.command;

import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.engine.request.DropRequest;
import picocli.CommandLine.Command;

/** Drop a staged side that was never promoted. */
@Command(name = "abort", header = "Drop a staged side that was never promoted.")
final class AbortCommand extends DropCommand {

    AbortCommand(ProcessContext context) {
        super(Verb.ABORT, DropRequest.Side.STAGED, context);
    }
}
