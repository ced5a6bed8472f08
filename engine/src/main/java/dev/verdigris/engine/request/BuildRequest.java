package dev.verdigris.engine.request;

import java.nio.file.Path;

/**
 * Builds the staged side from models in SQL.
 *
 * @param models where the models come from
 * @param dryRun whether the statements are only shown
 */
public record BuildRequest(ModelSource models, boolean dryRun) {

    /** Builds from a directory. */
    public static BuildRequest of(Path directory) {
        return of(new ModelSource.Directory(directory));
    }

    /** Builds these models. */
    public static BuildRequest of(ModelSource models) {
        return new BuildRequest(models, false);
    }

    /** The same, or a dry run of it. */
    public BuildRequest withDryRun(boolean value) {
        return new BuildRequest(models, value);
    }
}
