package dev.verdigris.cli.option;

import java.util.Optional;

import dev.verdigris.cli.config.Key;
import dev.verdigris.core.deployment.record.DeploymentId;
import picocli.CommandLine.Option;

/** Options of every verb: who deploys what. Each is a {@link Key}, so its value is read with the settings. */
public final class DeployerMixin {

    @Option(
            names = "--deployment-id",
            paramLabel = "ID",
            order = 70,
            description = "Id of the deployment that the verb is for. Default: the id of the CI pipeline.")
    private Optional<DeploymentId> deployment = Optional.empty();

    @Option(
            names = "--commit",
            paramLabel = "HASH",
            order = 71,
            description = "The deployed commit. Default: the commit of the CI pipeline.")
    private Optional<String> commit = Optional.empty();

    @Option(
            names = "--tag",
            paramLabel = "TEXT",
            order = 72,
            description = "Tag of the deployment. Default: CI_TAG, or the tag of the CI pipeline.")
    private Optional<String> tag = Optional.empty();
}
