package dev.verdigris.cli.config;

import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.verdigris.cli.config.ProjectConfig.Declared;
import dev.verdigris.cli.config.Value.References;

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
    private static final Pattern LITERAL_PASSWORD =
            Pattern.compile("://[^/@:]*:(?!\\$\\{)[^/]+@|[?&]password=(?!\\$\\{)");

    private VerdigrisFile() {}

    /** Reads and checks the whole file. Empty only if it is not YAML. */
    static Optional<ProjectConfig> read(Path file, ConfigProblems problems) {
        return YamlNode.read(file, problems).map(root -> {
            Map<Key, List<Value>> shared = new EnumMap<>(Key.class);
            settings("the file", root, "", List.of(DEFAULT_ENVIRONMENT, ENVIRONMENTS), shared);
            Map<String, Declared> environments = new LinkedHashMap<>();
            root.get(ENVIRONMENTS)
                    .map(node -> node.entries(ENVIRONMENTS, "a mapping of names to environments"))
                    .orElse(Map.of())
                    .forEach((name, node) -> environments.put(name, environment(name, node)));
            Optional<Value> chosen = root.get(DEFAULT_ENVIRONMENT)
                    .flatMap(node -> node.value(DEFAULT_ENVIRONMENT, "a single value", References.DOLLAR));
            return new ProjectConfig(root.file(), file.toAbsolutePath().resolveSibling(""), environments, shared, chosen);
        });
    }

    private static Declared environment(String name, YamlNode node) {
        if (name.isEmpty()) {
            node.problems().add("an environment has no name", node.key(), "Give it a name.");
        }
        Map<Key, List<Value>> values = new EnumMap<>(Key.class);
        settings("environment " + name, node, "", List.of(), values);
        return new Declared(values, Optional.empty());
    }

    /** Adds the values of a mapping, and of the groups in it; {@code others} are keys that are no settings. */
    private static void settings(
            String name, YamlNode node, String group, List<String> others, Map<Key, List<Value>> values) {
        Map<String, Key> keys = Key.inGroup(group);
        Set<String> groups = group.isEmpty() ? Key.groups() : Set.of();
        List<String> known = Stream.of(keys.keySet(), groups, others)
                .flatMap(Collection::stream)
                .toList();
        node.entries(name, known).forEach((word, entry) -> {
            Key key = keys.get(word);
            if (key != null) {
                values.put(key, values(key, entry));
            } else if (groups.contains(word)) {
                settings(word, entry, word, List.of(), values);
            }
        });
    }

    private static List<Value> values(Key key, YamlNode node) {
        if (!key.isList()) {
            Optional<Value> value = node.value(key.path(), "a single value", References.DOLLAR);
            value.filter(text -> isLiteralSecret(key, text))
                    .ifPresent(text -> node.problems()
                            .add(
                                    "the file contains a password",
                                    text.origin(),
                                    "Refer to a variable instead, for instance ${" + Key.PASSWORD.variable() + "}."));
            return value.stream().toList();
        }
        return node.items(key.path()).stream()
                .flatMap(item -> key.shape() == Key.Shape.SCHEMAS && item.isMapping()
                        ? qualified(item).stream()
                        : item.value("an item of " + key.path(), "a name", References.DOLLAR).stream())
                .toList();
    }

    private static boolean isLiteralSecret(Key key, Value value) {
        return key.shape() == Key.Shape.SECRET && !value.refers()
                || key == Key.URL && LITERAL_PASSWORD.matcher(value.text()).find();
    }

    private static Optional<Value> qualified(YamlNode node) {
        node.entries("a schema", List.of("database", "schema"));
        Optional<String> database = node.text("database");
        Optional<String> schema = node.text("schema");
        if (schema.isEmpty() || database.isEmpty()) {
            node.problems()
                    .add(
                            "a schema written as a mapping lacks its schema or its database",
                            node.origin(),
                            "Write {database: …, schema: …}.");
            return Optional.empty();
        }
        return schema.map(text -> new Value(text, database, node.origin(), References.DOLLAR));
    }
}
