package dev.verdigris.sandbox.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StagingTest {

    @TempDir
    private Path parent;

    @Test
    void concurrentBuildsMakeTheDirectoryOnce() throws Exception {
        Path target = parent.resolve("made");
        int makers = 8;
        CyclicBarrier allFilled = new CyclicBarrier(makers);
        List<Future<?>> made = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(makers)) {
            for (int maker = 0; maker < makers; maker++) {
                made.add(threads.submit(() -> {
                    Staging.build(target, directory -> {
                        Files.writeString(directory.resolve("file"), "whole");
                        await(allFilled);
                    });
                    return null;
                }));
            }
            for (Future<?> one : made) {
                assertThat(one.get()).isNull();
            }
        }
        assertThat(target.resolve("file")).hasContent("whole");
        assertThat(entries()).containsExactly(target);
    }

    private static void await(CyclicBarrier barrier) throws IOException {
        try {
            assertThat(barrier.await()).isNotNegative();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IOException(e);
        }
    }

    @Test
    void aFailedBuildLeavesNothing() {
        assertThatThrownBy(() -> Staging.build(parent.resolve("made"), directory -> {
                    Files.writeString(directory.resolve("file"), "half");
                    throw new IOException("disk full");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void removesAbandonedDirectoriesOnly() throws Exception {
        Path abandoned = Files.createDirectory(parent.resolve(".new-abandoned"));
        Files.writeString(abandoned.resolve("file"), "half");
        Files.setLastModifiedTime(abandoned, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
        Path current = Files.createDirectory(parent.resolve(".new-current"));
        Path target = parent.resolve("made");
        Staging.build(target, directory -> Files.writeString(directory.resolve("file"), "whole"));
        assertThat(entries()).containsExactlyInAnyOrder(current, target);
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> list = Files.list(parent)) {
            return list.toList();
        }
    }
}
