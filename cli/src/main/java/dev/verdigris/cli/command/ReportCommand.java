package dev.verdigris.cli.command;

import java.nio.file.Path;
import java.util.Optional;

import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.option.AcceptMixin;
import dev.verdigris.cli.option.CheckMixin;
import dev.verdigris.cli.option.DataMixin;
import dev.verdigris.cli.option.PolicyMixin;
import dev.verdigris.cli.option.ProjectMixin;
import dev.verdigris.cli.option.SinkMixin;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.cli.report.ReportFiles;
import dev.verdigris.core.diff.FailOn;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.Verdigris;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.engine.request.ReportRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "report", header = "Write a page and Markdown with all that is known of the deployment.")
final class ReportCommand extends VerbCommand.Recorded {

    private static final Path DEFAULT = Path.of("verdigris-report.html");

    @Mixin
    private final ProjectMixin project = new ProjectMixin();

    @Mixin
    private final PolicyMixin policy = new PolicyMixin();

    @Mixin
    private final AcceptMixin accept = new AcceptMixin();

    @Mixin
    private final SinkMixin sinks = new SinkMixin();

    @Mixin
    private final DataMixin data = new DataMixin();

    ReportCommand(ProcessContext context) {
        super(Verb.REPORT, context);
    }

    @Override
    Optional<ReportFiles> reportFiles() {
        return super.reportFiles().or(() -> Optional.of(ReportFiles.of(context().directory(), DEFAULT)));
    }

    @Override
    Report run(Verdigris engine, Settings settings) {
        ReportRequest request = ReportRequest.DEFAULT.withPromote(PromoteRequest.DEFAULT
                .withChecks(CheckMixin.checks(settings, context(), options().format()))
                .withPolicy(PolicyMixin.policy(settings))
                .withSinks(settings.sinks())
                .withAccept(settings.accept()));
        return engine.report(data.request(FailOn.NOTHING, settings.dataKeys())
                .map(request::withData)
                .orElse(request));
    }
}
