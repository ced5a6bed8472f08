package dev.verdigris.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.output.StoppedException;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import picocli.CommandLine.Option;

/** Option of verbs that read a project of SQL files. */
public final class ProjectMixin {

    private static final String MODELS = "models";
    private static final String CHECKS = "checks";

    @Option(
            names = {"-p", "--project"},
            paramLabel = "DIR",
            order = 5,
            description = "Directory that contains models/ and checks/. Default: the directory of the configuration.")
    private Optional<String> project = Optional.empty();

    /**
     * The directory of the models.
     *
     * @throws StoppedException if it does not exist
     */
    public static Path models(Settings settings) {
        return existing(settings.project().resolve(MODELS), "models/<schema>/<name>.sql");
    }

    /**
     * The directory of the checks.
     *
     * @throws StoppedException if it does not exist
     */
    public static Path checks(Settings settings) {
        return existing(settings.project().resolve(CHECKS), "checks/<name>.sql");
    }

    /** Whether the project has models. */
    static boolean hasModels(Settings settings) {
        return Files.isDirectory(settings.project().resolve(MODELS));
    }

    /** The directory of the checks, if it exists. A deployment does not need checks. */
    public static Optional<Path> checksIfAny(Settings settings) {
        return Optional.of(settings.project().resolve(CHECKS)).filter(Files::isDirectory);
    }

    private static Path existing(Path directory, String layout) {
        if (Files.isDirectory(directory)) {
            return directory;
        }
        throw new StoppedException(new Problem(
                ProblemCode.BAD_CONFIG,
                "the project has no directory " + directory.getFileName(),
                directory.toString(),
                Fix.choice(
                        Fix.either("put files there as " + layout),
                        Fix.either("choose another directory with --project"))));
    }
}
