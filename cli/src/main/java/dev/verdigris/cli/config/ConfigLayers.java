package dev.verdigris.cli.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import dev.verdigris.cli.config.ConfigSource.Value;

/** The sources, the strongest first. The first source that has a key decides its value. */
final class ConfigLayers {

    private final List<ConfigSource> sources;
    private final Map<String, String> variables;
    private final ConfigProblems problems;

    ConfigLayers(List<ConfigSource> sources, Map<String, String> variables, ConfigProblems problems) {
        this.sources = List.copyOf(sources);
        this.variables = Map.copyOf(variables);
        this.problems = problems;
    }

    /**
     * A value with its references replaced.
     *
     * @param text the text
     * @param database the database that qualifies a schema, if one was written
     * @param origin where the value was written
     * @param rank the number of its source; 0 is the strongest
     */
    record Found(String text, Optional<String> database, Origin origin, int rank) {}

    /** The single value of {@code key}. */
    Optional<Found> text(Key key) {
        return text(key, UnaryOperator.identity());
    }

    /** The single value of {@code key}; {@code encode} is applied to what replaces a reference in a longer text. */
    Optional<Found> text(Key key, UnaryOperator<String> encode) {
        return list(key, encode).stream().findFirst();
    }

    /** Whether a source has {@code key}, even with a reference that cannot be replaced. */
    boolean isWritten(Key key) {
        return sources.stream().anyMatch(source -> source.values().containsKey(key));
    }

    /** All values of {@code key}, in order. */
    List<Found> list(Key key) {
        return list(key, UnaryOperator.identity());
    }

    private List<Found> list(Key key, UnaryOperator<String> encode) {
        for (int rank = 0; rank < sources.size(); rank++) {
            List<Value> values = sources.get(rank).values().get(key);
            if (values != null) {
                return found(values, rank, encode);
            }
        }
        return List.of();
    }

    private List<Found> found(List<Value> values, int rank, UnaryOperator<String> encode) {
        List<Found> found = new ArrayList<>();
        for (Value value : values) {
            Optional<String> text =
                    value.references().replace(value.text(), value.origin(), variables, problems, encode);
            Optional<String> database = value.database()
                    .flatMap(name -> value.references().replace(name, value.origin(), variables, problems, encode));
            text.ifPresent(replaced -> found.add(new Found(replaced, database, value.origin(), rank)));
        }
        return found;
    }
}
