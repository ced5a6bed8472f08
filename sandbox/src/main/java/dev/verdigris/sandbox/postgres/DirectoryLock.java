package dev.verdigris.sandbox.postgres;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The right of one process to use a directory; the operating system takes it back when the process ends, however it
 * ends. It is a lock on a file, which holds the process id of the last owner.
 */
final class DirectoryLock implements Closeable {

    /**
     * Directories locked by this process. POSIX drops all of a process's locks on a file when the process closes any
     * descriptor of it, so that a second attempt must not even open the file.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private DirectoryLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock without waiting.
     *
     * @param file the lock file in a directory whose path is free of symbolic links; it is made if need be
     * @return empty when this or another process holds it
     */
    static Optional<DirectoryLock> tryTake(Path file) throws IOException {
        if (!HELD.add(file)) {
            return Optional.empty();
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            @Nullable FileLock lock = channel.tryLock();
            if (lock != null) {
                String owner = ProcessHandle.current().pid() + "\n";
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.US_ASCII)));
                return Optional.of(new DirectoryLock(file, channel));
            }
        } catch (IOException e) {
            abandon(file, channel);
            throw e;
        }
        abandon(file, channel);
        return Optional.empty();
    }

    private static void abandon(Path file, @Nullable FileChannel channel) throws IOException {
        HELD.remove(file);
        if (channel != null) {
            channel.close();
        }
    }

    /**
     * The process that holds the lock of this file, as it has recorded. A file that this process has locked is not
     * opened.
     */
    static String owner(Path file) throws IOException {
        return HELD.contains(file)
                ? Long.toString(ProcessHandle.current().pid())
                : Files.readString(file, StandardCharsets.US_ASCII).strip();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release " + file, e);
        } finally {
            HELD.remove(file);
        }
    }
}
