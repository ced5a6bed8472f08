package dev.verdigris.cli.config;

import java.util.Optional;

import dev.verdigris.core.problem.Place;

/**
 * Where a value was written.
 *
 * @param text the place as messages show it
 * @param line the line, if it is in a file
 */
record Origin(String text, Optional<Place.Line> line) {

    /** Nowhere. */
    static final Origin DEFAULT = new Origin("default", Optional.empty());

    static Origin option(String name) {
        return new Origin("option " + name, Optional.empty());
    }

    static Origin variable(String name) {
        return new Origin("variable " + name, Optional.empty());
    }

    /** A line of {@code file}, which is named as messages show it; lines count from 1. */
    static Origin line(String file, int line) {
        return new Origin(file + ":" + line, Optional.of(new Place.Line(file, line)));
    }
}
