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
 * @param keys the columns that identify a row, by the live name of the relation. A relation or a column that the two
 *     sides do not share is a problem
 * @param declared the same for relations without such a key. What the two sides do not share is ignored
 * @param sampling the share of the rows; empty means all
 * @param samples the most samples of each kind; 0 means none
 * @param distinct whether the distinct values of each column are counted, which costs the server memory for each column
 * @param limit the time limit of each relation
 */
public record DataOptions(
        Map<ObjectName, List<Identifier>> keys,
        List<DataKey> declared,
        Optional<Sampling> sampling,
        int samples,
        boolean distinct,
        Duration limit) {

    /** All rows, five samples of each kind, at most five minutes for each relation. */
    public static final DataOptions DEFAULTS =
            new DataOptions(Map.of(), List.of(), Optional.empty(), 5, true, Duration.ofMinutes(5));

    public DataOptions {
        keys = Map.copyOf(keys);
        declared = List.copyOf(declared);
        if (samples < 0) {
            throw new IllegalArgumentException("a number of samples is not negative, but this is " + samples);
        }
    }
}
