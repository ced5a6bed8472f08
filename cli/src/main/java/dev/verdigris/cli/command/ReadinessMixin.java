package dev.verdigris.cli.command;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.cli.config.Key;
import dev.verdigris.cli.config.Settings;
import dev.verdigris.core.readiness.ReadinessPolicy;
import dev.verdigris.engine.request.AwaitRequest;
import picocli.CommandLine.Option;

/** Options of verbs that look at readiness: what counts as ready, and how long to wait for it. */
final class ReadinessMixin {

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            order = 20,
            description = "Longest wait for readiness, such as 10m. Default: 30m.")
    private Optional<String> timeout = Optional.empty();

    @Option(
            names = "--lag",
            paramLabel = "TIME",
            order = 21,
            description = "How far an object may be behind. Default: 5s, or its live counterpart's lag and 5s.")
    private Optional<String> lag = Optional.empty();

    @Option(
            names = "--hold",
            paramLabel = "TIME",
            order = 22,
            description = "How long everything must stay ready. Default: 0s.")
    private Optional<String> hold = Optional.empty();

    Map<Key, List<String>> given() {
        return Map.of(
                Key.READY_TIMEOUT, timeout.stream().toList(),
                Key.READY_LAG, lag.stream().toList(),
                Key.READY_HOLD, hold.stream().toList());
    }

    static ReadinessPolicy policy(Settings settings) {
        ReadinessPolicy standard = ReadinessPolicy.DEFAULT;
        Duration lag = settings.readiness().lag().orElse(standard.maxLag());
        Duration hold = settings.readiness().hold().orElse(standard.stableFor());
        return new ReadinessPolicy(lag, standard.lagMargin(), hold, standard.crashes(), standard.crashWindow());
    }

    static AwaitRequest await(Settings settings) {
        return new AwaitRequest(
                policy(settings), settings.readiness().timeout().orElse(AwaitRequest.DEFAULT.timeout()));
    }
}
