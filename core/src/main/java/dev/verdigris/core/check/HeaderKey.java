package dev.verdigris.core.check;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys of the header of a check. */
enum HeaderKey {
    DESCRIPTION,
    SEVERITY,
    WHEN,
    TOLERANCE,
    OWNER,
    TIMEOUT,
    CHECK,
    OF,
    COLUMN,
    COLUMNS,
    VALUES,
    MIN,
    MAX,
    AGE,
    AGGREGATE,
    QUANTILE,
    REFERENCES,
    EXPRESSION;

    /** The key as it is written. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether only a template has it. */
    boolean isOfTemplate() {
        return compareTo(CHECK) > 0;
    }

    /** The key of a word in any case. */
    static Optional<HeaderKey> of(String word) {
        return Arrays.stream(values())
                .filter(key -> key.word().equalsIgnoreCase(word))
                .findFirst();
    }

    /** The words of keys, separated by commas. */
    static String words(Stream<HeaderKey> keys) {
        return keys.map(HeaderKey::word).collect(Collectors.joining(", "));
    }
}
