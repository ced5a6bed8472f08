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
import dev.verdigris.cli.config.ProjectConfig.PerObject;
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
    /** The group of the checks; one text in its place is the command. */
    private static final String CHECK = "check";

    private static final String DEFAULT_ENVIRONMENT = "default_environment";
    private static final Pattern LITERAL_PASSWORD =
            Pattern.compile("://[^/@:]*:(?!\\$\\{)[^/]+@|[?&]password=(?!\\$\\{)");

    private VerdigrisFile() {}

    /** Reads and checks the whole file. Empty only if there is a problem. */
    static Optional<ProjectConfig> read(Path file, ConfigProblems problems) {
        return YamlNode.read(file, problems).map(root -> {
            Map<Key, List<Value>> shared = settings(root, List.of(DEFAULT_ENVIRONMENT, ENVIRONMENTS));
            Map<String, Declared> environments = new LinkedHashMap<>();
            root.get(ENVIRONMENTS)
                    .map(YamlNode::checkedEntries)
                    .orElse(Map.of())
                    .forEach((name, node) -> {
                        if (name.isEmpty()) {
                            problems.add("an environment has no name", node.key(), "Give it a name.");
                        }
                        environments.put(name, Declared.ofOurs(name, settings(node, List.of()), perObject(node)));
                    });
            Optional<Value> chosen = root.get(DEFAULT_ENVIRONMENT)
                    .flatMap(node -> node.checkedValue("a single value", References.DOLLAR));
            Path directory = file.toAbsolutePath().resolveSibling("");
            return new ProjectConfig(root.file(), directory, environments, shared, perObject(root), chosen);
        });
    }

    private static Map<Key, List<Value>> settings(YamlNode mapping, List<String> others) {
        Map<Key, List<Value>> values = new EnumMap<>(Key.class);
        read(mapping, "", others, values);
        return values;
    }

    /** Adds the values of a mapping and of its groups. {@code others} receives the keys that are not settings. */
    private static void read(YamlNode mapping, String group, List<String> others, Map<Key, List<Value>> values) {
        Map<String, Key> keys = Key.inGroup(group);
        Set<String> groups = group.isEmpty() ? Key.groups() : Set.of();
        List<String> known = Stream.of(keys.keySet(), groups, others)
                .flatMap(Collection::stream)
                .toList();
        mapping.checkedEntries(known).forEach((word, node) -> {
            if (word.equals(CHECK) && groups.contains(word) && !node.isMapping()) {
                values.put(Key.CHECK_COMMAND, single(Key.CHECK_COMMAND, node));
            } else if (groups.contains(word)) {
                read(node, word, List.of(), values);
            } else if (keys.get(word) instanceof Key key && !key.isPerObject()) {
                values.put(key, key.isList() ? list(key, node) : single(key, node));
            }
        });
    }

    private static PerObject perObject(YamlNode mapping) {
        return new PerObject(
                items(mapping, Key.ACCEPT)
                        .flatMap(item -> WrittenConsent.of(item).stream())
                        .toList(),
                items(mapping, Key.SINKS)
                        .flatMap(item -> WrittenSinkWay.of(item).stream())
                        .toList(),
                items(mapping, Key.READY_EXEMPT)
                        .flatMap(item -> WrittenExemption.of(item).stream())
                        .toList());
    }

    private static Stream<YamlNode> items(YamlNode mapping, Key key) {
        Optional<YamlNode> found = Optional.of(mapping);
        for (String word : key.path().split("\\.")) {
            found = found.flatMap(node -> node.get(word));
        }
        return found.stream().flatMap(node -> node.checkedItems().stream());
    }

    private static List<Value> single(Key key, YamlNode node) {
        Optional<Value> value = node.checkedValue("a single value", References.DOLLAR);
        if (value.filter(text -> isLiteralSecret(key, text)).isPresent()) {
            String fix = "Refer to a variable instead, for instance ${" + Key.PASSWORD.variable() + "}.";
            node.problems().add("the file contains a password", node.origin(), fix);
        }
        return value.stream().toList();
    }

    private static boolean isLiteralSecret(Key key, Value value) {
        return key.isSecret() && !value.refers()
                || key == Key.URL && LITERAL_PASSWORD.matcher(value.text()).find();
    }

    private static List<Value> list(Key key, YamlNode node) {
        if (key == Key.STAGED_SIZE && !node.isList()) {
            return single(key, node);
        }
        return node.checkedItems().stream()
                .flatMap(item -> key == Key.SCHEMAS && item.isMapping()
                        ? qualified(item).stream()
                        : item.checkedValue("a name", References.DOLLAR).stream())
                .toList();
    }

    private static Optional<Value> qualified(YamlNode item) {
        item.checkedEntries(List.of("database", "schema"));
        Optional<String> database = item.text("database");
        Optional<String> schema = item.text("schema");
        if (schema.isEmpty() || database.isEmpty()) {
            String what = "a schema written as a mapping lacks its schema or its database";
            item.problems().add(what, item.origin(), "Write {database: …, schema: …}.");
            return Optional.empty();
        }
        return schema.map(text -> new Value(text, database, item.origin(), References.DOLLAR));
    }
}
