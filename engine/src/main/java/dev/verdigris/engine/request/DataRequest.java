package dev.verdigris.engine.request;

import java.util.Optional;

import dev.verdigris.core.diff.data.DataOptions;
import dev.verdigris.core.name.Identifier;

/**
 * Compares the rows of both sides.
 *
 * @param options how rows are compared
 * @param cluster the cluster on which the server compares; empty means a staged cluster, or one on which a staged object
 *     runs
 * @param costOnly whether only the cost of the comparison is said
 */
public record DataRequest(DataOptions options, Optional<Identifier> cluster, boolean costOnly) {

    /** All rows, with the defaults. */
    public static final DataRequest DEFAULT = new DataRequest(DataOptions.DEFAULTS, Optional.empty(), false);

    /** The same with other options. */
    public DataRequest withOptions(DataOptions other) {
        return new DataRequest(other, cluster, costOnly);
    }

    /** The same on a named cluster. */
    public DataRequest withCluster(Identifier named) {
        return new DataRequest(options, Optional.of(named), costOnly);
    }
}
