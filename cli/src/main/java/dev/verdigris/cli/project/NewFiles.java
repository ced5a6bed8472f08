package dev.verdigris.cli.project;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Files that a command adds to a directory. A file that is there is never replaced. A run that was interrupted has
 * written some of the files, and the beginning of one at most. The next run finds these and writes the rest.
 */
final class NewFiles {

    private final Path directory;
    private final SortedMap<String, String> contents;

    /**
     * Prepares.
     *
     * @param directory the directory, which need not exist
     * @param contents the text of each file by its path below the directory, with {@code /} between the parts
     */
    NewFiles(Path directory, Map<String, String> contents) {
        this.directory = directory;
        this.contents = Collections.unmodifiableSortedMap(new TreeMap<>(contents));
    }

    /** One problem for each file that is in the way, or whose path the system does not take. */
    List<Problem> obstacles() {
        return contents.keySet().stream()
                .flatMap(path -> obstacle(path).stream())
                .distinct()
                .toList();
    }

    private Optional<Problem> obstacle(String path) {
        try {
            Path file = directory.resolve(path);
            Optional<Path> blocked = blockedBy(file);
            if (blocked.isPresent()) {
                return Optional.of(inTheWay(blocked.get(), "is no directory"));
            }
            return rest(path).isEmpty()
                    ? Optional.of(inTheWay(file, "is there with another content"))
                    : Optional.empty();
        } catch (InvalidPathException unfit) {
            return Optional.of(new Problem(
                    ProblemCode.FILE_NOT_WRITTEN,
                    "the system takes no file of this name in the present locale",
                    "file " + path,
                    Fix.advice("run the command with LC_ALL=C.UTF-8")));
        } catch (IOException unreadable) {
            return Optional.of(new Problem(
                    ProblemCode.FILE_IN_THE_WAY,
                    "a file that is there cannot be read: " + reason(unreadable),
                    "file " + directory.resolve(path),
                    Fix.advice("choose another directory, or allow to read the file")));
        }
    }

    /** The nearest thing on the way from the directory to a file that exists and is no directory. */
    private Optional<Path> blockedBy(Path file) {
        Optional<Path> above = Optional.ofNullable(file.getParent());
        while (above.isPresent() && !Files.exists(above.get(), LinkOption.NOFOLLOW_LINKS)) {
            above = above.map(Path::getParent);
        }
        return above.filter(there -> !Files.isDirectory(there));
    }

    /** The bytes of a file that are missing; empty if something else is in its place. */
    private Optional<byte[]> rest(String path) throws IOException {
        Path file = directory.resolve(path);
        byte[] wanted = content(path);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(wanted);
        }
        if (!Files.isRegularFile(file) || Files.size(file) > wanted.length) {
            return Optional.empty();
        }
        byte[] there = Files.readAllBytes(file);
        boolean begins = Arrays.equals(there, Arrays.copyOf(wanted, there.length));
        return begins ? Optional.of(Arrays.copyOfRange(wanted, there.length, wanted.length)) : Optional.empty();
    }

    private byte[] content(String path) {
        return contents.getOrDefault(path, "").getBytes(UTF_8);
    }

    /** What a run would do to the files, if nothing is in the way. */
    List<FileView> planned() {
        return contents.keySet().stream()
                .map(path -> FileView.planned(path, !isThere(path), contents.getOrDefault(path, "")))
                .toList();
    }

    private boolean isThere(String path) {
        try {
            return Files.exists(directory.resolve(path))
                    && rest(path).filter(missing -> missing.length == 0).isPresent();
        } catch (IOException unreadable) {
            return false;
        }
    }

    /**
     * Writes the files. It stops at the first that cannot be written.
     *
     * @param written receives each file
     * @return the problem that has stopped it
     */
    Optional<Problem> write(List<FileView> written) {
        for (String path : contents.keySet()) {
            try {
                written.add(FileView.of(path, write(path)));
            } catch (IOException failed) {
                return Optional.of(notWritten(path, failed));
            }
        }
        return Optional.empty();
    }

    /** Writes what is missing of a file; false if nothing is. */
    private boolean write(String path) throws IOException {
        if (isThere(path)) {
            return false;
        }
        Path file = directory.resolve(path);
        Files.createDirectories(Optional.ofNullable(file.getParent()).orElse(directory));
        Optional<byte[]> rest = rest(path);
        if (rest.isEmpty()) {
            throw new IOException("another program has written it meanwhile");
        }
        boolean begun = Files.exists(file);
        Files.write(file, rest.get(), begun ? StandardOpenOption.APPEND : StandardOpenOption.CREATE_NEW);
        return true;
    }

    /**
     * What is in the directory and is none of these files, as paths below it. Of a directory that contains none of these
     * files, only its own path. A repository of Git is no such thing.
     */
    List<String> others() throws IOException {
        List<String> others = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            addOthers("", others);
        }
        return others.stream().sorted().toList();
    }

    private void addOthers(String below, List<String> others) throws IOException {
        try (var entries = Files.newDirectoryStream(directory.resolve(below))) {
            for (Path entry : entries) {
                String path = below + entry.getFileName();
                boolean directoryOfOurs = contents.keySet().stream().anyMatch(each -> each.startsWith(path + "/"));
                if (directoryOfOurs && Files.isDirectory(entry)) {
                    addOthers(path + "/", others);
                } else if (!directoryOfOurs && !contents.containsKey(path) && !path.equals(".git")) {
                    others.add(path);
                }
            }
        }
    }

    /** The problem of something that is where a file or directory must be. */
    static Problem inTheWay(Path there, String what) {
        return new Problem(
                ProblemCode.FILE_IN_THE_WAY,
                there + " " + what,
                "file " + there,
                Fix.advice("choose another directory, or move what is there"));
    }

    private static Problem notWritten(String path, IOException why) {
        return new Problem(
                ProblemCode.FILE_NOT_WRITTEN,
                "the file cannot be written: " + reason(why),
                "file " + path,
                Fix.advice("remove the cause and run the same command again; it writes the rest"));
    }

    /** What the system says of the failure, without the name of a class of Java. */
    static String reason(IOException failed) {
        return switch (failed) {
            case AccessDeniedException denied -> "permission denied at " + denied.getFile();
            case NoSuchFileException missing -> "the system creates no " + missing.getFile();
            case FileSystemException other
            when other.getReason() != null -> other.getReason() + " at " + other.getFile();
            default -> String.valueOf(failed.getMessage());
        };
    }
}
