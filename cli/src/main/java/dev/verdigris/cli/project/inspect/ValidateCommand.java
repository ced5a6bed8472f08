package dev.verdigris.cli.project.inspect;

import java.util.List;
import java.util.Optional;

import dev.verdigris.cli.config.SettingsRequest;
import dev.verdigris.cli.option.ProjectMixin;
import dev.verdigris.cli.option.ResultMixin;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.cli.output.StoppedException;
import dev.verdigris.cli.result.PlacedProblem;
import dev.verdigris.cli.result.ResultFiles;
import dev.verdigris.core.problem.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks for mistakes in the configuration, the models and the checks. */
@Command(
        name = "validate",
        header = "Look for mistakes in the configuration, the models and the checks, without a server or with one.")
public final class ValidateCommand extends InspectCommand {

    @Option(
            names = "--server",
            order = 1,
            description = "Also ask the server about the query of each model. Nothing is created there.")
    private boolean server;

    @Mixin
    private final ProjectMixin project = new ProjectMixin();

    @Mixin
    private final ResultMixin results = new ResultMixin();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Prepares. */
    public ValidateCommand(ProcessContext context) {
        super("validate", context);
    }

    @Override
    View look(SettingsRequest request) {
        ResultFiles files = results.files(context().directory());
        files.obstacle().ifPresent(obstacle -> {
            throw new StoppedException(obstacle);
        });
        boolean compiled = spec.commandLine().getParseResult().hasMatchedOption(ProjectMixin.COMPILED);
        Findings findings = Findings.of(request, context(), compiled, server);
        Optional<Problem> unwritten = files.found(word(), placed(findings.problems()), placed(findings.warnings()));
        return ValidationView.of(word(), findings, unwritten);
    }

    private static List<PlacedProblem> placed(List<Findings.Found> found) {
        return found.stream().map(Findings.Found::placed).toList();
    }

    @Override
    void stopped(List<Problem> problems) {
        results.files(context().directory())
                .found(word(), problems.stream().map(PlacedProblem::of).toList(), List.of());
    }
}
