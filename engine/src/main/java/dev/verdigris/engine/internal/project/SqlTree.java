package dev.verdigris.engine.internal.project;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Place;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/**
 * Reads a directory and the directories below it. Links are followed. It finds every mistake of the files, so that all
 * can be reported at once, and it never throws.
 */
final class SqlTree implements FileVisitor<Path> {

    private final Path root;
    private final List<ModelFile> files = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private SqlTree(Path root) {
        this.root = root;
    }

    /** Reads a directory that exists. */
    static SqlTree of(Path root) {
        SqlTree tree = new SqlTree(root);
        try {
            Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, tree);
        } catch (IOException failure) {
            tree.unreadable(root, failure);
        }
        tree.files.sort(Comparator.comparing(ModelFile::path));
        tree.problems.sort(null);
        tree.notes.sort(null);
        return tree;
    }

    /**
     * The files, by path. A file that is not UTF-8 is among them with replacement characters, so that other files that
     * read its object have no mistake because of it.
     */
    List<ModelFile> files() {
        return files;
    }

    /** The mistakes, sorted. */
    List<Problem> problems() {
        return problems;
    }

    /** What was left out although it looks like a file to read, in sentences. */
    List<String> notes() {
        return notes;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        return isHidden(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
        String name = name(path);
        if (isHidden(path)) {
            if (name.endsWith(NearNames.ENDING)) {
                notes.add("File " + path + " is hidden, so it is not read.");
            }
        } else if (attributes.isSymbolicLink()) {
            problem(path, "link " + path + " leads to nothing", "correct the link, or remove it");
        } else if (NearNames.isNearEnding(name)) {
            nearEnding(path, name);
        } else if (!name.endsWith(NearNames.ENDING)) {
            if (NearNames.isCopy(name)) {
                notes.add("File " + path + " is not read, because its name does not end in .sql.");
            }
        } else if (attributes.isRegularFile()) {
            read(path);
        } else {
            problem(path, path + " is not a regular file", "replace it with a file, or remove it");
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException failure) {
        if (!isHidden(path)) {
            unreadable(path, failure);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) {
        if (failure != null) {
            unreadable(directory, failure);
        }
        return FileVisitResult.CONTINUE;
    }

    /** A copy beside the right file is only mentioned. Alone, it is probably the file itself. */
    private void nearEnding(Path path, String name) {
        String right = NearNames.corrected(name);
        if (isOther(path, path.resolveSibling(right))) {
            notes.add("File " + path + " is not read, because its name does not end in .sql.");
        } else {
            problem(
                    path,
                    "file " + path + " would not be read, because its name does not end in .sql",
                    "rename it to " + right + ", or move it to another directory");
        }
    }

    /** Whether the right file exists and is not the same one, as it is where the case of letters has no meaning. */
    private static boolean isOther(Path path, Path right) {
        try {
            return Files.exists(right) && !Files.isSameFile(path, right);
        } catch (IOException unknown) {
            return false;
        }
    }

    private void read(Path path) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(path);
        } catch (IOException failure) {
            unreadable(path, failure);
            return;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        boolean text = !StandardCharsets.UTF_8
                .newDecoder()
                .decode(in, CharBuffer.allocate(bytes.length), true)
                .isError();
        if (!text) {
            int line = line(bytes, in.position());
            problems.add(new Problem(
                    ProblemCode.BAD_MODEL,
                    "file " + path + " is not UTF-8 text: line " + line + " contains bytes that are not UTF-8",
                    path + ":" + line,
                    new Fix.Edit(new Place.Line(path.toString(), line), "save the file as UTF-8")));
        }
        files.add(new ModelFile(below(path), path.toString(), new String(bytes, StandardCharsets.UTF_8)));
    }

    private static int line(byte[] bytes, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        return line;
    }

    private void unreadable(Path path, IOException failure) {
        String reason = switch (failure) {
            case FileSystemLoopException loop -> " is a link to a directory that contains it";
            case AccessDeniedException denied -> " cannot be read: permission denied";
            default -> " cannot be read: " + failure;
        };
        String fix = switch (failure) {
            case FileSystemLoopException loop -> "remove the link";
            case AccessDeniedException denied -> "give the user of this process the right to read it";
            default -> "make it readable, or remove it";
        };
        problem(path, path + reason, fix);
    }

    private void problem(Path path, String what, String fix) {
        problems.add(new Problem(ProblemCode.BAD_MODEL, what, path.toString(), Fix.advice(fix)));
    }

    private boolean isHidden(Path path) {
        return !path.equals(root) && name(path).startsWith(".");
    }

    private static String name(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }

    private String below(Path path) {
        return StreamSupport.stream(root.relativize(path).spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }
}
