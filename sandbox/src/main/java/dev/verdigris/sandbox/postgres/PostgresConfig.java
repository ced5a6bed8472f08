package dev.verdigris.sandbox.postgres;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The settings of a PostgreSQL server.
 *
 * @param dataDirectory where the server keeps its data across starts; empty for a server whose data is removed when it
 *     stops, also when this process is killed
 * @param cacheDirectory where unpacked binaries and a ready-made data directory are kept for the next start; when it
 *     cannot be used, a directory of this user under the temporary directory takes its place
 * @param maxConnections the number of connections that the server accepts at once
 * @param settings PostgreSQL settings that take precedence over the launcher's own, by name; those that decide where
 *     the server listens and who may connect cannot be given
 */
public record PostgresConfig(
        Optional<Path> dataDirectory, Path cacheDirectory, int maxConnections, Map<String, String> settings) {

    private static final int DEFAULT_MAX_CONNECTIONS = 400;

    private static final Pattern SETTING_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");

    private static final Set<String> RESERVED = Set.of(
            "listen_addresses",
            "port",
            "unix_socket_directories",
            "unix_socket_permissions",
            "unix_socket_group",
            "data_directory",
            "config_file",
            "hba_file",
            "ident_file",
            "external_pid_file",
            "max_connections",
            "logging_collector");

    /** Checks the numbers and the names of settings. */
    public PostgresConfig {
        if (maxConnections < 1) {
            throw new IllegalArgumentException("maxConnections must be at least 1, not " + maxConnections);
        }
        for (String name : settings.keySet()) {
            if (!SETTING_NAME.matcher(name).matches() || RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("the setting \"" + name + "\" cannot be given");
            }
        }
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }

    /** A server with an empty database that is gone when it stops. */
    public static PostgresConfig ephemeral() {
        return new PostgresConfig(
                Optional.empty(), CacheDirectory.preferred(System.getenv()), DEFAULT_MAX_CONNECTIONS, Map.of());
    }

    /**
     * A server that keeps its data.
     *
     * @param directory a directory that an earlier start made, or an empty one, or one that does not exist yet
     */
    public static PostgresConfig persistent(Path directory) {
        return new PostgresConfig(
                Optional.of(directory), CacheDirectory.preferred(System.getenv()), DEFAULT_MAX_CONNECTIONS, Map.of());
    }

    /** The same accepting another number of connections at once. */
    public PostgresConfig withMaxConnections(int connections) {
        return new PostgresConfig(dataDirectory, cacheDirectory, connections, settings);
    }
}
