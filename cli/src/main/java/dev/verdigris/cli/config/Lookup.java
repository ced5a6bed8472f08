package dev.verdigris.cli.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Asks the layers for a key, from the strongest to the weakest, and follows references in what it finds. */
final class Lookup {

    private final List<Layer> layers;
    private final Map<String, String> variables;
    private final ConfigProblems problems;

    Lookup(List<Layer> layers, Map<String, String> variables, ConfigProblems problems) {
        this.layers = List.copyOf(layers);
        this.variables = Map.copyOf(variables);
        this.problems = problems;
    }

    /**
     * A text that was found.
     *
     * @param rank how strong its layer is: 0 is the strongest
     */
    record Found(String text, Optional<String> database, Origin origin, int rank) {}

    /** The single value of {@code key}. */
    Optional<Found> text(Key key) {
        return text(key, UnaryOperator.identity());
    }

    /** The single value of {@code key}, with {@code encode} done to whatever a reference inside a longer text yields. */
    Optional<Found> text(Key key, UnaryOperator<String> encode) {
        return list(key, encode).stream().findFirst();
    }

    /** Whether anybody wrote a value for {@code key}, even one that cannot be followed. */
    boolean isWritten(Key key) {
        return layers.stream().anyMatch(layer -> layer.values().containsKey(key));
    }

    /** All values of {@code key}, in order. */
    List<Found> list(Key key) {
        return list(key, UnaryOperator.identity());
    }

    private List<Found> list(Key key, UnaryOperator<String> encode) {
        for (int rank = 0; rank < layers.size(); rank++) {
            Value value = layers.get(rank).values().get(key);
            if (value != null) {
                return follow(value, rank, encode);
            }
        }
        return List.of();
    }

    private List<Found> follow(Value value, int rank, UnaryOperator<String> encode) {
        List<Found> found = new ArrayList<>();
        for (Value.Item item : value.items()) {
            Optional<String> text = value.references().follow(item.text(), item.origin(), variables, problems, encode);
            Optional<String> database = item.database()
                    .flatMap(name -> value.references().follow(name, item.origin(), variables, problems, encode));
            text.ifPresent(followed -> found.add(new Found(followed, database, item.origin(), rank)));
        }
        return found;
    }
}
