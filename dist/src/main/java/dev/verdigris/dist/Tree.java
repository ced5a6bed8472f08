package dev.verdigris.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A directory whose files are packed.
 *
 * @param root the directory
 */
record Tree(Path root) {

    /** Removes what an earlier build left, and creates the directory. */
    Tree emptied() throws IOException {
        if (Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            for (Path each : all().sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
        Files.createDirectories(root);
        return this;
    }

    /** The root and all that is below it. */
    Stream<Path> all() throws IOException {
        try (Stream<Path> found = Files.walk(root)) {
            return found.toList().stream();
        }
    }

    /** Copies a file to a name below the root. */
    void copy(Path from, String name) throws IOException {
        Path to = place(name);
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Copies the files of a directory whose names end with one of the endings. */
    void copyAll(Path from, String name, List<String> endings) throws IOException {
        for (Path file : new Tree(from).all().filter(Files::isRegularFile).toList()) {
            if (endings.stream().anyMatch(file.toString()::endsWith)) {
                copy(file, name + "/" + from.relativize(file).toString().replace('\\', '/'));
            }
        }
    }

    /** Writes a text to a name below the root. */
    void write(String name, String text) throws IOException {
        Files.writeString(place(name), text);
    }

    /** Makes a file executable. */
    void executable(String name) throws IOException {
        Files.setPosixFilePermissions(root.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** The path of a name below the root, whose directory exists. */
    Path place(String name) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(Optional.ofNullable(file.getParent()).orElseThrow());
        return file;
    }

    /** Gives all files one time, so that they do not show when they were built. The JVM compares it for its archive. */
    void setTimes(Instant time) throws IOException {
        FileTime same = FileTime.from(time);
        for (Path each : all().toList()) {
            Files.getFileAttributeView(each, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setTimes(same, same, same);
        }
    }

    /** The sum of the sizes of all files, in bytes. */
    long size() throws IOException {
        return all().filter(each -> Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS))
                .mapToLong(Tree::size)
                .sum();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
