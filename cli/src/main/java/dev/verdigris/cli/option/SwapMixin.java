package dev.verdigris.cli.option;

import java.time.Duration;
import java.util.Optional;

import dev.verdigris.engine.request.Defaults;
import picocli.CommandLine.Option;

/** Options of verbs that swap. */
public final class SwapMixin {

    /** The option to show what a verb would do. */
    public static final String DRY_RUN = "--dry-run";

    @Option(
            names = DRY_RUN,
            order = 1,
            description = "Show the plan. The server tries the swap in a transaction that is rolled back.")
    private boolean dryRun;

    @Option(
            names = "--sink-timeout",
            paramLabel = "TIME",
            order = 4,
            description = "Time limit for re-pointing or creating one sink, and for the wait until the sinks run."
                    + " Default: ${bundle:default-sink-timeout}.")
    private Duration sinkTimeout = Defaults.SINK_TIMEOUT;

    @Option(
            names = "--swap-timeout",
            paramLabel = "TIME",
            order = 5,
            description = "How long to try the swap again while others change the catalog."
                    + " Default: ${bundle:default-swap-timeout}.")
    private Optional<String> swapTimeout = Optional.empty();

    /** Whether the swap is only tried. */
    public boolean dryRun() {
        return dryRun;
    }

    /** The time limit for re-pointing or creating one sink, and for the wait until the sinks run. */
    public Duration sinkTimeout() {
        return sinkTimeout;
    }
}
