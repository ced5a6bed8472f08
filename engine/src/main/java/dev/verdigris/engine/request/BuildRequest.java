package dev.verdigris.engine.request;

import java.nio.file.Path;

/**
 * Builds the staged side from plain SQL files.
 *
 * @param models the directory that holds {@code <schema>/<name>.sql} or {@code <database>/<schema>/<name>.sql}
 * @param dryRun whether to show the statements only
 */
public record BuildRequest(Path models, boolean dryRun) {

    /** Builds from a directory. */
    public static BuildRequest of(Path models) {
        return new BuildRequest(models, false);
    }
}
