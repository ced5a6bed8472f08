package dev.verdigris.cli.output;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How results are written to stdout. */
public enum OutputFormat {
    /** For people. */
    TEXT,
    /** One JSON document. */
    JSON,
    /** One JSON document per line: events as they happen, and the report as the last. */
    NDJSON;

    /** The value of {@code --output}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format with that value. */
    public static Optional<OutputFormat> ofWord(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    @Override
    public String toString() {
        return word();
    }
}
