package dev.verdigris.cli.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import dev.verdigris.core.text.DurationText;

/** Reads single values of the strongest places. A value that is not valid is a problem that names its place. */
final class ValueReader {

    private final Map<Key, List<Value>> values;
    private final ConfigProblems problems;

    ValueReader(Map<Key, List<Value>> values, ConfigProblems problems) {
        this.values = values;
        this.problems = problems;
    }

    /** The single value of {@code key}. */
    Optional<Value> value(Key key) {
        return values.getOrDefault(key, List.of()).stream().findFirst();
    }

    /** The value of {@code key} as {@code reader} parses it. */
    <T> Optional<T> read(Key key, Function<String, Optional<T>> reader, String fault, String fix) {
        return read(value(key), reader, fault, fix);
    }

    /** The value as {@code reader} parses it. Reports {@code fault} if it cannot. */
    <T> Optional<T> read(Optional<Value> value, Function<String, Optional<T>> reader, String fault, String fix) {
        Optional<T> read = value.map(Value::text).flatMap(reader);
        value.filter(given -> read.isEmpty())
                .ifPresent(given -> problems.add(fault + ": " + given.text(), given.origin(), fix));
        return read;
    }

    /** The value of {@code key} as a duration. */
    Optional<Duration> duration(Key key) {
        return read(key, DurationText::parse, key.path() + " is not a duration", "Write it like 30s, 5m or 1h30m.");
    }

    /** The value of {@code key} as a duration between two limits. */
    Optional<Duration> duration(Key key, Duration least, Duration most) {
        Optional<Value> given = value(key);
        return duration(key).filter(length -> {
            boolean fits = length.compareTo(least) >= 0 && length.compareTo(most) <= 0;
            if (!fits) {
                problems.add(
                        key.path() + " is out of range: " + given.orElseThrow().text(),
                        given.orElseThrow().origin(),
                        "Write a time from " + DurationText.of(least) + " to " + DurationText.of(most) + ".");
            }
            return fits;
        });
    }

    /** The value of {@code key} as a number of up to three digits, at least {@code least}. */
    Optional<Integer> number(Key key, int least, String fault) {
        return read(
                key,
                text -> Optional.of(text)
                        .filter(digits -> digits.matches("\\d{1,3}"))
                        .map(Integer::valueOf)
                        .filter(number -> number >= least),
                key.path() + " is not " + fault,
                "Write a number from " + least + " to 999.");
    }
}
