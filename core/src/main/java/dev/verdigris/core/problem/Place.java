package dev.verdigris.core.problem;

import java.util.List;

/** The place that a {@link Fix.Edit} changes. */
public sealed interface Place {

    /**
     * Settings of the environment. A command line finds them in its configuration, an embedding program in its code.
     *
     * @param settings at least one
     */
    record Configuration(List<Setting> settings) implements Place {
        public Configuration {
            settings = List.copyOf(settings);
        }
    }

    /**
     * A place in a text file.
     *
     * @param file the name of the file for messages
     * @param line the line, counted from 1
     */
    record Line(String file, int line) implements Place {}

    /** The time limits that a run may get. */
    enum Limit implements Place {
        /** Of a statement without a limit of its own. */
        STATEMENT,
        /** Of a check. */
        CHECK,
        /** Of a statement about a sink. */
        SINK,
        /** Of the whole verb. */
        VERB
    }

    /** The settings that core knows. */
    enum Setting {
        /** The environment's name. */
        ENVIRONMENT,
        /** The schemas that are released. */
        SCHEMAS,
        /** The clusters that are released. */
        CLUSTERS,
        /** The suffix of staged names. */
        SUFFIX,
        /** The ways of the sinks. */
        SINKS
    }
}
