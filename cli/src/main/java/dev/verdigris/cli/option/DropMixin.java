package dev.verdigris.cli.option;

import java.time.Duration;

import dev.verdigris.engine.request.Defaults;
import dev.verdigris.engine.request.DropRequest;
import picocli.CommandLine.Option;

/** Options of verbs that drop a side. */
public final class DropMixin {

    @Option(names = "--dry-run", order = 1, description = "Only show what would be dropped.")
    private boolean dryRun;

    @Option(
            names = {"-y", "--yes"},
            order = 2,
            description = "Do not ask. Without this option and without a terminal, nothing is dropped.")
    private boolean yes;

    @Option(
            names = "--adopt",
            order = 3,
            description =
                    "Take a suffixed side without a lock schema, as the dbt macros leave it, for the one to drop.")
    private boolean adopt;

    @Option(
            names = "--drain-timeout",
            paramLabel = "TIME",
            order = 4,
            description = "Longest wait for SUBSCRIBEs on the clusters. Default: ${bundle:default-drain-timeout}.")
    private Duration drainTimeout = Defaults.DRAIN_TIMEOUT;

    @Option(names = "--force-drain", order = 5, description = "Drop even if SUBSCRIBEs still run after that.")
    private boolean forceDrain;

    /** Whether nothing is dropped. */
    public boolean dryRun() {
        return dryRun;
    }

    /** Whether the user agreed in advance. */
    public boolean yes() {
        return yes;
    }

    /** The request for a drop of {@code side}; the caller adds what other mixins hold. */
    public DropRequest.Builder request(DropRequest.Side side) {
        return DropRequest.builder(side).adopt(adopt).drainTimeout(drainTimeout).forceDrain(forceDrain);
    }
}
