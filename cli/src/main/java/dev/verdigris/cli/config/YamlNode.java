package dev.verdigris.cli.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A YAML document that still knows its lines. */
sealed interface YamlNode {

    /** Where the node begins. */
    Origin.InFile origin();

    /** What the node is, for messages. */
    default String kind() {
        return switch (this) {
            case Mapping ignored -> "a mapping";
            case Sequence ignored -> "a list";
            case Scalar scalar -> scalar.text().isEmpty() ? "nothing" : "a single value";
        };
    }

    /** Keys in the order of the file. */
    record Mapping(Map<String, Entry> entries, Origin.InFile origin) implements YamlNode {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        Optional<YamlNode> get(String key) {
            return Optional.ofNullable(entries.get(key)).map(Entry::value);
        }

        /** The value of {@code key}, if it is a mapping. */
        Optional<Mapping> mapping(String key) {
            return get(key).filter(Mapping.class::isInstance).map(Mapping.class::cast);
        }

        /** The value of {@code key}, if it is a single one and not empty. */
        Optional<String> word(String key) {
            return get(key).filter(Scalar.class::isInstance)
                    .map(node -> ((Scalar) node).text())
                    .filter(text -> !text.isEmpty());
        }
    }

    /** Items in order. */
    record Sequence(List<YamlNode> items, Origin.InFile origin) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** Text as it was written; empty for YAML's null. */
    record Scalar(String text, Origin.InFile origin) implements YamlNode {}

    /**
     * One key with its value.
     *
     * @param keyOrigin where the key stands, for messages about the key itself
     */
    record Entry(Origin.InFile keyOrigin, YamlNode value) {}
}
