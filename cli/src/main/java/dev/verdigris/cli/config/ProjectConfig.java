package dev.verdigris.cli.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the configuration files declare, whether they are ours or those of dbt.
 *
 * @param file the file that names the environments
 * @param environments their sources by name, in the order of the file
 * @param shared the source below every environment
 * @param defaultEnvironment the environment for a run that chooses none
 * @param serverless why the files name no server, by environment, where that is known
 */
record ProjectConfig(
        Path file,
        Map<String, ConfigSource> environments,
        ConfigSource shared,
        Optional<ConfigSource.Value> defaultEnvironment,
        Map<String, NoServer> serverless) {

    ProjectConfig {
        environments = Collections.unmodifiableMap(new LinkedHashMap<>(environments));
        serverless = Map.copyOf(serverless);
    }

    /**
     * Why no server is known.
     *
     * @param what what is missing
     * @param where where it was expected
     * @param fix what to write, and where
     */
    record NoServer(String what, String where, String fix) {

        /** No source names a server. */
        static final NoServer UNNAMED = new NoServer(
                "no server is named",
                "connection",
                "Set connection.url in verdigris.yml, VERDIGRIS_URL, or --host and --user.");
    }

    /** The directory to which relative paths of the file refer. */
    Path directory() {
        return Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file.toAbsolutePath());
    }
}
