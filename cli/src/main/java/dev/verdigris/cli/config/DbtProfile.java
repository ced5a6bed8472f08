package dev.verdigris.cli.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The connections of a dbt project: its profile in the {@code profiles.yml} that dbt itself would read. */
sealed interface DbtProfile {

    /** The file that holds profiles. */
    String FILE = "profiles.yml";

    /** Finds the profile {@code name} for the project of {@code projectFile}. */
    static DbtProfile find(
            Path projectFile, Optional<String> name, Map<String, String> variables, ConfigProblems problems) {
        List<Path> directories = directories(projectFile, variables).toList();
        Optional<Path> file = directories.stream()
                .map(directory -> directory.resolve(FILE))
                .filter(Files::isRegularFile)
                .findFirst();
        if (name.isEmpty()) {
            return new Absent(new NoServer(
                    "the dbt project names no profile, so no server is known",
                    problems.show(projectFile),
                    "Write profile: NAME there, or set VERDIGRIS_URL."));
        }
        if (file.isEmpty()) {
            return new Absent(new NoServer(
                    "there is no " + FILE + ", so no server is known",
                    directories.stream().map(problems::show).collect(Collectors.joining(", ")),
                    "Set DBT_PROFILES_DIR to its directory, or VERDIGRIS_URL to the server."));
        }
        return YamlReader.read(file.get(), problems)
                .map(root -> of(file.get(), root, name.get(), problems))
                .orElseGet(() -> new Absent(NoServer.UNNAMED));
    }

    private static DbtProfile of(Path file, YamlNode.Mapping root, String name, ConfigProblems problems) {
        Optional<YamlNode.Mapping> profile = root.mapping(name);
        if (profile.isPresent()) {
            return new Present(file, name, profile.get());
        }
        return new Absent(new NoServer(
                "there is no profile " + name + ", so no server is known", problems.show(file), fix(name, root)));
    }

    private static String fix(String written, YamlNode.Mapping among) {
        return among.entries().isEmpty()
                ? "Write " + written + " there."
                : ConfigProblems.suggestion(written, among.entries().keySet());
    }

    /** Where dbt itself looks, in its order. */
    private static Stream<Path> directories(Path projectFile, Map<String, String> variables) {
        Path beside =
                Optional.ofNullable(projectFile.toAbsolutePath().getParent()).orElse(Path.of("."));
        Stream<Path> wished =
                Stream.ofNullable(variables.get("DBT_PROFILES_DIR")).map(Path::of);
        Stream<Path> home = Stream.ofNullable(variables.get("HOME")).map(directory -> Path.of(directory, ".dbt"));
        return Stream.of(wished, Stream.of(beside), home).flatMap(paths -> paths);
    }

    /** A profile that was found. */
    record Present(Path file, String name, YamlNode.Mapping node) implements DbtProfile {

        /** The target that dbt takes when none is chosen. */
        Optional<YamlNode> target() {
            return node.get("target");
        }

        /** The fields of {@code target}, or why they say nothing about a server. */
        Output output(String target, ConfigProblems problems) {
            Optional<YamlNode.Mapping> outputs = node.mapping("outputs");
            Optional<YamlNode.Mapping> found = outputs.flatMap(all -> all.mapping(target));
            if (found.isEmpty()) {
                return new Output.Useless(new NoServer(
                        "the profile " + name + " has no target " + target + ", so no server is known",
                        problems.show(file),
                        outputs.map(all -> fix(target, all)).orElse("Write its outputs.")));
            }
            Optional<String> type = found.get().word("type").filter(word -> !word.equals("materialize"));
            if (type.isPresent()) {
                return new Output.Useless(new NoServer(
                        "target " + target + " is of type " + type.get() + ", not materialize",
                        problems.show(found.get().origin()),
                        "Choose a target of type materialize with --env."));
            }
            return new Output.Usable(found.get());
        }
    }

    /** There is none. */
    record Absent(NoServer why) implements DbtProfile {}

    /** What a profile says about one target. */
    sealed interface Output {

        /** The connection's fields, in dbt's words. */
        record Usable(YamlNode.Mapping fields) implements Output {}

        /** Nothing that leads to a Materialize. */
        record Useless(NoServer why) implements Output {}
    }
}
