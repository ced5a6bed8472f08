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

import dev.verdigris.cli.config.ConfigSource.Value;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

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

    /** The name of the file. */
    static final String NAME = "verdigris.yml";

    private static final String ENVIRONMENTS = "environments";
    private static final String DEFAULT_ENVIRONMENT = "default_environment";
    private static final List<String> QUALIFIED = List.of("database", "schema");
    private static final Pattern LITERAL_PASSWORD =
            Pattern.compile("://[^/@:]*:(?!\\$\\{)[^/]+@|[?&]password=(?!\\$\\{)");

    private final YamlFile yaml;
    private final ConfigProblems problems;

    private VerdigrisFile(YamlFile yaml, ConfigProblems problems) {
        this.yaml = yaml;
        this.problems = problems;
    }

    /** Reads and checks the whole file; what is wrong goes to {@code problems}. */
    static Optional<ProjectConfig> read(Path file, ConfigProblems problems) {
        YamlFile yaml = new YamlFile(file, problems);
        return yaml.read().map(root -> new VerdigrisFile(yaml, problems).project(root));
    }

    private ProjectConfig project(MappingNode root) {
        ConfigSource shared = source(root, List.of(DEFAULT_ENVIRONMENT, ENVIRONMENTS));
        Map<String, ConfigSource> environments = new LinkedHashMap<>();
        yaml.get(root, ENVIRONMENTS).ifPresent(node -> {
            if (node instanceof MappingNode mapping) {
                yaml.entries(mapping).forEach((name, entry) -> environments.put(name, environment(name, entry)));
            } else {
                mismatch(ENVIRONMENTS, "a mapping of names to environments", node);
            }
        });
        Optional<Value> chosen = yaml.get(root, DEFAULT_ENVIRONMENT).flatMap(node -> text(DEFAULT_ENVIRONMENT, node));
        return new ProjectConfig(yaml.path(), environments, shared, chosen, Map.of());
    }

    private ConfigSource environment(String name, YamlFile.Entry entry) {
        if (name.isEmpty()) {
            problems.add("an environment has no name", entry.keyOrigin(), "Give it a name.");
        }
        if (entry.value() instanceof MappingNode mapping) {
            return source(mapping, List.of());
        }
        mismatch("environment " + name, "a mapping", entry.value());
        return ConfigSource.EMPTY;
    }

    /** Reads all settings of one mapping, groups included; {@code others} are keys that are no settings. */
    private ConfigSource source(MappingNode mapping, List<String> others) {
        Map<Key, List<Value>> values = new EnumMap<>(Key.class);
        List<Key> plain = Key.inGroup("");
        List<String> known = Stream.of(plain.stream().map(Key::word), Key.groups().stream(), others.stream())
                .flatMap(words -> words)
                .toList();
        yaml.entries(mapping).forEach((word, entry) -> {
            if (Key.groups().contains(word)) {
                group(word, entry.value(), values);
            } else if (!others.contains(word)) {
                setting(plain, known, word, entry, values);
            }
        });
        return new ConfigSource(values);
    }

    private void group(String group, Node node, Map<Key, List<Value>> values) {
        if (!(node instanceof MappingNode mapping)) {
            mismatch(group, "a mapping", node);
            return;
        }
        List<Key> keys = Key.inGroup(group);
        List<String> known = keys.stream().map(Key::word).toList();
        yaml.entries(mapping).forEach((word, entry) -> setting(keys, known, word, entry, values));
    }

    private void setting(
            List<Key> keys, List<String> known, String word, YamlFile.Entry entry, Map<Key, List<Value>> values) {
        Optional<Key> key =
                keys.stream().filter(candidate -> candidate.word().equals(word)).findFirst();
        if (key.isEmpty()) {
            problems.addUnknownKey(word, entry.keyOrigin(), known);
            return;
        }
        value(key.get(), entry.value()).ifPresent(list -> {
            values.put(key.get(), list);
            list.stream().findFirst().ifPresent(first -> refuseLiteralSecret(key.get(), first));
        });
    }

    private Optional<List<Value>> value(Key key, Node node) {
        return switch (key.shape()) {
            case TEXT, SECRET -> text(key.path(), node).map(List::of);
            case NAMES, SCHEMAS -> list(key, node);
        };
    }

    private Optional<Value> text(String name, Node node) {
        Optional<Value> value = YamlFile.text(node).map(text -> Value.of(text, yaml.origin(node), References.DOLLAR));
        if (value.isEmpty()) {
            mismatch(name, "a single value", node);
        }
        return value;
    }

    private Optional<List<Value>> list(Key key, Node node) {
        if (!(node instanceof SequenceNode sequence)) {
            mismatch(key.path(), "a list", node);
            return Optional.empty();
        }
        List<Value> values = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            Optional<String> text = YamlFile.text(item);
            if (text.isPresent()) {
                values.add(Value.of(text.get(), yaml.origin(item), References.DOLLAR));
            } else if (item instanceof MappingNode mapping && key.shape() == Key.Shape.SCHEMAS) {
                qualified(mapping).ifPresent(values::add);
            } else {
                mismatch("an item of " + key.path(), "a name", item);
            }
        }
        return Optional.of(values);
    }

    private Optional<Value> qualified(MappingNode mapping) {
        yaml.entries(mapping).forEach((word, entry) -> {
            if (!QUALIFIED.contains(word)) {
                problems.addUnknownKey(word, entry.keyOrigin(), QUALIFIED);
            }
        });
        Optional<String> schema = yaml.word(mapping, "schema");
        Optional<String> database = yaml.word(mapping, "database");
        if (schema.isEmpty() || database.isEmpty()) {
            problems.add(
                    "a schema written as a mapping lacks its schema or its database",
                    yaml.origin(mapping),
                    "Write {database: …, schema: …}.");
            return Optional.empty();
        }
        return schema.map(text -> new Value(text, database, yaml.origin(mapping), References.DOLLAR));
    }

    private void refuseLiteralSecret(Key key, Value value) {
        boolean literal = key.shape() == Key.Shape.SECRET && !References.DOLLAR.occursIn(value.text())
                || key == Key.URL && LITERAL_PASSWORD.matcher(value.text()).find();
        if (literal) {
            problems.add(
                    "the file contains a password",
                    value.origin(),
                    "Refer to a variable instead, for instance ${" + Key.PASSWORD.variable() + "}.");
        }
    }

    private void mismatch(String name, String wanted, Node found) {
        problems.add(
                name + " must be " + wanted + ", not " + YamlFile.kind(found), yaml.origin(found), "Correct the line.");
    }
}
