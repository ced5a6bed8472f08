package dev.verdigris.cli.command;

import java.time.Duration;

import dev.verdigris.engine.request.Defaults;
import picocli.CommandLine.Option;

/** Options of verbs that swap. */
final class SwapMixin {

    @Option(
            names = "--dry-run",
            order = 1,
            description = "Let the server confirm the swap in a transaction that is rolled back, and show the plan.")
    private boolean dryRun;

    @Option(
            names = "--sink-timeout",
            paramLabel = "TIME",
            order = 4,
            description = "Longest wait for one sink to be re-pointed. Default: ${bundle:default-sink-timeout}.")
    private Duration sinkTimeout = Defaults.SINK_TIMEOUT;

    boolean dryRun() {
        return dryRun;
    }

    Duration sinkTimeout() {
        return sinkTimeout;
    }
}
