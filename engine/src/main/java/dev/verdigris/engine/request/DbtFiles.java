package dev.verdigris.engine.request;

import java.nio.file.Path;

/**
 * The files of a dbt project.
 *
 * @param project the directory of the project
 * @param target the directory into which dbt writes. It need not exist
 */
public record DbtFiles(Path project, Path target) {

    /** What dbt knows of the project since it last read it. */
    public Path manifest() {
        return target.resolve("manifest.json");
    }

    /**
     * The files of a run of its tests. Each run of dbt writes its manifest again, and tests compile no model. So they
     * have a directory of their own, below that of the compiled models.
     */
    public DbtFiles ofTests() {
        return new DbtFiles(project, target.resolve("verdigris-tests"));
    }

    /** The results of the last run of dbt that has run something. */
    public Path results() {
        return target.resolve("run_results.json");
    }
}
