package dev.verdigris.cli.command;

import java.time.Duration;
import java.util.Optional;

import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.option.AcceptMixin;
import dev.verdigris.cli.option.CheckMixin;
import dev.verdigris.cli.option.ProjectMixin;
import dev.verdigris.cli.option.ResultMixin;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.cli.result.ResultFiles;
import dev.verdigris.core.check.CheckedSide;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.Verdigris;
import dev.verdigris.engine.request.Defaults;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "check", header = "Run the project's assertions against the staged side and record their result.")
final class CheckCommand extends VerbCommand.Recorded {

    @Mixin
    private final ProjectMixin project = new ProjectMixin();

    @Mixin
    private final CheckMixin check = new CheckMixin();

    @Mixin
    private final AcceptMixin accept = new AcceptMixin();

    @Mixin
    private final ResultMixin results = new ResultMixin();

    @Option(
            names = "--samples",
            paramLabel = "N",
            order = 6,
            description = "Offending rows to show per check. Default: ${DEFAULT-VALUE}.")
    private int samples = Defaults.CHECK_SAMPLES;

    @Option(
            names = "--check-timeout",
            paramLabel = "TIME",
            order = 7,
            description = "Limit for each check. Default: ${bundle:default-check-timeout}.")
    private Duration timeout = Defaults.CHECK_TIMEOUT;

    @Option(names = "--live", order = 1, description = "Run the checks of the live side. Their result is not recorded.")
    private boolean live;

    CheckCommand(ProcessContext context) {
        super(Verb.CHECK, context);
    }

    @Override
    Optional<ResultFiles> resultFiles() {
        return Optional.of(results.files(context().directory()));
    }

    @Override
    Report run(Verdigris engine, Settings settings) {
        return engine.check(CheckMixin.request(settings, context(), options().format())
                .withSide(live ? CheckedSide.LIVE : CheckedSide.STAGED)
                .withSamples(samples)
                .withTimeout(timeout));
    }
}
