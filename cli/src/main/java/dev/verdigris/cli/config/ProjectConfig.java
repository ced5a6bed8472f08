package dev.verdigris.cli.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the configuration files declare, whichever tool's files they are.
 *
 * @param file the file that names the environments
 * @param environments their layers by name, in the order of the file; the most specific values only
 * @param shared the layer below every environment
 * @param defaultEnvironment the environment that is meant when none is chosen
 * @param serverless why the files name no server, by environment, where that is known
 */
record ProjectConfig(
        Path file,
        Map<String, Layer> environments,
        Layer shared,
        Optional<Value> defaultEnvironment,
        Map<String, NoServer> serverless) {

    ProjectConfig {
        environments = Collections.unmodifiableMap(new LinkedHashMap<>(environments));
        serverless = Map.copyOf(serverless);
    }

    /** The directory that relative paths of the file start from. */
    Path directory() {
        return Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file.toAbsolutePath());
    }
}
