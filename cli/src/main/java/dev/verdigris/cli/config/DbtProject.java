package dev.verdigris.cli.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.cli.config.ConfigSource.Value;
import dev.verdigris.cli.config.ProjectConfig.NoServer;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads the configuration from a dbt project: the variable {@code deployment} of {@code dbt_project.yml}, which the
 * blue/green macros of dbt-materialize use, and the connection in {@code profiles.yml}. An environment is a target of the
 * profile.
 *
 * <p>All other keys belong to dbt and are ignored. Literal passwords are accepted, because dbt keeps them there; they
 * are secrets here too.
 */
final class DbtProject {

    /** The file that makes a directory a dbt project. */
    static final String NAME = "dbt_project.yml";

    private static final String PROFILES = "profiles.yml";
    private static final Map<String, Key> PAIRS = Map.of("schemas", Key.SCHEMAS, "clusters", Key.CLUSTERS);

    /** The fields of a target in a profile. */
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

    private final YamlFile yaml;
    private final Map<String, String> variables;
    private final ConfigProblems problems;

    private DbtProject(YamlFile yaml, Map<String, String> variables, ConfigProblems problems) {
        this.yaml = yaml;
        this.variables = variables;
        this.problems = problems;
    }

    /** The profile of the project: the connections by target. */
    private sealed interface Profile {

        /** It exists. */
        record Present(YamlFile yaml, String name, MappingNode node) implements Profile {}

        /** It does not exist. */
        record Absent(NoServer why) implements Profile {}
    }

    /** Reads the project of {@code file}; empty if it does not use the variable {@code deployment}. */
    static Optional<ProjectConfig> read(Path file, Map<String, String> variables, ConfigProblems problems) {
        YamlFile yaml = new YamlFile(file, problems);
        return yaml.read().flatMap(root -> new DbtProject(yaml, variables, problems).project(root));
    }

    private Optional<ProjectConfig> project(MappingNode root) {
        Optional<MappingNode> deployment = deployment(root);
        if (deployment.isEmpty()) {
            return Optional.empty();
        }
        Profile profile =
                profile(Optional.ofNullable(variables.get("DBT_PROFILE")).or(() -> yaml.word(root, "profile")));
        Map<String, ConfigSource> environments = new LinkedHashMap<>();
        Map<String, NoServer> serverless = new LinkedHashMap<>();
        yaml.entries(deployment.get()).forEach((target, entry) -> {
            Map<Key, List<Value>> values = new EnumMap<>(Key.class);
            connection(profile, target, values).ifPresent(why -> serverless.put(target, why));
            pairs(target, entry.value(), values);
            environments.put(target, new ConfigSource(values));
        });
        return Optional.of(
                new ProjectConfig(yaml.path(), environments, ConfigSource.EMPTY, defaultTarget(profile), serverless));
    }

    /** The variable is among the global ones or among those of the project. */
    private Optional<MappingNode> deployment(MappingNode root) {
        Optional<MappingNode> vars = yaml.mapping(root, "vars");
        Optional<MappingNode> own = vars.flatMap(found -> yaml.word(root, "name")
                .flatMap(name -> yaml.mapping(found, name))
                .flatMap(project -> yaml.mapping(project, "deployment")));
        return own.or(() -> vars.flatMap(found -> yaml.mapping(found, "deployment")));
    }

    private Profile profile(Optional<String> name) {
        if (name.isEmpty()) {
            return new Profile.Absent(new NoServer(
                    "the dbt project names no profile, so no server is known",
                    problems.show(yaml.path()),
                    "Write profile: NAME there, or set VERDIGRIS_URL."));
        }
        List<Path> directories = directories().toList();
        Optional<YamlFile> file = directories.stream()
                .map(directory -> directory.resolve(PROFILES))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(path -> new YamlFile(path, problems));
        if (file.isEmpty()) {
            return new Profile.Absent(new NoServer(
                    "there is no " + PROFILES + ", so no server is known",
                    directories.stream().map(problems::show).collect(Collectors.joining(", ")),
                    "Set DBT_PROFILES_DIR to its directory, or VERDIGRIS_URL to the server."));
        }
        return file.get()
                .read()
                .map(root -> profile(file.get(), root, name.get()))
                .orElseGet(() -> new Profile.Absent(NoServer.UNNAMED));
    }

