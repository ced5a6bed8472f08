package dev.verdigris.cli.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads {@code verdigris.yml}:
 *
 * <pre>{@code
 * default_environment: prod
 * connection:
 *   url: ${MATERIALIZE_URL}
 * environments:
 *   prod:
 *     database: materialize
 *     schemas: [public, internal]
 *     clusters: [prod]
 * }</pre>
 */
final class VerdigrisFile {

    /** The name under which the file is looked for. */
    static final String NAME = "verdigris.yml";

    private static final String ENVIRONMENTS = "environments";
    private static final String DEFAULT_ENVIRONMENT = "default_environment";
    private static final Pattern LITERAL_PASSWORD =
            Pattern.compile("://[^/@:]*:(?!\\$\\{)[^/]+@|[?&]password=(?!\\$\\{)");

    private final Path file;
    private final ConfigProblems problems;

    private VerdigrisFile(Path file, ConfigProblems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** Reads and checks the whole file; what is wrong goes to {@code problems}. */
    static Optional<ProjectConfig> read(Path file, ConfigProblems problems) {
        return YamlReader.read(file, problems).map(root -> new VerdigrisFile(file, problems).project(root));
    }

    private ProjectConfig project(YamlNode.Mapping root) {
        Layer shared = layer(root, List.of(DEFAULT_ENVIRONMENT, ENVIRONMENTS));
        Map<String, Layer> environments = new LinkedHashMap<>();
        root.get(ENVIRONMENTS).ifPresent(node -> {
            if (node instanceof YamlNode.Mapping mapping) {
                mapping.entries().forEach((name, entry) -> environments.put(name, environment(name, entry)));
            } else {
                mismatch(ENVIRONMENTS, "a mapping of names to environments", node);
            }
        });
        Optional<Value> chosen = root.get(DEFAULT_ENVIRONMENT).flatMap(node -> text(DEFAULT_ENVIRONMENT, node));
        return new ProjectConfig(file, environments, shared, chosen, Map.of());
    }

    private Layer environment(String name, YamlNode.Entry entry) {
        if (name.isEmpty()) {
            problems.add("an environment has no name", entry.keyOrigin(), "Give it a name.");
        }
        if (entry.value() instanceof YamlNode.Mapping mapping) {
            return layer(mapping, List.of());
        }
        mismatch("environment " + name, "a mapping", entry.value());
        return Layer.EMPTY;
    }

    /** Reads all settings of one mapping, groups included. */
    private Layer layer(YamlNode.Mapping mapping, List<String> others) {
        Map<Key, Value> values = new EnumMap<>(Key.class);
        List<Key> plain = Key.inGroup("");
        List<String> known = Stream.of(plain.stream().map(Key::word), Key.groups().stream(), others.stream())
                .flatMap(words -> words)
                .toList();
        mapping.entries().forEach((word, entry) -> {
            if (Key.groups().contains(word)) {
                group(word, entry.value(), values);
            } else if (!others.contains(word)) {
                setting(plain, known, word, entry, values);
            }
        });
        return new Layer(values);
    }

    private void group(String group, YamlNode node, Map<Key, Value> values) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            mismatch(group, "a mapping", node);
            return;
        }
        List<Key> keys = Key.inGroup(group);
        List<String> known = keys.stream().map(Key::word).toList();
        mapping.entries().forEach((word, entry) -> setting(keys, known, word, entry, values));
    }

    private void setting(
            List<Key> keys, List<String> known, String word, YamlNode.Entry entry, Map<Key, Value> values) {
        Optional<Key> key =
                keys.stream().filter(candidate -> candidate.word().equals(word)).findFirst();
        if (key.isEmpty()) {
            problems.add(
                    "the key " + word + " is unknown here", entry.keyOrigin(), ConfigProblems.suggestion(word, known));
            return;
        }
        value(key.get(), entry.value()).ifPresent(value -> {
            values.put(key.get(), value);
            refuseLiteralSecret(key.get(), value);
        });
    }

    private Optional<Value> value(Key key, YamlNode node) {
        return switch (key.shape()) {
            case TEXT, SECRET -> text(key.path(), node);
            case NAMES, SCHEMAS -> list(key, node);
        };
    }

    private Optional<Value> text(String name, YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar && !scalar.text().isEmpty()) {
            Value.Item item = new Value.Item(Optional.empty(), scalar.text(), scalar.origin());
            return Optional.of(new Value(List.of(item), scalar.origin(), References.DOLLAR));
        }
        mismatch(name, "a single value", node);
        return Optional.empty();
    }

    private Optional<Value> list(Key key, YamlNode node) {
        if (!(node instanceof YamlNode.Sequence sequence)) {
            mismatch(key.path(), "a list", node);
            return Optional.empty();
        }
        List<Value.Item> items = new ArrayList<>();
        for (YamlNode item : sequence.items()) {
            if (item instanceof YamlNode.Scalar scalar && !scalar.text().isEmpty()) {
                items.add(new Value.Item(Optional.empty(), scalar.text(), scalar.origin()));
            } else if (item instanceof YamlNode.Mapping mapping && key.shape() == Key.Shape.SCHEMAS) {
                qualified(mapping).ifPresent(items::add);
            } else {
                mismatch("an item of " + key.path(), "a name", item);
            }
        }
        return Optional.of(new Value(items, node.origin(), References.DOLLAR));
    }

    private Optional<Value.Item> qualified(YamlNode.Mapping mapping) {
        List<String> known = List.of("database", "schema");
        mapping.entries().forEach((word, entry) -> {
            if (!known.contains(word)) {
                problems.add(
                        "the key " + word + " is unknown here",
                        entry.keyOrigin(),
                        ConfigProblems.suggestion(word, known));
            }
        });
        Optional<String> schema = mapping.word("schema");
        Optional<String> database = mapping.word("database");
        if (schema.isEmpty() || database.isEmpty()) {
            problems.add(
                    "a schema written as a mapping lacks its schema or its database",
                    mapping.origin(),
                    "Write {database: …, schema: …}.");
            return Optional.empty();
        }
        return schema.map(text -> new Value.Item(database, text, mapping.origin()));
    }

    private void refuseLiteralSecret(Key key, Value value) {
        String text = value.items().isEmpty() ? "" : value.items().getFirst().text();
        boolean literal = key.shape() == Key.Shape.SECRET && !References.DOLLAR.occursIn(text)
                || key == Key.URL && LITERAL_PASSWORD.matcher(text).find();
        if (literal) {
            problems.add(
                    "a password stands in the file itself",
                    value.origin(),
                    "Refer to a variable instead, for instance ${" + Key.PASSWORD.variable() + "}.");
        }
    }

    private void mismatch(String name, String wanted, YamlNode found) {
        problems.add(name + " must be " + wanted + ", not " + found.kind(), found.origin(), "Correct the line.");
    }
}
