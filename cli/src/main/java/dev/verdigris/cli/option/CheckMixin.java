package dev.verdigris.cli.option;

import java.util.Optional;

import dev.verdigris.cli.config.Key;
import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.output.OutputFormat;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.cli.output.StoppedException;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.engine.request.CheckRequest;
import dev.verdigris.engine.request.Checks;
import dev.verdigris.engine.request.DbtTests;
import picocli.CommandLine.Option;

/** Option of verbs that run checks. */
public final class CheckMixin {

    /** Read as a {@link Key}. */
    @Option(
            names = "--check-cluster",
            paramLabel = "NAME",
            order = 8,
            description =
                    "Cluster on which the checks run. Default: a staged cluster, or a cluster that a staged object"
                            + " uses.")
    private Optional<String> cluster = Optional.empty();

    /** Read as a {@link Key}. */
    @Option(
            names = "--check-command",
            paramLabel = "COMMAND",
            order = 8,
            description =
                    "Command that runs tests of dbt, each of which is a check. Words are split as those of --exec."
                            + " Default: check.command of verdigris.yml.")
    private Optional<String> command = Optional.empty();

    /** The request with the project's checks and the defaults. */
    public static CheckRequest request(Settings settings, ProcessContext context, OutputFormat format) {
        return CheckRequest.of(checks(settings, context, format)).withAccept(settings.accept());
    }

    /** The checks of the project: its files, and the tests of dbt if a command runs them. */
    public static Checks checks(Settings settings, ProcessContext context, OutputFormat format) {
        Checks all = Checks.of(ProjectMixin.checks(settings));
        Checks files = settings.checkCluster().map(all::withCluster).orElse(all);
        return settings.checkCommand()
                .map(text -> files.withTests(new DbtTests(
                        BuilderMixin.request(text, settings, context, format),
                        settings.dbt().orElseThrow(CheckMixin::noProject))))
                .orElse(files);
    }

    private static StoppedException noProject() {
        return new StoppedException(new Problem(
                ProblemCode.BAD_CONFIG,
                "a command runs tests of dbt, and no dbt project is found whose results could be read",
                "check.command",
                Fix.advice("name the project with --dbt-project or DBT_PROJECT_DIR")));
    }
}
