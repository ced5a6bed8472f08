package dev.verdigris.engine.request;

import java.nio.file.Path;
import java.util.Optional;

import dev.verdigris.core.name.Identifier;

/**
 * The checks of a project.
 *
 * @param directory the directory of {@code *.sql} files, each one query that must return no rows. A project without this
 *     directory has no such checks
 * @param tests the tests of dbt that are checks too; empty if there are none
 * @param cluster the cluster on which the checks run; empty means a cluster of the side that they are about, or one on
 *     which an object of that side runs
 */
public record Checks(Path directory, Optional<DbtTests> tests, Optional<Identifier> cluster) {

    /** The files of a directory. */
    public static Checks of(Path directory) {
        return new Checks(directory, Optional.empty(), Optional.empty());
    }

    /** The same with tests of dbt. */
    public Checks withTests(DbtTests others) {
        return new Checks(directory, Optional.of(others), cluster);
    }

    /** The same on a named cluster. */
    public Checks withCluster(Identifier named) {
        return new Checks(directory, tests, Optional.of(named));
    }
}
