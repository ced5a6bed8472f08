package dev.verdigris.cli.command;

import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.option.AcceptMixin;
import dev.verdigris.cli.option.DropMixin;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.Verdigris;
import dev.verdigris.engine.request.DropRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A verb that drops one side, object by object. */
abstract class DropCommand extends VerbCommand.Recorded {

    private final DropRequest.Side side;

    @Mixin
    private final DropMixin drop = new DropMixin();

    @Mixin
    private final AcceptMixin accept = new AcceptMixin();

    private DropCommand(Verb verb, DropRequest.Side side, ProcessContext context) {
        super(verb, context);
        this.side = side;
    }

    @Override
    Report run(Verdigris engine, Settings settings) {
        return new DropRun(context(), options(), drop, takesOver(), fixes(settings))
                .run(dry -> engine.drop(drop.request(side, dry, settings)));
    }

    @Command(name = "abort", header = "Drop a staged side, also one that was rolled back.")
    static final class Abort extends DropCommand {

        @Option(
                names = "--take-over",
                order = 9,
                description = "Drop the staged side although another run works on it.")
        private boolean takeOver;

        Abort(ProcessContext context) {
            super(Verb.ABORT, DropRequest.Side.STAGED, context);
        }

        @Override
        boolean takesOver() {
            return takeOver;
        }
    }

    @Command(name = "cleanup", header = "Drop the previous side, object by object.")
    static final class Cleanup extends DropCommand {

        Cleanup(ProcessContext context) {
            super(Verb.CLEANUP, DropRequest.Side.PREVIOUS, context);
        }
    }
}
