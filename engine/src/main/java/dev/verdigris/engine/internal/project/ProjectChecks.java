package dev.verdigris.engine.internal.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.deployment.Digests;
import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.engine.request.Checks;
import dev.verdigris.engine.request.DbtTests;

/**
 * The checks of a project, whose files are read once.
 *
 * @param files the SQL files
 * @param tests the tests of dbt that are checks too
 */
public record ProjectChecks(SqlFiles files, Optional<DbtTests> tests) {

    /** Reads the files. */
    public static ProjectChecks of(Checks checks) {
        SqlFiles files = SqlFiles.checks(checks.directory());
        return new ProjectChecks(
                checks.tests().isEmpty() || !files.files().isEmpty()
                        ? files
                        : new SqlFiles(files.files(), files.problems(), List.of()),
                checks.tests());
    }

    /** The mistakes that do not depend on the contents of the files. */
    public List<Problem> problems() {
        return files.problems();
    }

    /** What the user should know of. */
    public List<String> notes() {
        return files.notes();
    }

    /** Whether there is no check. */
    public boolean isEmpty() {
        return files.files().isEmpty() && tests.isEmpty();
    }

    /**
     * The digest of the checks; empty if there are none. Of tests of dbt it has the words of the command: what they
     * test is known to dbt only.
     */
    public Optional<Digest> digest() {
        List<ModelFile> all = new ArrayList<>(files.files());
        tests.map(run -> String.join("\0", run.command().command()))
                .ifPresent(words -> all.add(new ModelFile("", "", words)));
        return all.isEmpty() ? Optional.empty() : Optional.of(Digests.ofFiles(all));
    }

    /** The digest that a run is known by. Files that cannot all be read are not known. */
    public Optional<Digest> identity() {
        return problems().isEmpty() ? digest() : Optional.empty();
    }
}
