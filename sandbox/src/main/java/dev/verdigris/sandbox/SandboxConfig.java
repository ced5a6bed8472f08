package dev.verdigris.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of a sandbox.
 *
 * @param port where clients connect, 0 for any port that is free
 * @param internalPort where also the system's own roles may connect, 0 for any port that is free
 * @param dataDirectory where the data is kept across starts; empty for a sandbox whose data is deleted when it stops
 * @param minimumHydration the least time until an object counts as hydrated
 * @param lagInterval how often wallclock lag is recorded (60 seconds on Materialize)
 * @param costUnit what the cheapest query takes: every statement is delayed by what it would cost a real server, see
 *     {@link dev.verdigris.sandbox.StatementLog.Entry#units}; zero delays nothing
 * @param bootstrapRole the role that a new catalog begins with, not a superuser
 * @param passwords by user name; empty means that every user may log in without a password
 */
public record SandboxConfig(
        int port,
        int internalPort,
        Optional<Path> dataDirectory,
        Duration minimumHydration,
        Duration lagInterval,
        Duration costUnit,
        String bootstrapRole,
        Map<String, String> passwords) {

    /** Checks numbers and durations. */
    public SandboxConfig {
        if (port < 0 || port > 65535 || internalPort < 0 || internalPort > 65535) {
            throw new IllegalArgumentException("a port is between 0 and 65535");
        }
        if (minimumHydration.isNegative()
                || costUnit.isNegative()
                || lagInterval.isNegative()
                || lagInterval.isZero()) {
            throw new IllegalArgumentException("a duration cannot be negative, nor the lag interval be zero");
        }
        passwords = Map.copyOf(passwords);
    }

    /**
     * Any port, no data kept, no least time for hydration, lag recorded every second, no delay for what statements
     * cost.
     */
    public static SandboxConfig defaults() {
        return new SandboxConfig(
                0, 0, Optional.empty(), Duration.ZERO, Duration.ofSeconds(1), Duration.ZERO, "materialize", Map.of());
    }

    /** The same at another port; 0 for any that is free. */
    public SandboxConfig withPort(int newPort) {
        return new SandboxConfig(
                newPort,
                internalPort,
                dataDirectory,
                minimumHydration,
                lagInterval,
                costUnit,
                bootstrapRole,
                passwords);
    }

    /** The same with another port for the system's own roles; 0 for any that is free. */
    public SandboxConfig withInternalPort(int newPort) {
        return new SandboxConfig(
                port, newPort, dataDirectory, minimumHydration, lagInterval, costUnit, bootstrapRole, passwords);
    }

    /** The same keeping its data in {@code directory}. */
    public SandboxConfig withDataDirectory(Path directory) {
        return new SandboxConfig(
                port,
                internalPort,
                Optional.of(directory),
                minimumHydration,
                lagInterval,
                costUnit,
                bootstrapRole,
                passwords);
    }

    /** The same with another minimum time of hydration. */
    public SandboxConfig withMinimumHydration(Duration time) {
        return new SandboxConfig(
                port, internalPort, dataDirectory, time, lagInterval, costUnit, bootstrapRole, passwords);
    }

    /** The same recording lag at another pace. */
    public SandboxConfig withLagInterval(Duration interval) {
        return new SandboxConfig(
                port, internalPort, dataDirectory, minimumHydration, interval, costUnit, bootstrapRole, passwords);
    }

    /** The same delaying statements: by {@code unit} for the cheapest query, some 18 ms on a real server. */
    public SandboxConfig withCostUnit(Duration unit) {
        return new SandboxConfig(
                port, internalPort, dataDirectory, minimumHydration, lagInterval, unit, bootstrapRole, passwords);
    }

    /** The same with another first role. */
    public SandboxConfig withBootstrapRole(String role) {
        return new SandboxConfig(
                port, internalPort, dataDirectory, minimumHydration, lagInterval, costUnit, role, passwords);
    }

    /** The same asking for passwords. */
    public SandboxConfig withPasswords(Map<String, String> byUser) {
        return new SandboxConfig(
                port, internalPort, dataDirectory, minimumHydration, lagInterval, costUnit, bootstrapRole, byUser);
    }

    @Override
    public String toString() {
        return "SandboxConfig[port=" + port + ", dataDirectory=" + dataDirectory + ", minimumHydration="
                + minimumHydration + ", lagInterval=" + lagInterval + ", costUnit=" + costUnit + ", bootstrapRole="
                + bootstrapRole + "]";
    }
}
