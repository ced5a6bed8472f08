package dev.verdigris.core.diff.data;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;

/**
 * How rows are compared.
 *
 * @param keys the columns that identify a row, by the live name of the relation
 * @param sampling the share of the rows; empty means all
 * @param samples the most samples of each kind; 0 means none
 * @param distinct whether the distinct values of each column are counted, which costs the server memory for each column
 * @param limit the time limit of each relation
 */
public record DataOptions(
        Map<ObjectName, List<Identifier>> keys,
        Optional<Sampling> sampling,
        int samples,
        boolean distinct,
        Duration limit) {

    /** All rows, five samples of each kind, at most five minutes for each relation. */
    public static final DataOptions DEFAULTS =
            new DataOptions(Map.of(), Optional.empty(), 5, true, Duration.ofMinutes(5));

    public DataOptions {
        keys = Map.copyOf(keys);
        if (samples < 0) {
            throw new IllegalArgumentException("a number of samples is not negative, but this is " + samples);
        }
    }
}
