package dev.verdigris.cli.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads what a dbt project already says: the variable {@code deployment} of {@code dbt_project.yml}, which the blue/green
 * macros of dbt-materialize use, and the connection in {@code profiles.yml}. An environment is a target of the profile.
 *
 * <p>Keys that are none of ours are dbt's business and pass unseen. Literal passwords are accepted, since dbt keeps them
 * there; they are secrets here all the same.
 */
final class DbtProject {

    /** The file that makes a directory a dbt project. */
    static final String NAME = "dbt_project.yml";

    private static final String PROFILES = "profiles.yml";

    /** How the fields of a profile's output are called here. */
    private static final Map<String, Key> FIELDS = Map.ofEntries(
            Map.entry("host", Key.HOST),
            Map.entry("port", Key.PORT),
            Map.entry("user", Key.USER),
            Map.entry("username", Key.USER),
            Map.entry("pass", Key.PASSWORD),
            Map.entry("password", Key.PASSWORD),
            Map.entry("database", Key.DATABASE),
            Map.entry("dbname", Key.DATABASE),
            Map.entry("connect_timeout", Key.CONNECT_TIMEOUT),
            Map.entry("sslmode", Key.SSLMODE),
            Map.entry("sslrootcert", Key.SSLROOTCERT));

    private final Path file;
    private final Map<String, String> variables;
    private final Faults faults;

    private DbtProject(Path file, Map<String, String> variables, Faults faults) {
        this.file = file;
        this.variables = variables;
        this.faults = faults;
    }

    /** Reads the project of {@code file}; empty if it does not use the deployment variable. */
    static Optional<ProjectConfig> read(Path file, Map<String, String> variables, Faults faults) {
        return YamlReader.read(file, faults).flatMap(root -> new DbtProject(file, variables, faults).project(root));
    }

    private Optional<ProjectConfig> project(YamlNode.Mapping root) {
        Optional<YamlNode.Mapping> deployment = deployment(root);
        if (deployment.isEmpty()) {
            return Optional.empty();
        }
        Optional<YamlNode.Mapping> profile = profile(root);
        Map<String, Layer> environments = new LinkedHashMap<>();
        deployment.get().entries().forEach((target, entry) -> {
            Map<Key, Value> values = new EnumMap<>(Key.class);
            profile.flatMap(found -> output(found, target)).ifPresent(output -> connection(output, values));
            pairs(target, entry.value(), values);
            environments.put(target, new Layer(values));
        });
        Optional<Value> target = profile.flatMap(found -> found.get("target")).flatMap(DbtProject::single);
        return Optional.of(new ProjectConfig(file, environments, Layer.EMPTY, target));
    }

    /** The variable stands among the global ones or among those of the project. */
    private static Optional<YamlNode.Mapping> deployment(YamlNode.Mapping root) {
        Optional<YamlNode.Mapping> vars = mapping(root, "vars");
        Optional<YamlNode.Mapping> own = vars.flatMap(found ->
                word(root, "name").flatMap(name -> mapping(found, name)).flatMap(of -> mapping(of, "deployment")));
        return own.or(() -> vars.flatMap(found -> mapping(found, "deployment")));
    }

    private void pairs(String target, YamlNode node, Map<Key, Value> values) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            faults.add(
                    "deployment target " + target + " must be a mapping, not " + node.kind(),
                    node.origin(),
                    "Write its schemas and clusters as lists.");
            return;
        }
        Map<String, Key> known = Map.of("schemas", Key.SCHEMAS, "clusters", Key.CLUSTERS);
        mapping.entries().forEach((word, entry) -> {
            Key key = known.get(word);
            if (key == null) {
                faults.add(
                        "the key " + word + " is unknown here",
                        entry.keyOrigin(),
                        DidYouMean.cure(word, List.of("schemas", "clusters")));
            } else {
                names(word, entry.value()).ifPresent(value -> values.put(key, value));
            }
        });
    }

    private Optional<Value> names(String word, YamlNode node) {
        if (!(node instanceof YamlNode.Sequence sequence)) {
            faults.add(word + " must be a list, not " + node.kind(), node.origin(), "Write it as a list.");
            return Optional.empty();
        }
        List<Value.Item> items = new ArrayList<>();
        for (YamlNode item : sequence.items()) {
            if (item instanceof YamlNode.Scalar scalar && !scalar.text().isEmpty()) {
                items.add(new Value.Item(Optional.empty(), scalar.text(), scalar.origin()));
            } else {
                faults.add("an item of " + word + " is not a name", item.origin(), "Write a name.");
            }
        }
        return Optional.of(new Value(items, node.origin(), References.DBT));
    }

    private Optional<YamlNode.Mapping> profile(YamlNode.Mapping root) {
        Optional<Path> profiles = profileDirectories()
                .map(directory -> directory.resolve(PROFILES))
                .filter(Files::isRegularFile)
                .findFirst();
        Optional<String> name =
                Optional.ofNullable(variables.get("DBT_PROFILE")).or(() -> word(root, "profile"));
        if (profiles.isEmpty() || name.isEmpty()) {
            return Optional.empty();
        }
        return YamlReader.read(profiles.get(), faults).flatMap(found -> mapping(found, name.get()));
    }

    /** Where dbt itself looks, in its order. */
    private Stream<Path> profileDirectories() {
        Path beside = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("."));
        Stream<Path> wished =
                Stream.ofNullable(variables.get("DBT_PROFILES_DIR")).map(Path::of);
        Stream<Path> home = Stream.ofNullable(variables.get("HOME")).map(directory -> Path.of(directory, ".dbt"));
        return Stream.of(wished, Stream.of(beside), home).flatMap(paths -> paths);
    }

    private Optional<YamlNode.Mapping> output(YamlNode.Mapping profile, String target) {
        Optional<YamlNode.Mapping> output = mapping(profile, "outputs").flatMap(outputs -> mapping(outputs, target));
        output.ifPresent(found -> word(found, "type")
                .filter(type -> !type.equals("materialize"))
                .ifPresent(type -> faults.add(
                        "target " + target + " is of type " + type + ", not materialize",
                        found.origin(),
                        "Choose a target of type materialize with --env.")));
        return output;
    }

    private static void connection(YamlNode.Mapping output, Map<Key, Value> values) {
        output.entries()
                .forEach((field, entry) -> Optional.ofNullable(FIELDS.get(field))
                        .ifPresent(key -> single(entry.value()).ifPresent(value -> values.put(key, value))));
    }

    private static Optional<Value> single(YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar && !scalar.text().isEmpty()) {
            Value.Item item = new Value.Item(Optional.empty(), scalar.text(), scalar.origin());
            return Optional.of(new Value(List.of(item), scalar.origin(), References.DBT));
        }
        return Optional.empty();
    }

    private static Optional<String> word(YamlNode.Mapping mapping, String key) {
        return mapping.get(key)
                .filter(YamlNode.Scalar.class::isInstance)
                .map(node -> ((YamlNode.Scalar) node).text())
                .filter(text -> !text.isEmpty());
    }

    private static Optional<YamlNode.Mapping> mapping(YamlNode.Mapping parent, String key) {
        return parent.get(key).filter(YamlNode.Mapping.class::isInstance).map(YamlNode.Mapping.class::cast);
    }
}
