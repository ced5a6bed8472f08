package dev.verdigris.cli.config;

import java.util.Optional;

import dev.verdigris.core.problem.Place;

/**
 * The place at which a value was written.
 *
 * @param text the place as messages show it
 * @param line the line, if it is in a file
 */
public record Origin(String text, Optional<Place.Line> line) {

    /** No place: the value is a default. */
    public static final Origin DEFAULT = new Origin("default", Optional.empty());

    static Origin option(String name) {
        return new Origin("option " + name, Optional.empty());
    }

    static Origin variable(String name) {
        return new Origin("variable " + name, Optional.empty());
    }

    /** A line of {@code file}. The file is named as messages show it; lines count from 1. */
    static Origin line(String file, int line) {
        return new Origin(file + ":" + line, Optional.of(new Place.Line(file, line)));
    }
}
