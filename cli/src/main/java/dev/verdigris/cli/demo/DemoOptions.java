package dev.verdigris.cli.demo;

import java.nio.file.Path;

/**
 * The options of a demonstration.
 *
 * @param example the directory of {@code setup.sql}, {@code sink.sql}, {@code reader.sql}, {@code verdigris.yml}
 *     and the projects {@code v1} and {@code v2}
 * @param readers the number of clients that read
 * @param reads the minimum number of reads
 */
public record DemoOptions(Path example, int readers, long reads) {

    public DemoOptions {
        if (readers < 1 || reads < 1) {
            throw new IllegalArgumentException("a demonstration needs at least one reader and one read");
        }
    }
}
