package dev.verdigris.cli.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    private final ConfigProblems problems;

    private DbtProject(Path file, Map<String, String> variables, ConfigProblems problems) {
        this.file = file;
        this.variables = variables;
        this.problems = problems;
    }

    /** Reads the project of {@code file}; empty if it does not use the deployment variable. */
    static Optional<ProjectConfig> read(Path file, Map<String, String> variables, ConfigProblems problems) {
        return YamlReader.read(file, problems).flatMap(root -> new DbtProject(file, variables, problems).project(root));
    }

    private Optional<ProjectConfig> project(YamlNode.Mapping root) {
        Optional<YamlNode.Mapping> deployment = deployment(root);
        if (deployment.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> name =
                Optional.ofNullable(variables.get("DBT_PROFILE")).or(() -> root.word("profile"));
        DbtProfile profile = DbtProfile.find(file, name, variables, problems);
        Map<String, Layer> environments = new LinkedHashMap<>();
        Map<String, NoServer> serverless = new LinkedHashMap<>();
        deployment.get().entries().forEach((target, entry) -> {
            Map<Key, Value> values = new EnumMap<>(Key.class);
            switch (output(profile, target)) {
                case DbtProfile.Output.Usable usable -> connection(usable.fields(), values);
                case DbtProfile.Output.Useless useless -> serverless.put(target, useless.why());
            }
            pairs(target, entry.value(), values);
            environments.put(target, new Layer(values));
        });
        return Optional.of(new ProjectConfig(file, environments, Layer.EMPTY, defaultTarget(profile), serverless));
    }

    private DbtProfile.Output output(DbtProfile profile, String target) {
        return switch (profile) {
            case DbtProfile.Present present -> present.output(target, problems);
            case DbtProfile.Absent absent -> new DbtProfile.Output.Useless(absent.why());
        };
    }

    private static Optional<Value> defaultTarget(DbtProfile profile) {
        return switch (profile) {
            case DbtProfile.Present present -> present.target().flatMap(DbtProject::single);
            case DbtProfile.Absent ignored -> Optional.empty();
        };
    }

    /** The variable stands among the global ones or among those of the project. */
    private static Optional<YamlNode.Mapping> deployment(YamlNode.Mapping root) {
        Optional<YamlNode.Mapping> vars = root.mapping("vars");
        Optional<YamlNode.Mapping> own = vars.flatMap(
                found -> root.word("name").flatMap(found::mapping).flatMap(of -> of.mapping("deployment")));
        return own.or(() -> vars.flatMap(found -> found.mapping("deployment")));
    }

    private void pairs(String target, YamlNode node, Map<Key, Value> values) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            problems.add(
                    "deployment target " + target + " must be a mapping, not " + node.kind(),
                    node.origin(),
                    "Write its schemas and clusters as lists.");
            return;
        }
        Map<String, Key> known = Map.of("schemas", Key.SCHEMAS, "clusters", Key.CLUSTERS);
        mapping.entries().forEach((word, entry) -> {
            Key key = known.get(word);
            if (key == null) {
                problems.add(
                        "the key " + word + " is unknown here",
                        entry.keyOrigin(),
                        ConfigProblems.suggestion(word, List.of("schemas", "clusters")));
            } else {
                names(word, entry.value()).ifPresent(value -> values.put(key, value));
            }
        });
    }

    private Optional<Value> names(String word, YamlNode node) {
        if (!(node instanceof YamlNode.Sequence sequence)) {
            problems.add(word + " must be a list, not " + node.kind(), node.origin(), "Write it as a list.");
            return Optional.empty();
        }
        List<Value.Item> items = new ArrayList<>();
        for (YamlNode item : sequence.items()) {
            if (item instanceof YamlNode.Scalar scalar && !scalar.text().isEmpty()) {
                items.add(new Value.Item(Optional.empty(), scalar.text(), scalar.origin()));
            } else {
                problems.add("an item of " + word + " is not a name", item.origin(), "Write a name.");
            }
        }
        return Optional.of(new Value(items, node.origin(), References.DBT));
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
}
