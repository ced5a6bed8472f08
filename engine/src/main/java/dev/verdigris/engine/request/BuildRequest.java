package dev.verdigris.engine.request;

import java.nio.file.Path;

/** Builds the staged side from plain SQL files. */
public final class BuildRequest {

    private final Path models;
    private final boolean dryRun;

    private BuildRequest(Builder builder) {
        this.models = builder.models;
        this.dryRun = builder.dryRun;
    }

    /** Builds from a directory, with the other defaults. */
    public static BuildRequest of(Path models) {
        return builder(models).build();
    }

    /** Begins a request that builds from a directory. */
    public static Builder builder(Path models) {
        return new Builder(models);
    }

    /** The directory with the files {@code <schema>/<name>.sql} or {@code <database>/<schema>/<name>.sql}. */
    public Path models() {
        return models;
    }

    /** Whether the statements are only shown. */
    public boolean dryRun() {
        return dryRun;
    }

    /** Collects the options. Each method changes one and returns the builder. */
    public static final class Builder {

        private final Path models;
        private boolean dryRun;

        private Builder(Path models) {
            this.models = models;
        }

        /** Sets whether the statements are only shown. Default: false. */
        public Builder dryRun(boolean value) {
            dryRun = value;
            return this;
        }

        /** Creates the request. */
        public BuildRequest build() {
            return new BuildRequest(this);
        }
    }
}