    private Profile profile(YamlFile file, MappingNode root, String name) {
        Optional<MappingNode> found = file.mapping(root, name);
        if (found.isPresent()) {
            return new Profile.Present(file, name, found.get());
        }
        return new Profile.Absent(new NoServer(
                "there is no profile " + name + ", so no server is known",
                problems.show(file.path()),
                suggestion(name, file, root)));
    }

    /** The directories in which dbt itself searches, in its order. */
    private Stream<Path> directories() {
        Path ofProject =
                Optional.ofNullable(yaml.path().toAbsolutePath().getParent()).orElse(Path.of("."));
        Stream<Path> chosen =
                Stream.ofNullable(variables.get("DBT_PROFILES_DIR")).map(Path::of);
        Stream<Path> home = Stream.ofNullable(variables.get("HOME")).map(directory -> Path.of(directory, ".dbt"));
        return Stream.of(chosen, Stream.of(ofProject), home).flatMap(paths -> paths);
    }

    private static Optional<Value> defaultTarget(Profile profile) {
        return switch (profile) {
            case Profile.Present present ->
                present.yaml().get(present.node(), "target").flatMap(node -> single(present.yaml(), node));
            case Profile.Absent ignored -> Optional.empty();
        };
    }

    /** Adds the connection of {@code target} to {@code values}, or returns why there is none. */
    private Optional<NoServer> connection(Profile profile, String target, Map<Key, List<Value>> values) {
        return switch (profile) {
            case Profile.Present present -> connection(present, target, values);
            case Profile.Absent absent -> Optional.of(absent.why());
        };
    }

    private Optional<NoServer> connection(Profile.Present profile, String target, Map<Key, List<Value>> values) {
        YamlFile file = profile.yaml();
        Optional<MappingNode> outputs = file.mapping(profile.node(), "outputs");
        Optional<MappingNode> fields = outputs.flatMap(all -> file.mapping(all, target));
        if (fields.isEmpty()) {
            return Optional.of(new NoServer(
                    "the profile " + profile.name() + " has no target " + target + ", so no server is known",
                    problems.show(file.path()),
                    outputs.map(all -> suggestion(target, file, all)).orElse("Write its outputs.")));
        }
        Optional<String> other = file.word(fields.get(), "type").filter(type -> !type.equals("materialize"));
        if (other.isPresent()) {
            return Optional.of(new NoServer(
                    "target " + target + " is of type " + other.get() + ", not materialize",
                    problems.show(file.origin(fields.get())),
                    "Choose a target of type materialize with --env."));
        }
        file.entries(fields.get())
                .forEach((field, entry) -> Optional.ofNullable(FIELDS.get(field))
                        .ifPresent(key ->
                                single(file, entry.value()).ifPresent(value -> values.put(key, List.of(value)))));
        return Optional.empty();
    }

    private static String suggestion(String written, YamlFile file, MappingNode among) {
        Map<String, YamlFile.Entry> known = file.entries(among);
        return known.isEmpty() ? "Write " + written + " there." : ConfigProblems.suggestion(written, known.keySet());
    }

    private static Optional<Value> single(YamlFile file, Node node) {
        return YamlFile.text(node).map(text -> Value.of(text, file.origin(node), References.DBT));
    }

    private void pairs(String target, Node node, Map<Key, List<Value>> values) {
        if (!(node instanceof MappingNode mapping)) {
            problems.add(
                    "deployment target " + target + " must be a mapping, not " + YamlFile.kind(node),
                    yaml.origin(node),
                    "Write its schemas and clusters as lists.");
            return;
        }
        yaml.entries(mapping).forEach((word, entry) -> {
            Key key = PAIRS.get(word);
            if (key == null) {
                problems.addUnknownKey(word, entry.keyOrigin(), List.of("schemas", "clusters"));
            } else {
                names(word, entry.value()).ifPresent(list -> values.put(key, list));
            }
        });
    }

    private Optional<List<Value>> names(String word, Node node) {
        if (!(node instanceof SequenceNode sequence)) {
            problems.add(
                    word + " must be a list, not " + YamlFile.kind(node), yaml.origin(node), "Write it as a list.");
            return Optional.empty();
        }
        List<Value> values = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            single(yaml, item)
                    .ifPresentOrElse(
                            values::add,
                            () -> problems.add(
                                    "an item of " + word + " is not a name", yaml.origin(item), "Write a name."));
        }
        return Optional.of(values);
    }
}
