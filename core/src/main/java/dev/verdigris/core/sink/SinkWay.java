package dev.verdigris.core.sink;

import java.util.Optional;
import java.util.stream.Stream;

/** What a promotion does with a sink that reads the live side. */
public sealed interface SinkWay {

    /** The word of the way in options, files and what a deployment keeps. */
    default String word() {
        return switch (this) {
            case Repoint repoint -> "repoint";
            case Republish republish -> "republish";
            case Refuse refuse -> "refuse";
        };
    }

    /** The way of a word and a topic; empty if there is no such way, or if the way and the topic do not fit. */
    static Optional<SinkWay> of(String word, Optional<Topic> topic) {
        Stream<SinkWay> ways = topic.<Stream<SinkWay>>map(of -> Stream.of(new Republish(of)))
                .orElseGet(() -> Stream.of(new Repoint(), new Refuse()));
        return ways.filter(way -> way.word().equals(word)).findFirst();
    }

    /** The sink goes on in its topic, and writes the later changes of its new object. */
    record Repoint() implements SinkWay {}

    /**
     * The sink stays on the previous version. A new sink beside it writes the new version into a topic of its own,
     * beginning with a snapshot.
     */
    record Republish(Topic topic) implements SinkWay {}

    /** No version goes live as long as the sink would have to be re-pointed. */
    record Refuse() implements SinkWay {}
}
