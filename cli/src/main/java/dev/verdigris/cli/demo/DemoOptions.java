package dev.verdigris.cli.demo;

import java.nio.file.Path;

/**
 * What a demonstration plays.
 *
 * @param example the directory that holds {@code setup.sql}, {@code sink.sql}, {@code reader.sql}, {@code verdigris.yml}
 *     and the projects {@code v1} and {@code v2}
 * @param readers how many clients read
 * @param reads how many reads there must be at least
 */
public record DemoOptions(Path example, int readers, long reads) {

    public DemoOptions {
        if (readers < 1 || reads < 1) {
            throw new IllegalArgumentException("a demonstration needs readers that read");
        }
    }
}
