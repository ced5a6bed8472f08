package dev.verdigris.engine.request;

import java.nio.file.Path;
import java.time.Duration;

/** Runs a project's assertions against the staged side. */
public final class CheckRequest {

    private final Path checks;
    private final int samples;
    private final Duration timeout;

    private CheckRequest(Builder builder) {
        this.checks = builder.checks;
        this.samples = builder.samples;
        this.timeout = builder.timeout;
    }

    /** The checks of a directory, with the other defaults. */
    public static CheckRequest of(Path checks) {
        return builder(checks).build();
    }

    /** Begins a request that runs the checks of a directory. */
    public static Builder builder(Path checks) {
        return new Builder(checks);
    }

    /** The directory of {@code *.sql} files, each one query that must return no rows. */
    public Path checks() {
        return checks;
    }

    /** The number of rows that a failed check shows. */
    public int samples() {
        return samples;
    }

    /** The limit for each check. */
    public Duration timeout() {
        return timeout;
    }

    /** Collects the options. Each method changes one and returns the builder. */
    public static final class Builder {

        private final Path checks;
        private int samples = Defaults.CHECK_SAMPLES;
        private Duration timeout = Defaults.CHECK_TIMEOUT;

        private Builder(Path checks) {
            this.checks = checks;
        }

        /** Sets the number of rows that a failed check shows. Default: {@link Defaults#CHECK_SAMPLES}. */
        public Builder samples(int rows) {
            samples = rows;
            return this;
        }

        /** Sets the limit for each check. Default: {@link Defaults#CHECK_TIMEOUT}. */
        public Builder timeout(Duration limit) {
            timeout = limit;
            return this;
        }

        /** Creates the request. */
        public CheckRequest build() {
            return new CheckRequest(this);
        }
    }
}
