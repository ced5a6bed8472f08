package dev.verdigris.cli.option;

import java.util.Optional;

import dev.verdigris.cli.config.Settings;
import dev.verdigris.engine.request.AwaitRequest;
import dev.verdigris.engine.request.Defaults;
import picocli.CommandLine.Option;

/** Options of verbs that wait for readiness. Each is read as a {@link dev.verdigris.cli.config.Key}. */
public final class ReadinessMixin {

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            order = 20,
            description = "Limit of the whole verb, such as 10m. Default: none; the wait for readiness ends after"
                    + " ${bundle:default-ready-timeout}.")
    private Optional<String> timeout = Optional.empty();

    @Option(
            names = "--poll",
            paramLabel = "TIME",
            order = 27,
            description =
                    "Longest time between two readings, shortened at random by up to a fifth. A change that the server"
                            + " announces is seen at once. Default: ${bundle:default-poll}.")
    private Optional<String> poll = Optional.empty();

    /** The request that waits for readiness, for {@code settings}. */
    public static AwaitRequest await(Settings settings) {
        return new AwaitRequest(
                PolicyMixin.policy(settings), settings.readiness().timeout().orElse(Defaults.READY_TIMEOUT));
    }
}
