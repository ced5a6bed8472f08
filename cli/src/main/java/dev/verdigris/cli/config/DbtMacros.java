package dev.verdigris.cli.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.verdigris.cli.config.Value.References;

/**
 * Finds the macros with which a dbt project gives its clusters other names than the variable {@code deployment} says.
 * Verdigris does not run Jinja, so such names must be written out.
 */
final class DbtMacros {

    /** The macros that give a cluster its name, with what to do instead. */
    private static final Map<String, String> NAMING = Map.of(
            "generate_cluster_name",
            "Write a verdigris.yml with the connection, the schemas, and the clusters as they are called on the server."
                    + " It replaces the files of dbt.",
            "generate_deploy_cluster_name",
            "Remove the macro, or write a verdigris.yml with the connection, the schemas, the clusters, and the suffix"
                    + " that the macro appends. It replaces the files of dbt.");

    private static final Pattern DEFINITION =
            Pattern.compile("\\{%[-+]?\\s*macro\\s+(?<name>" + String.join("|", NAMING.keySet()) + ")\\s*\\(");

    private static final Pattern COMMENT = Pattern.compile("\\{#.*?#}", Pattern.DOTALL);

    private DbtMacros() {}

    /** Adds a problem for each such macro of the project in {@code directory}. */
    static void check(YamlNode project, Path directory) {
        List<String> places = project.get("macro-paths")
                .map(paths -> paths.checkedItems().stream()
                        .flatMap(item -> item.value(References.NONE).stream())
                        .map(Value::text)
                        .toList())
                .orElse(List.of("macros"));
        places.stream()
                .map(directory::resolve)
                .filter(Files::isDirectory)
                .forEach(each -> check(each, project.problems()));
    }

    private static void check(Path directory, ConfigProblems problems) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.filter(file -> file.toString().endsWith(".sql"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .forEach(file -> checkFile(file, problems));
        } catch (IOException | UncheckedIOException e) {
            problems.add(ConfigProblems.of(
                    "the macros cannot be read: " + e.getMessage(),
                    problems.show(directory),
                    "Check its permissions."));
        }
    }

    private static void checkFile(Path file, ConfigProblems problems) {
        String text = withoutComments(read(file));
        Matcher macro = DEFINITION.matcher(text);
        while (macro.find()) {
            int line = 1
                    + (int) text.chars()
                            .limit(macro.start())
                            .filter(each -> each == '\n')
                            .count();
            problems.add(
                    "the macro " + macro.group("name") + " gives clusters names that are not known here",
                    Origin.line(problems.show(file), line),
                    NAMING.getOrDefault(macro.group("name"), ""));
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
