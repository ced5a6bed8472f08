package dev.verdigris.cli.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The input of the resolver.
 *
 * @param directory where the search for files begins, and the base of relative options
 * @param variables the process environment
 * @param file the configuration file that was chosen, if one was
 * @param environment the environment that was chosen, if one was
 * @param options the options that were given
 */
public record SettingsRequest(
        Path directory,
        Map<String, String> variables,
        Optional<Path> file,
        Optional<String> environment,
        ConfigSource options) {

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
