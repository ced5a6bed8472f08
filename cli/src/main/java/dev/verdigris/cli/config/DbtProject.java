package dev.verdigris.cli.config;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.verdigris.cli.config.ProjectConfig.Declared;
import dev.verdigris.cli.config.ProjectConfig.PerObject;
import dev.verdigris.cli.config.Value.References;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.engine.request.DbtFiles;

/**
 * Reads the configuration from a dbt project: the variable {@code deployment} of {@code dbt_project.yml}, which the
 * blue/green macros of dbt-materialize use, and the connection in {@code profiles.yml}. An environment is a target of
 * the profile.
 *
 * <p>All other keys belong to dbt and are ignored. Literal passwords are accepted, because dbt stores them there. They
 * are treated as secrets here too.
 *
 * @param root the content of {@code dbt_project.yml}
 * @param directory the directory of that file
 * @param places where dbt reads its files
 */
record DbtProject(YamlNode root, Path directory, DbtPlaces places) {

    /** The file that makes a directory a dbt project. */
    static final String NAME = "dbt_project.yml";

    /** The target of a profile that names none (dbt-core: {@code config/profile.py}). */
    private static final String DEFAULT_TARGET = "default";

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
            Map.entry("sslrootcert", Key.SSLROOTCERT),
            Map.entry("sslcert", Key.SSLCERT),
            Map.entry("sslkey", Key.SSLKEY));

    /**
     * A mapping in {@code profiles.yml}. A run does not need it if its server is named elsewhere.
     *
     * @param node the mapping
     * @param missing the problem of a missing mapping, if it is missing
     */
    private record Lookup(Optional<YamlNode> node, Optional<Problem> missing) {

        static Lookup missing(String what, String where, String fix) {
            return new Lookup(Optional.empty(), Optional.of(ConfigProblems.of(what, where, fix)));
        }

        /** The mapping {@code word} of {@code parent}. */
        static Lookup of(YamlNode parent, String word, String missing) {
            Set<String> known = parent.entries().keySet();
            String fix = known.isEmpty() ? "Write " + word + " there." : ConfigProblems.suggestion(word, known);
            return parent.mapping(word)
                    .map(node -> new Lookup(Optional.of(node), Optional.empty()))
                    .orElseGet(() -> missing(missing, parent.file(), fix));
        }
    }

    /** Reads the project of {@code file}; empty if it does not use the variable {@code deployment}. */
    static Optional<ProjectConfig> read(Path file, DbtPlaces places, ConfigProblems problems) {
        return YamlNode.readOfDbt(file, problems)
                .flatMap(root -> new DbtProject(root, file.toAbsolutePath().resolveSibling(""), places).project());
    }

    /** The files that dbt writes for the project of {@code file}. A relative path begins in the project, as for dbt. */
    static Optional<DbtFiles> files(Path file, DbtPlaces places, ConfigProblems problems) {
        Path directory = file.toAbsolutePath().resolveSibling("").normalize();
        return YamlNode.read(file, problems)
                .map(root -> new DbtProject(root, directory, places))
                .map(project -> {
                    Path target = places.chosenTargetDirectory()
                            .or(() -> project.rendered("target-path")
                                    .filter(text -> !text.isEmpty())
                                    .map(Path::of))
                            .orElse(Path.of("target"));
                    return new DbtFiles(directory, directory.resolve(target).normalize());
                });
    }

    private Optional<ProjectConfig> project() {
        return deployment().map(deployment -> {
            Optional<String> name = places.chosenProfile().or(() -> rendered("profile"));
            Lookup profile = profile(name);
            Map<String, Declared> environments = new LinkedHashMap<>();
            deployment.entries().forEach((target, pairs) -> {
                Map<Key, List<Value>> values = new EnumMap<>(Key.class);
                Map<String, Origin> onlyDbt = new TreeMap<>();
                Lookup output = profile.node()
                        .map(node -> output(node, name.orElse(""), target))
                        .orElse(profile);
                output.node().ifPresent(node -> connection(node, values, onlyDbt));
                pairs(pairs, values);
                environments.put(
                        target,
                        new Declared(
                                target,
                                values,
                                PerObject.NONE,
                                onlyDbt,
                                output.missing().or(() -> noHost(output, target))));
            });
            DbtMacros.report(root, directory, places.variables(), environments.values());
            return new ProjectConfig(
                    root.file(), directory, environments, Map.of(), PerObject.NONE, target(profile, environments));
        });
    }

    /** The problem of a target that names no server, if nothing else names one. */
    private static Optional<Problem> noHost(Lookup output, String target) {
        return output.node()
                .map(node -> ConfigProblems.of(
                        "the target " + target + " names no host, so the server is unknown",
                        node.origin().text(),
                        "Write host: there, or name the server with VERDIGRIS_URL."));
    }

    /** The target of a run that chooses none: that of DBT_TARGET, or else that of the profile. */
    private Optional<Value> target(Lookup profile, Map<String, Declared> environments) {
        return places.targetOfVariable()
                .map(name -> new Value(name, Optional.empty(), Origin.variable("DBT_TARGET"), References.NONE))
                .or(() ->
                        profile.node().flatMap(node -> node.get("target")).flatMap(node -> node.value(References.DBT)))
                .or(() -> profile.node()
                        .filter(unused -> environments.containsKey(DEFAULT_TARGET))
                        .map(unused -> new Value(DEFAULT_TARGET, Optional.empty(), Origin.DEFAULT, References.NONE)));
    }

    /** The text of a key of the project file, which may refer to variables. */
    private Optional<String> rendered(String word) {
        return root.get(word)
                .flatMap(node -> node.value(References.DBT))
                .filter(value -> value.isFreeOf(Value.SECRETS, root.problems()))
                .flatMap(value -> value.replaced(false, places.variables(), root.problems()))
                .map(Value::text);
    }

    /** The variable {@code deployment} of the project, or else the global one. */
    private Optional<YamlNode> deployment() {
        Optional<YamlNode> vars = root.mapping("vars");
        return rendered("name")
                .flatMap(name -> vars.flatMap(all -> all.mapping(name)))
                .flatMap(own -> own.mapping("deployment"))
                .or(() -> vars.flatMap(all -> all.mapping("deployment")));
    }

    private Lookup profile(Optional<String> name) {
        if (name.isEmpty()) {
            return Lookup.missing(
                    "the dbt project names no profile, so the server is unknown",
                    root.file(),
                    "Write profile: NAME there, or set VERDIGRIS_URL.");
        }
        Optional<Path> file = places.profilesFile(directory);
        if (file.isEmpty()) {
            return Lookup.missing(
                    "there is no profiles.yml, so the server is unknown",
                    places.profileDirectories(directory).stream()
                            .map(root.problems()::show)
                            .collect(Collectors.joining(", ")),
                    "Name its directory with --profiles-dir or DBT_PROFILES_DIR, or the server with VERDIGRIS_URL.");
        }
        String missing = "there is no profile " + name.get() + ", so the server is unknown";
        return YamlNode.readOfDbt(file.get(), root.problems())
                .map(profiles -> Lookup.of(profiles, name.get(), missing))
                .orElseGet(() -> new Lookup(Optional.empty(), Optional.empty()));
    }

    private static Lookup output(YamlNode profile, String name, String target) {
        String missing = "the profile " + name + " has no target " + target + ", so the server is unknown";
        Lookup output = profile.mapping("outputs")
                .map(outputs -> Lookup.of(outputs, target, missing))
                .orElseGet(() -> Lookup.missing(missing, profile.file(), "Write its outputs."));
        Optional<String> type = output.node().flatMap(node -> node.text("type"));
        if (type.isPresent() && !type.get().equals("materialize")) {
            return Lookup.missing(
                    "target " + target + " is of type " + type.get() + ", not materialize",
                    output.node().orElseThrow().origin().text(),
                    "Choose a target of type materialize with --env.");
        }
        return output;
    }

    private void connection(YamlNode output, Map<Key, List<Value>> values, Map<String, Origin> onlyDbt) {
        output.entries().forEach((field, node) -> {
            Key key = FIELDS.get(field);
            if (key != null) {
                node.value(field.equals("password") ? References.DBT_PASSWORD : References.DBT)
                        .ifPresent(value -> values.put(key, List.of(value)));
            } else if (field.equals("role") && !isEmpty(node)) {
                String what = "the profile names a role for SET ROLE, which Materialize does not have";
                root.problems().add(what, node.origin(), "Remove role, and write the role that deploys as user.");
            } else if (!field.equals("type")) {
                onlyDbt.put(field, node.origin());
            }
        });
    }

    /** Whether dbt takes the field for one that is not there. */
    private boolean isEmpty(YamlNode field) {
        return field.value(References.DBT)
                .flatMap(value -> value.replaced(false, places.variables()).or(() -> Optional.of(value)))
                .filter(value -> !value.text().isEmpty())
                .isEmpty();
    }

    private static void pairs(YamlNode target, Map<Key, List<Value>> values) {
        target.checkedEntries(List.of("schemas", "clusters"))
                .forEach((word, names) -> values.put(
                        word.equals("schemas") ? Key.SCHEMAS : Key.CLUSTERS,
                        names.checkedItems().stream()
                                .flatMap(item -> item.checkedValue("a name", References.DBT_VARIABLE).stream())
                                .toList()));
    }
}
