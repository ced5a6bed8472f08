package dev.verdigris.cli.output;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The format of results on stdout. */
public enum OutputFormat {
    /** For people. */
    TEXT,
    /** One JSON document. */
    JSON,
    /** One JSON document per line: the events when they happen, and the report as the last document. */
    NDJSON;

    /** All values of {@code --output}, for a sentence. */
    public static String known() {
        return "text, json or ndjson";
    }

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
