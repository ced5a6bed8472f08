package dev.verdigris.cli.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the resolver starts from.
 *
 * @param directory where files are looked for, and what relative flags start from
 * @param variables the process environment
 * @param file the configuration file that was asked for
 * @param environment the environment that was asked for
 * @param flags the options that were given
 */
public record SettingsRequest(
        Path directory, Map<String, String> variables, Optional<Path> file, Optional<String> environment, Layer flags) {

    /** The variable that names the configuration file. */
    static final String FILE_VARIABLE = "VERDIGRIS_CONFIG";

    /** The variable that names the environment. */
    static final String ENVIRONMENT_VARIABLE = "VERDIGRIS_ENV";

    public SettingsRequest {
        variables = Map.copyOf(variables);
    }

    Optional<Path> chosenFile() {
        return file.or(() -> variable(FILE_VARIABLE).map(Path::of)).map(directory::resolve);
    }

    Optional<String> chosenEnvironment() {
        return environment.or(() -> variable(ENVIRONMENT_VARIABLE));
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(text -> !text.isEmpty());
    }
}
