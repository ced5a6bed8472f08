package dev.verdigris.cli.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.cli.config.Key;
import dev.verdigris.cli.config.Settings;
import dev.verdigris.engine.request.InitRequest;
import picocli.CommandLine.Option;

/** Options for the beginning of a deployment. */
public final class InitMixin {

    @Option(
            names = "--create-missing",
            order = 13,
            description = "Create live schemas and clusters that do not exist, for a first deployment.")
    private boolean createMissing;

    @Option(
            names = "--cluster-size",
            paramLabel = "SIZE",
            order = 14,
            description = "Size of live clusters that --create-missing creates.")
    private Optional<String> clusterSize = Optional.empty();

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            order = 15,
            description = "Replicas of created clusters, and of staged clusters whose live counterpart has none.")
    private Optional<Integer> replicationFactor = Optional.empty();

    /** Read as a {@link Key}. */
    @Option(
            names = "--staged-size",
            paramLabel = "[NAME=]SIZE",
            order = 16,
            description =
                    "Size of staged clusters, or of one, while they hydrate. Before the promotion, await gives them"
                            + " the size of the live ones. Repeatable.")
    private List<String> stagedSizes = new ArrayList<>();

    /** The request that begins a deployment. */
    public InitRequest request(boolean dryRun, Settings settings) {
        return new InitRequest(
                createMissing, clusterSize, replicationFactor, settings.stagedSizes(), dryRun, settings.accept());
    }
}
