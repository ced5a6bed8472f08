package dev.verdigris.cli.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.cli.config.ProjectConfig.Declared;
import dev.verdigris.cli.config.Value.References;
import org.jspecify.annotations.Nullable;

/**
 * Finds the macros with which a dbt project gives its schemas and clusters other names than the variable
 * {@code deployment} says. Verdigris does not run Jinja, so a macro that does not surely keep the names is a problem,
 * unless a comment in it says that it does.
 */
final class DbtMacros {

    /** A macro of dbt-materialize that names something. A project may have its own. */
    private enum Naming {
        SCHEMA("generate_schema_name", "may give staged models the names of live schemas"),
        CLUSTER("generate_cluster_name", "may give clusters other names than the variable deployment says"),
        DEPLOY_CLUSTER(
                "generate_deploy_cluster_name", "may give staged clusters other names than those that init creates");

        private final String macro;
        private final String effect;

        Naming(String macro, String effect) {
            this.macro = macro;
            this.effect = effect;
        }

        static Naming of(String macro) {
            return Stream.of(values())
                    .filter(each -> macro.endsWith("__" + each.macro) || macro.equals(each.macro))
                    .findFirst()
                    .orElseThrow();
        }

        /** Whether the macro surely gives the names that Verdigris expects. */
        boolean keeps(String body) {
            return switch (this) {
                case SCHEMA -> SchemaMacro.keepsTheSuffix(body);
                case CLUSTER, DEPLOY_CLUSTER -> false;
            };
        }
    }

    /** The comment in a macro that says that its names are right. */
    private static final String MARK = "{# verdigris: keeps the names #}";

    private static final Pattern MARKED = Pattern.compile("\\{#-?\\s*verdigris:\\s*keeps the names\\s*-?#}");

    private static final Pattern DEFINITION = Pattern.compile(
            "\\{%[-+]?\\s*macro\\s+(?<name>(?:(?<prefix>materialize|postgres|default)__)?(?:"
                    + Stream.of(Naming.values()).map(each -> each.macro).collect(Collectors.joining("|"))
                    + "))\\s*\\(.*?%}(?<body>.*?)\\{%[-+]?\\s*endmacro",
            Pattern.DOTALL);

    private static final Pattern COMMENT = Pattern.compile("\\{#.*?#}", Pattern.DOTALL);

    private final YamlNode project;
    private final ConfigProblems problems;
    private final Collection<Declared> environments;

    private DbtMacros(YamlNode project, Collection<Declared> environments) {
        this.project = project;
        this.problems = project.problems();
        this.environments = environments;
    }

    /**
     * Adds a problem for each such macro of the project in {@code directory}.
     *
     * @param variables the process environment
     * @param environments what the variable {@code deployment} says
     */
    static void report(
            YamlNode project, Path directory, Map<String, String> variables, Collection<Declared> environments) {
        DbtMacros macros = new DbtMacros(project, environments);
        macros.paths(directory, variables).filter(Files::isDirectory).forEach(macros::searchDirectory);
    }

    /** The directories of the macros. dbt replaces variables in their names. */
    private Stream<Path> paths(Path directory, Map<String, String> variables) {
        return project.get("macro-paths")
                .map(paths -> paths.checkedItems().stream()
                        .flatMap(item -> item.value(References.DBT).stream())
                        .flatMap(value -> value.replaced(false, variables, problems).stream())
                        .flatMap(value -> value.path(directory, problems).stream()))
                .orElseGet(() -> Stream.of(directory.resolve("macros")));
    }

    private void searchDirectory(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.filter(file -> file.toString().endsWith(".sql"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .forEach(this::searchFile);
        } catch (IOException | UncheckedIOException e) {
            problems.add(ConfigProblems.of(
                    "the macros cannot be read: " + e.getMessage(),
                    problems.show(directory),
                    "Check its permissions."));
        }
    }

    private void searchFile(Path file) {
        String whole = read(file);
        String text = withoutComments(whole);
        Matcher macro = DEFINITION.matcher(text);
        while (macro.find()) {
            Naming naming = Naming.of(macro.group("name"));
            boolean marked =
                    MARKED.matcher(whole.substring(macro.start(), macro.end())).find();
            boolean concerned = isCalled(naming, macro.group("prefix")) && concerns(naming);
            if (concerned && !marked && !naming.keeps(macro.group("body"))) {
                long line = 1
                        + text.substring(0, macro.start())
                                .chars()
                                .filter(each -> each == '\n')
                                .count();
                problems.add(
                        "the macro " + macro.group("name") + " " + naming.effect,
                        Origin.line(problems.show(file), (int) line),
                        fix(naming));
            }
        }
    }

    /**
     * Whether dbt can call a macro with the prefix of an adapter. For schemas, it takes one of the project with any of
     * these prefixes before that of its Materialize adapter.
     */
    private static boolean isCalled(Naming naming, @Nullable String prefix) {
        return naming == Naming.SCHEMA || prefix == null || prefix.equals("materialize");
    }

    private boolean concerns(Naming naming) {
        Key key = naming == Naming.SCHEMA ? Key.SCHEMAS : Key.CLUSTERS;
        return environments.stream().anyMatch(each -> each.values().containsKey(key));
    }

    private String fix(Naming naming) {
        String marked = " If the names are right, write " + MARK + " into the macro.";
        return switch (naming) {
            case SCHEMA -> "Let each result end with {{ '_dbt_deploy' if var('deploy', false) }}." + marked;
            case CLUSTER ->
                "Write a verdigris.yml with the connection and " + mapping()
                        + ", but with the clusters as they are on the server. It replaces the files of dbt." + marked;
            case DEPLOY_CLUSTER ->
                "Remove the macro. Staged schemas have the suffix _dbt_deploy, and an environment has one suffix."
                        + marked;
        };
    }

    /** The environments as they would be written in a file of ours. JSON is YAML. */
    private String mapping() {
        return environments.stream()
                .map(each -> quoted(each.name()) + ": {schemas: " + names(each, Key.SCHEMAS) + ", clusters: "
                        + names(each, Key.CLUSTERS) + "}")
                .collect(Collectors.joining(", ", "environments: {", "}"));
    }

    private static String names(Declared environment, Key key) {
        return environment.values().getOrDefault(key, List.of()).stream()
                .map(value -> quoted(value.text()))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quoted(String name) {
        return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Any bytes are read as text, for only the names of macros count. */
    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text with blanks in the place of Jinja comments. */
    private static String withoutComments(String text) {
        return COMMENT.matcher(text).replaceAll(comment -> comment.group().replaceAll("[^\n]", " "));
    }
}
