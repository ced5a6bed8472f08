package dev.verdigris.cli.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.environment.Environment;
import dev.verdigris.engine.connection.ConnectionSettings;

/**
 * The settings of one run, resolved and checked.
 *
 * @param environment what is released
 * @param connection where to
 * @param project the directory that holds {@code models} and {@code checks}
 * @param readiness when a staged side counts as ready
 * @param provenance which value came from where, secrets hidden, in the order of the keys
 */
public record Settings(
        Environment environment,
        ConnectionSettings connection,
        Path project,
        ReadinessSettings readiness,
        List<Provenance> provenance) {

    public Settings {
        provenance = List.copyOf(provenance);
    }

    /**
     * How long to wait, and for what; empty where the engine's own default holds.
     *
     * @param timeout longest wait
     * @param lag how far an object may be behind
     * @param hold how long it must stay ready
     */
    public record ReadinessSettings(Optional<Duration> timeout, Optional<Duration> lag, Optional<Duration> hold) {}

    /**
     * One value and its origin.
     *
     * @param name the setting
     * @param shown the value, or stars in place of a secret
     * @param origin where it was written
     */
    public record Provenance(String name, String shown, String origin) {}
}
