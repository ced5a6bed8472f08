package dev.verdigris.engine.internal.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.core.deployment.Digests;
import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;

/**
 * The SQL files of one directory of a project, read once.
 *
 * @param files the files, by path
 * @param problems the mistakes that do not depend on the contents, such as a name that is nearly right; sorted
 * @param notes what the user should know of, such as files that were left out
 */
public record SqlFiles(List<ModelFile> files, List<Problem> problems, List<String> notes) {

    public SqlFiles {
        files = List.copyOf(files);
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }

    /** Files of which nothing is known, for these reasons. */
    static SqlFiles unknown(List<Problem> problems) {
        return new SqlFiles(List.of(), problems, List.of());
    }

    /** The models of a project. Without a file, there is a problem. */
    public static SqlFiles models(Path directory) {
        Optional<SqlFiles> found = existing(directory);
        if (found.isEmpty()) {
            return refused(new Problem(
                    ProblemCode.BAD_CONFIG,
                    "there is no directory " + directory + " with models"
                            + near(directory)
                                    .map(name -> "; did you mean " + name + "?")
                                    .orElse(""),
                    directory.toString(),
                    Fix.advice("put the models there as <schema>/<name>.sql, or name another directory")));
        }
        // A build of nothing would only drop the result of an earlier build.
        return found.get().isEmpty()
                ? new SqlFiles(
                        List.of(),
                        List.of(new Problem(
                                ProblemCode.BAD_MODEL,
                                "there is no model file in " + directory,
                                directory.toString(),
                                Fix.advice("name the directory that contains <schema>/<name>.sql"))),
                        found.get().notes())
                : found.get();
    }

    /**
     * The checks of a project. A project may have none, which a note says. A directory of SQL files whose name is
     * nearly the right one is a problem, because its checks would not run.
     */
    public static SqlFiles checks(Path directory) {
        Optional<SqlFiles> found = existing(directory);
        if (found.isPresent()) {
            return found.get().isEmpty()
                    ? found.get().noting("No checks: directory " + directory + " contains no SQL file.")
                    : found.get();
        }
        if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            boolean link = Files.isSymbolicLink(directory);
            return refused(new Problem(
                    ProblemCode.BAD_CONFIG,
                    directory + (link ? " is a link that leads to no directory" : " is not a directory")
                            + ", so its checks cannot run",
                    directory.toString(),
                    Fix.advice(link ? "correct the link, or remove it" : "replace it with a directory, or remove it")));
        }
        Path project = directory.toAbsolutePath().getParent();
        if (project != null && !Files.isDirectory(project)) {
            return refused(new Problem(
                    ProblemCode.BAD_CONFIG,
                    "there is no directory " + project,
                    project.toString(),
                    Fix.advice("name the directory of the project")));
        }
        return near(directory)
                .map(name -> refused(new Problem(
                        ProblemCode.BAD_CONFIG,
                        "directory " + directory + " does not exist; directory " + name
                                + " has nearly this name, and its SQL files would not be read",
                        directory.resolveSibling(name).toString(),
                        Fix.advice("rename " + name + " to " + directory.getFileName()
                                + "; or, if " + name + " contains no checks, rename it so that the names differ by more"
                                + " than two characters"))))
                .orElseGet(() -> new SqlFiles(List.of(), List.of(), List.of())
                        .noting("No checks: directory " + directory + " does not exist."));
    }

    /** The digest of the files; empty if there are none. */
    public Optional<Digest> digest() {
        return files.isEmpty() ? Optional.empty() : Optional.of(Digests.ofFiles(files));
    }

    /** The digest that a run is known by. Files that cannot all be read are not known. */
    public Optional<Digest> identity() {
        return problems.isEmpty() ? digest() : Optional.empty();
    }

    private boolean isEmpty() {
        return files.isEmpty() && problems.isEmpty();
    }

    private static SqlFiles refused(Problem problem) {
        return new SqlFiles(List.of(), List.of(problem), List.of());
    }

    private SqlFiles noting(String note) {
        return new SqlFiles(
                files, problems, Stream.concat(notes.stream(), Stream.of(note)).toList());
    }

    /** The files of a directory, if it exists. */
    private static Optional<SqlFiles> existing(Path directory) {
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        SqlTree tree = SqlTree.of(directory);
        SqlFiles found = new SqlFiles(tree.files(), tree.problems(), tree.notes());
        return Optional.of(near(directory)
                .map(name -> found.noting("Directory " + directory.resolveSibling(name)
                        + " is not read, although its name is close to " + directory.getFileName() + "."))
                .orElse(found));
    }

    /** The name of a directory beside this one that has SQL files and whose name is nearly the same. */
    private static Optional<String> near(Path directory) {
        Path parent = directory.toAbsolutePath().getParent();
        Path right = directory.getFileName();
        if (parent == null || right == null || !Files.isDirectory(parent)) {
            return Optional.empty();
        }
        List<Path> siblings = new ArrayList<>();
        try (Stream<Path> all = Files.list(parent)) {
            all.filter(Files::isDirectory).sorted().forEach(siblings::add);
        } catch (IOException | UncheckedIOException unreadable) {
            return Optional.empty();
        }
        return siblings.stream()
                .filter(each -> NearNames.isNearDirectory(each.getFileName().toString(), right.toString()))
                .filter(each -> !isSame(each, directory))
                .filter(each -> hasSql(SqlTree.of(each)))
                .map(each -> each.getFileName().toString())
                .findFirst();
    }

    private static boolean hasSql(SqlTree tree) {
        return !tree.files().isEmpty() || !tree.problems().isEmpty();
    }

    /** Whether both are one directory, as they are where the case of letters has no meaning. */
    private static boolean isSame(Path one, Path other) {
        try {
            return Files.exists(other) && Files.isSameFile(one, other);
        } catch (IOException unknown) {
            return false;
        }
    }
}
