package dev.verdigris.engine.request;

import java.nio.file.Path;

/**
 * Builds the staged side from plain SQL files.
 *
 * @param models the directory with the files {@code <schema>/<name>.sql} or {@code <database>/<schema>/<name>.sql}
 * @param dryRun whether the statements are only shown
 */
public record BuildRequest(Path models, boolean dryRun) {

    /** Builds from a directory. */
    public static BuildRequest of(Path models) {
        return new BuildRequest(models, false);
    }

    /** The same, or a dry run of it. */
    public BuildRequest withDryRun(boolean value) {
        return new BuildRequest(models, value);
    }
}
