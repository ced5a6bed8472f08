package dev.verdigris.cli.option;

import java.util.Optional;

import dev.verdigris.cli.config.Key;
import dev.verdigris.cli.config.Settings;
import dev.verdigris.engine.request.CheckRequest;
import picocli.CommandLine.Option;

/** Option of verbs that run checks. */
public final class CheckMixin {

    /** Read as a {@link Key}. */
    @Option(
            names = "--check-cluster",
            paramLabel = "NAME",
            order = 8,
            description =
                    "Cluster on which the checks run. Default: a staged cluster, or a cluster that a staged object"
                            + " uses.")
    private Optional<String> cluster = Optional.empty();

    /** The request with the project's checks and the defaults. */
    public static CheckRequest request(Settings settings) {
        CheckRequest request = CheckRequest.of(ProjectMixin.checks(settings)).withAccept(settings.accept());
        return settings.checkCluster().map(request::withCluster).orElse(request);
    }
}
