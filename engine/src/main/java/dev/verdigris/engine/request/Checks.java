package dev.verdigris.engine.request;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The checks of a project.
 *
 * @param directory the directory of {@code *.sql} files, each one query that must return no rows. A project without this
 *     directory has no such checks
 * @param tests the tests of dbt that are checks too; empty if there are none
 */
public record Checks(Path directory, Optional<DbtTests> tests) {

    /** The files of a directory. */
    public static Checks of(Path directory) {
        return new Checks(directory, Optional.empty());
    }

    /** The same with tests of dbt. */
    public Checks withTests(DbtTests others) {
        return new Checks(directory, Optional.of(others));
    }
}
