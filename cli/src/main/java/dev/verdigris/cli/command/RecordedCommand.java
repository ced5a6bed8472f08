package dev.verdigris.cli.command;

import java.util.Optional;

import dev.verdigris.cli.option.ReportMixin;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.cli.report.ReportFiles;
import dev.verdigris.core.problem.Verb;
import picocli.CommandLine.Mixin;

/** The command of a verb that works on a deployment, so that the report of a release can have its run. */
abstract class RecordedCommand extends VerbCommand {

    @Mixin
    private final ReportMixin report = new ReportMixin();

    RecordedCommand(Verb verb, ProcessContext context) {
        super(verb, context);
    }

    @Override
    Optional<ReportFiles> reportFiles() {
        return report.files(context());
    }
}
