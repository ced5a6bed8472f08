package dev.verdigris.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.output.StoppedException;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.engine.request.ModelSource;
import picocli.CommandLine.Option;

/** Option of verbs that read a project of SQL files. */
public final class ProjectMixin {

    /** The option that builds from what dbt has compiled. */
    public static final String COMPILED = "--dbt-compiled";

    private static final String MODELS = "models";
    private static final String CHECKS = "checks";

    @Option(
            names = {"-p", "--project"},
            paramLabel = "DIR",
            order = 5,
            description = "Directory that contains models/ and checks/. Default: the directory of the configuration.")
    private Optional<String> project = Optional.empty();

    @Option(
            names = COMPILED,
            order = 5,
            description = "The models are the SQL that dbt has compiled into its manifest, without a run of dbt.")
    private boolean compiled;

    /** The models of a run: the files of a directory, or what dbt has compiled. */
    public ModelSource source(Settings settings) {
        return compiled ? compiled(settings) : new ModelSource.Directory(models(settings));
    }

    /** What dbt has compiled in the project of the settings. */
    public static ModelSource compiled(Settings settings) {
        return new ModelSource.Compiled(settings.dbt()
                .orElseThrow(() -> new StoppedException(new Problem(
                        ProblemCode.BAD_CONFIG,
                        "no dbt project is found whose manifest could be read",
                        "option " + COMPILED,
                        Fix.advice("name the project with --dbt-project or DBT_PROJECT_DIR")))));
    }

    /** The directory of the models. The verbs report if it does not exist. */
    public static Path models(Settings settings) {
        return settings.project().resolve(MODELS);
    }

    /** The directory of the checks. A project may have none. */
    public static Path checks(Settings settings) {
        return settings.project().resolve(CHECKS);
    }

    /** Whether the project has models. */
    static boolean hasModels(Settings settings) {
        return Files.isDirectory(settings.project().resolve(MODELS));
    }
}
