package dev.verdigris.e2e.diff;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A version of the project with one defect. It uses the JDK alone, so {@code bench/bad-versions.sh} runs it from its
 * source.
 *
 * @param id its number, which never changes
 * @param what the defect
 * @param why how it comes about in practice
 * @param file the file that is edited; empty if only {@code sql} is run
 * @param edits the edits of that file
 * @param sql what somebody runs after the build
 */
record BadVersion(String id, String what, String why, Optional<String> file, List<Edit> edits, Optional<String> sql) {

    BadVersion {
        edits = List.copyOf(edits);
        if (file.isPresent() == edits.isEmpty() || file.isPresent() == sql.isPresent()) {
            throw new IllegalArgumentException(id + " needs edits of a file, or a statement");
        }
    }

    /**
     * One text replaced by another.
     *
     * @param find the text, which occurs exactly once
     * @param replace what stands there in the bad version
     */
    record Edit(String find, String replace) {

        String in(String text, String where) {
            int at = text.indexOf(find);
            if (at < 0 || text.indexOf(find, at + 1) >= 0) {
                throw new IllegalStateException(
                        where + " must contain exactly once: " + find + (at < 0 ? " (not found)" : " (found again)"));
            }
            return text.substring(0, at) + replace + text.substring(at + find.length());
        }
    }

    /** Reads all versions of the file {@code defects.txt}, each a block of lines. */
    static List<BadVersion> all(Path defects) throws IOException {
        return Arrays.stream(Files.readString(defects).split("\n\n"))
                .map(block -> block.strip().lines().toList())
                .filter(lines -> !lines.get(0).startsWith("#"))
                .map(BadVersion::of)
                .toList();
    }

    private static BadVersion of(List<String> lines) {
        String[] title = lines.get(0).split(" ", 2);
        List<String> finds = values(lines, "find");
        List<String> replacements = values(lines, "replace");
        if (finds.size() != replacements.size()) {
            throw new IllegalArgumentException(title[0] + " has a find without a replace");
        }
        List<Edit> edits = new ArrayList<>();
        for (int i = 0; i < finds.size(); i++) {
            edits.add(new Edit(finds.get(i), replacements.get(i)));
        }
        return new BadVersion(
                title[0],
                title[1],
                String.join(" ", values(lines, "why")),
                values(lines, "file").stream().findFirst(),
                edits,
                values(lines, "sql").stream().findFirst());
    }

    private static List<String> values(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key + ":"))
                .map(line ->
                        line.substring(key.length() + 1).replaceFirst("^ ", "").replace("\\n", "\n"))
                .toList();
    }

    /** Writes the project with this defect into a directory. Files that are there already are replaced. */
    void write(Path project, Path directory) throws IOException {
        copy(project, directory);
        if (file.isPresent()) {
            Path edited = directory.resolve(file.get());
            String text = Files.readString(edited);
            for (Edit edit : edits) {
                text = edit.in(text, id + ": " + file.get());
            }
            Files.writeString(edited, text);
        }
    }

    /** Writes the project without a defect. */
    static void copy(Path project, Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(project)) {
            for (Path from : files.filter(Files::isRegularFile).toList()) {
                Path to = directory.resolve(project.relativize(from).toString());
                Files.createDirectories(to.getParent());
                Files.writeString(to, Files.readString(from));
            }
        }
    }

    /** Whether its edit is of a relation with this schema and name. */
    boolean isOf(String schema, String name) {
        return file.filter(("models/" + schema + "/" + name + ".sql")::equals).isPresent()
                || sql.filter(text -> text.contains(" " + schema + "_dbt_deploy." + name + " "))
                        .isPresent();
    }

    /** Lists the versions, or writes one: the directory of the resources, then an id and an empty directory. */
    public static void main(String[] arguments) throws IOException {
        Path resources = Path.of(arguments[0]);
        List<BadVersion> all = all(resources.resolve("defects.txt"));
        if (arguments.length == 1) {
            all.forEach(each -> System.out.println(each.id() + " " + each.what() + ": " + each.why()));
            return;
        }
        BadVersion wanted = all.stream()
                .filter(each -> each.id().equals(arguments[1]))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no bad version " + arguments[1]));
        Path directory = Path.of(arguments[2]);
        if (Files.exists(directory)) {
            throw new FileAlreadyExistsException(directory.toString());
        }
        wanted.write(resources.resolve("project"), directory);
        wanted.sql().ifPresent(text -> System.out.println("after the build, run: " + text));
    }
}
