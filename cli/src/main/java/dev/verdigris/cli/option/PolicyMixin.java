package dev.verdigris.cli.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.cli.config.Key;
import dev.verdigris.cli.config.Settings;
import dev.verdigris.core.readiness.ReadinessPolicy;
import picocli.CommandLine.Option;

/** Options of the definition of ready. Each is read as a {@link Key}. */
public final class PolicyMixin {

    @Option(
            names = "--lag",
            paramLabel = "TIME",
            order = 21,
            description = "Allowed lag of an object. Default: ${bundle:default-lag}.")
    private Optional<String> lag = Optional.empty();

    @Option(
            names = "--lag-margin",
            paramLabel = "TIME",
            order = 21,
            description = "Allowed lag in addition to that of the live counterpart. Default:"
                    + " ${bundle:default-lag-margin}.")
    private Optional<String> lagMargin = Optional.empty();

    @Option(
            names = "--hold",
            paramLabel = "TIME",
            order = 22,
            description = "Time for which all objects must stay ready. Default: ${bundle:default-hold}.")
    private Optional<String> hold = Optional.empty();

    @Option(
            names = "--longest-gap",
            paramLabel = "TIME",
            order = 22,
            description = "Longest time between two readings that counts for --hold. Default:"
                    + " ${bundle:default-longest-gap}.")
    private Optional<String> longestGap = Optional.empty();

    @Option(
            names = "--replicas",
            paramLabel = "any|all",
            order = 23,
            description = "How many replicas of a cluster must have an object. Default: ${bundle:default-replicas}.")
    private Optional<String> replicas = Optional.empty();

    @Option(
            names = "--crashes",
            paramLabel = "NUMBER",
            order = 24,
            description = "Crashes of a replica that count as a loop. Default: ${bundle:default-crashes}.")
    private Optional<String> crashes = Optional.empty();

    @Option(
            names = "--crash-window",
            paramLabel = "TIME",
            order = 25,
            description = "Time in which these crashes count. Default: ${bundle:default-crash-window}.")
    private Optional<String> crashWindow = Optional.empty();

    @Option(
            names = "--exempt",
            paramLabel = "NAME[:LAG]=REASON",
            order = 26,
            description = "Do not wait for an object, or let it lag by LAG, for instance"
                    + " materialize.marts.daily:1h='loaded at night'. The name is that on the live side. Repeatable.")
    private List<String> exemptions = new ArrayList<>();

    /** The definition of ready for {@code settings}. */
    public static ReadinessPolicy policy(Settings settings) {
        return settings.readiness().policy();
    }
}
