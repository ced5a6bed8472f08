package dev.verdigris.engine.request;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Runs a project's assertions against the staged side.
 *
 * @param checks the directory of {@code *.sql} files, each one query that must return no rows
 * @param samples how many offending rows to show per check
 * @param timeout the limit for each check
 */
public record CheckRequest(Path checks, int samples, Duration timeout) {

    /** Checks of a directory with five sample rows and five minutes each. */
    public static CheckRequest of(Path checks) {
        return new CheckRequest(checks, 5, Duration.ofMinutes(5));
    }
}
