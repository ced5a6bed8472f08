package dev.verdigris.cli.command;

import java.util.List;
import java.util.Optional;

import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.option.DataMixin;
import dev.verdigris.cli.option.FileDiffMixin;
import dev.verdigris.cli.option.ProjectMixin;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.core.diff.FailOn;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.Verdigris;
import dev.verdigris.engine.request.DataRequest;
import dev.verdigris.engine.request.DiffRequest;
import dev.verdigris.engine.request.ModelsRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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

    @Mixin
    private final FileDiffMixin files = new FileDiffMixin();

    @Mixin
    private final ProjectMixin project = new ProjectMixin();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    DiffCommand(ProcessContext context) {
        super(Verb.DIFF, context);
    }

    @Override
    void demand(List<String> args) {
        files.demand(spec.commandLine(), failOn, data.isRequested());
    }

    @Override
    Report run(Verdigris engine, Settings settings) {
        DiffRequest request = DiffRequest.DEFAULT.withFailOn(failOn);
        Optional<DataRequest> rows = data.request(failOn, settings.dataKeys());
        Optional<ModelsRequest> models = files.request(() -> project.source(settings), context());
        if (models.isPresent()) {
            return engine.diff(request.withModels(models.get()));
        }
        return engine.diff(rows.map(request::withData).orElse(request));
    }
}
