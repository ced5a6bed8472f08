package dev.verdigris.cli.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * All values from one place. Layers are laid over one another; the first that has a key decides.
 *
 * @param values by key, in the keys' order
 */
public record Layer(Map<Key, Value> values) {

    /** A layer without values. */
    public static final Layer EMPTY = new Layer(Map.of());

    public Layer {
        Map<Key, Value> copy = new EnumMap<>(Key.class);
        copy.putAll(values);
        values = Collections.unmodifiableMap(copy);
    }

    /** The layer of the options that were given: for each key its texts; keys without any were not given. */
    public static Layer ofFlags(Map<Key, List<String>> given) {
        Map<Key, Value> values = new EnumMap<>(Key.class);
        given.forEach((key, texts) -> {
            if (!texts.isEmpty()) {
                values.put(key, Value.plain(texts, new Origin.Flag(key.option().orElse(key.path()))));
            }
        });
        return new Layer(values);
    }

    /** The layer of the variables that are set; an empty variable counts as not set, a list is split at commas. */
    static Layer ofVariables(Map<String, String> variables) {
        Map<Key, Value> values = new EnumMap<>(Key.class);
        for (Key key : Key.values()) {
            String text = variables.getOrDefault(key.variable(), "");
            if (!text.isEmpty()) {
                Origin origin = new Origin.Variable(key.variable());
                values.put(key, key.isList() ? Value.plain(split(text), origin) : Value.plain(text, origin));
            }
        }
        return new Layer(values);
    }

    private static List<String> split(String text) {
        return new ArrayList<>(Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList());
    }
}
