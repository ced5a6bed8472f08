package dev.verdigris.cli.command;

import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.option.DataMixin;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.core.diff.FailOn;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.Verdigris;
import dev.verdigris.engine.request.DiffRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "diff", header = "Show what the staged version changes for the readers of the live one.")
final class DiffCommand extends VerbCommand.Recorded {

    @Option(
            names = "--fail-on",
            paramLabel = "CHANGES",
            order = 1,
            description = "What ends the run with a problem: nothing, breaking (changes of contracts that can break a"
                    + " reader), rows (that differ, or are not compared) or any. Default: nothing.")
    private FailOn failOn = FailOn.NOTHING;

    @Mixin
    private final DataMixin data = new DataMixin();

    DiffCommand(ProcessContext context) {
        super(Verb.DIFF, context);
    }

    @Override
    Report run(Verdigris engine, Settings settings) {
        DiffRequest request = DiffRequest.DEFAULT.withFailOn(failOn);
        return engine.diff(data.request(failOn, settings.dataKeys()).map(request::withData).orElse(request));
    }
}
