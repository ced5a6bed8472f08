package dev.verdigris.cli.option;

import java.time.Duration;
import java.util.Optional;

import dev.verdigris.cli.config.Settings;
import dev.verdigris.engine.request.Defaults;
import dev.verdigris.engine.request.DropRequest;
import picocli.CommandLine.Option;

/** Options of verbs that drop a side. */
public final class DropMixin {

    @Option(names = SwapMixin.DRY_RUN, order = 1, description = "Only show the steps.")
    private boolean dryRun;

    @Option(
            names = {"-y", "--yes"},
            order = 2,
            description =
                    "Do not ask. Without this option and without a terminal, nothing is dropped and the verb fails.")
    private boolean yes;

    @Option(
            names = "--adopt",
            order = 3,
            description =
                    "Say that the suffixed side is the one that this verb drops, if the ids or a lock schema do not"
                            + " show it.")
    private boolean adopt;

    @Option(
            names = "--drain-timeout",
            paramLabel = "TIME",
            order = 4,
            description = "Longest wait for SUBSCRIBEs on the clusters. Default: ${bundle:default-drain-timeout}.")
    private Duration drainTimeout = Defaults.DRAIN_TIMEOUT;

    @Option(names = "--force-drain", order = 5, description = "Drop even if SUBSCRIBEs still run after that.")
    private boolean forceDrain;

    @Option(
            names = "--history",
            paramLabel = "NUMBER",
            order = 6,
            description =
                    "How many ended deployments the history keeps. With 0, no history entry is written and none is"
                            + " dropped. Default: ${bundle:default-history}.")
    private Optional<String> history = Optional.empty();

    /** Whether the steps are only shown. */
    public boolean dryRun() {
        return dryRun;
    }

    /** Whether the user agreed in advance. */
    public boolean yes() {
        return yes;
    }

    /** Whether the suffixed side counts as the one that the verb drops. */
    public boolean adopt() {
        return adopt;
    }

    /** The request for a drop of {@code side}. */
    public DropRequest request(DropRequest.Side side, boolean dryRun, Settings settings) {
        return new DropRequest(side, adopt, drainTimeout, forceDrain, dryRun, settings.accept());
    }
}
