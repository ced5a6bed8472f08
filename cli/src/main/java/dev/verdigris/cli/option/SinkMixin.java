package dev.verdigris.cli.option;

import java.util.ArrayList;
import java.util.List;

import dev.verdigris.cli.config.Key;
import picocli.CommandLine.Option;

/** Option of verbs that promote: what happens to a sink. */
public final class SinkMixin {

    /** Read as a {@link Key}. */
    @Option(
            names = "--sink",
            paramLabel = "NAME=WAY",
            order = 31,
            description =
                    "What happens to a sink: repoint (the default), refuse, or republish:TOPIC, which writes the new"
                            + " version into a topic of its own by a new sink, for instance"
                            + " materialize.public.orders=republish:orders-v2. Repeatable.")
    private List<String> sinks = new ArrayList<>();
}
