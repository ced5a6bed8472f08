package dev.verdigris.cli.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.cli.config.Value.References;

/**
 * Finds the macros with which a dbt project gives its schemas and clusters other names than the variable
 * {@code deployment} says. Verdigris does not run Jinja, so such names must be written out.
 */
final class DbtMacros {

    /** A macro of dbt-materialize that names something. A project may have its own. */
    private enum Naming {
        SCHEMA(
                "generate_schema_name",
                "gives staged models the names of live schemas, because its text does not contain the suffix of a"
                        + " deployment",
                "End its result with {{ '_dbt_deploy' if var('deploy', false) }}."),
        CLUSTER(
                "generate_cluster_name",
                "gives clusters names that are not known here",
                "Write a verdigris.yml with the connection, the schemas, and the clusters as they are called on the"
                        + " server. It replaces the files of dbt."),
        DEPLOY_CLUSTER(
                "generate_deploy_cluster_name",
                "gives clusters names that are not known here",
                "Remove the macro, or write a verdigris.yml with the connection, the schemas, the clusters, and the"
                        + " suffix that the macro appends. It replaces the files of dbt.");

        private final String macro;
        private final String effect;
        private final String fix;

        Naming(String macro, String effect, String fix) {
            this.macro = macro;
            this.effect = effect;
            this.fix = fix;
        }

        static Naming of(String macro) {
            return Stream.of(values())
                    .filter(each -> macro.endsWith("__" + each.macro) || macro.equals(each.macro))
                    .findFirst()
                    .orElseThrow();
        }

        /**
         * Whether the macro gives names that are not those of the variable. A macro for schemas that appends the suffix,
         * or calls the macro that does, keeps the names.
         */
        boolean renames(String body) {
            return switch (this) {
                case SCHEMA ->
                    !body.contains("deploy") && !body.contains("generate_schema_name") && !body.contains("super(");
                case CLUSTER, DEPLOY_CLUSTER -> true;
            };
        }
    }

    private static final Pattern DEFINITION = Pattern.compile(
            "\\{%[-+]?\\s*macro\\s+(?<name>(?:materialize__)?(?:"
                    + Stream.of(Naming.values()).map(each -> each.macro).collect(Collectors.joining("|"))
                    + "))\\s*\\((?<body>.*?)\\{%[-+]?\\s*endmacro",
            Pattern.DOTALL);

    private static final Pattern COMMENT = Pattern.compile("\\{#.*?#}", Pattern.DOTALL);

    private final ConfigProblems problems;
    private final Set<Naming> concerned;

    private DbtMacros(ConfigProblems problems, Set<Naming> concerned) {
        this.problems = problems;
        this.concerned = concerned;
    }

    /**
     * Adds a problem for each such macro of the project in {@code directory}.
     *
     * @param schemas whether the deployment has schemas
     * @param clusters whether it has clusters
     */
    static void check(YamlNode project, Path directory, boolean schemas, boolean clusters) {
        Set<Naming> concerned = EnumSet.noneOf(Naming.class);
        if (schemas) {
            concerned.add(Naming.SCHEMA);
        }
        if (clusters) {
            concerned.addAll(EnumSet.of(Naming.CLUSTER, Naming.DEPLOY_CLUSTER));
        }
        DbtMacros macros = new DbtMacros(project.problems(), concerned);
        paths(project).stream()
                .map(directory::resolve)
                .filter(Files::isDirectory)
                .forEach(macros::check);
    }

    private static List<String> paths(YamlNode project) {
        return project.get("macro-paths")
                .map(paths -> paths.checkedItems().stream()
                        .flatMap(item -> item.value(References.NONE).stream())
                        .map(Value::text)
                        .toList())
                .orElse(List.of("macros"));
    }

    private void check(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.filter(file -> file.toString().endsWith(".sql"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .forEach(this::checkFile);
        } catch (IOException | UncheckedIOException e) {
            problems.add(ConfigProblems.of(
                    "the macros cannot be read: " + e.getMessage(),
                    problems.show(directory),
                    "Check its permissions."));
        }
    }

    private void checkFile(Path file) {
        String text = withoutComments(read(file));
        Matcher macro = DEFINITION.matcher(text);
        while (macro.find()) {
            Naming naming = Naming.of(macro.group("name"));
            if (concerned.contains(naming) && naming.renames(macro.group("body"))) {
                long line = 1
                        + text.substring(0, macro.start())
                                .chars()
                                .filter(each -> each == '\n')
                                .count();
                problems.add(
                        "the macro " + macro.group("name") + " " + naming.effect,
                        Origin.line(problems.show(file), (int) line),
                        naming.fix);
            }
        }
    }

    /** Any bytes are read as text, for only the names of macros count. */
    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text with the same lines, but without Jinja comments. */
    private static String withoutComments(String text) {
        return COMMENT.matcher(text).replaceAll(comment -> comment.group().replaceAll("[^\n]", ""));
    }
}
