package dev.verdigris.cli.config;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All values from one place: the options, the variables, or one mapping of a file. References in values are not yet
 * replaced, so a source contains no secret of a file.
 *
 * @param values by key; a single value is a list of one, and an empty list is a list that was written empty
 */
public record ConfigSource(Map<Key, List<Value>> values) {

    /** A source without values. */
    public static final ConfigSource EMPTY = new ConfigSource(Map.of());

    public ConfigSource {
        Map<Key, List<Value>> copy = new EnumMap<>(Key.class);
        values.forEach((key, list) -> copy.put(key, List.copyOf(list)));
        values = Collections.unmodifiableMap(copy);
    }

    /**
     * One value as it was written.
     *
     * @param text the text, with its references
     * @param database the database that qualifies a schema, if one was written
     * @param origin where the value was written
     * @param references the syntax of references in it
     */
    record Value(String text, Optional<String> database, Origin origin, References references) {

        static Value of(String text, Origin origin, References references) {
            return new Value(text, Optional.empty(), origin, references);
        }
    }

    /** The source of the options that were given; a key without texts was not given. */
    public static ConfigSource ofOptions(Map<Key, List<String>> given) {
        Map<Key, List<Value>> values = new EnumMap<>(Key.class);
        given.forEach((key, texts) -> {
            if (!texts.isEmpty()) {
                values.put(key, plain(texts, new Origin.Flag(key.option().orElse(key.path()))));
            }
        });
        return new ConfigSource(values);
    }

    /** The source of the variables; an empty variable counts as not set, and commas separate the items of a list. */
    static ConfigSource ofVariables(Map<String, String> variables) {
        Map<Key, List<Value>> values = new EnumMap<>(Key.class);
        for (Key key : Key.values()) {
            String text = variables.getOrDefault(key.variable(), "");
            if (!text.isEmpty()) {
                values.put(key, plain(key.isList() ? items(text) : List.of(text), new Origin.Variable(key.variable())));
            }
        }
        return new ConfigSource(values);
    }

    private static List<Value> plain(List<String> texts, Origin origin) {
        return texts.stream()
                .map(text -> Value.of(text, origin, References.NONE))
                .toList();
    }

    private static List<String> items(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }
}
