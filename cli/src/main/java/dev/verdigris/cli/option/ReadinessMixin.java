package dev.verdigris.cli.option;

import java.util.Optional;

import dev.verdigris.cli.config.Settings;
import dev.verdigris.core.readiness.ReadinessPolicy;
import dev.verdigris.engine.request.AwaitRequest;
import dev.verdigris.engine.request.Defaults;
import picocli.CommandLine.Option;

/** Options of verbs that check readiness: the limits of readiness, and the longest wait. */
public final class ReadinessMixin {

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            order = 20,
            description = "Limit of the whole verb, such as 10m. Default: none; the wait for readiness ends after"
                    + " ${bundle:default-ready-timeout}.")
    private Optional<String> timeout = Optional.empty();

    @Option(
            names = "--lag",
            paramLabel = "TIME",
            order = 21,
            description = "Allowed lag of an object. Default: ${bundle:default-lag},"
                    + " or the lag of its live counterpart plus ${bundle:default-lag-margin}.")
    private Optional<String> lag = Optional.empty();

    @Option(
            names = "--hold",
            paramLabel = "TIME",
            order = 22,
            description = "Time for which all objects must stay ready. Default: ${bundle:default-hold}.")
    private Optional<String> hold = Optional.empty();

    /** The limits of readiness for {@code settings}. */
    public static ReadinessPolicy policy(Settings settings) {
        ReadinessPolicy.Builder policy = ReadinessPolicy.builder();
        settings.readiness().lag().ifPresent(policy::maxLag);
        settings.readiness().hold().ifPresent(policy::stableFor);
        return policy.build();
    }

    /** The request that waits for readiness, for {@code settings}. */
    public static AwaitRequest await(Settings settings) {
        return new AwaitRequest(policy(settings), settings.readiness().timeout().orElse(Defaults.READY_TIMEOUT));
    }
}
