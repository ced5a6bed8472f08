package dev.verdigris.engine.request;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Runs a project's assertions against the staged side.
 *
 * @param checks the directory of {@code *.sql} files, each one query that must return no rows
 * @param samples the number of rows that a failed check shows
 * @param timeout the limit for each check
 */
public record CheckRequest(Path checks, int samples, Duration timeout) {

    /** The checks of a directory, with the defaults. */
    public static CheckRequest of(Path checks) {
        return new CheckRequest(checks, Defaults.CHECK_SAMPLES, Defaults.CHECK_TIMEOUT);
    }

    /** The same with a number of rows that a failed check shows. */
    public CheckRequest withSamples(int rows) {
        return new CheckRequest(checks, rows, timeout);
    }

    /** The same with a limit for each check. */
    public CheckRequest withTimeout(Duration limit) {
        return new CheckRequest(checks, samples, limit);
    }
}
