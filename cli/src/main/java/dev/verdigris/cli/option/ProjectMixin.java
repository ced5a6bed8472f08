package dev.verdigris.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import dev.verdigris.cli.config.Settings;
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
