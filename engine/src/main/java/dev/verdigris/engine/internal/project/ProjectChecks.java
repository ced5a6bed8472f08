package dev.verdigris.engine.internal.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.check.CheckQuery;
import dev.verdigris.core.check.CheckedSide;
import dev.verdigris.core.check.ProjectCheck;
import dev.verdigris.core.deployment.Digests;
import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.guard.CheckNeeds;
import dev.verdigris.core.guard.RequiredChecks;
import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.name.Identifier;
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

    /** The checks that must have passed; empty if there are none, or if not all of their files can be read. */
    public static Optional<RequiredChecks> required(Optional<Checks> checks) {
        return checks.map(ProjectChecks::of).flatMap(ProjectChecks::identity).map(RequiredChecks::of);
    }

    /** The mistakes that do not depend on the contents of the files. */
    public List<Problem> problems() {
        return files.problems();
    }

    /** What the user should know of. */
    public List<String> notes() {
        return files.notes();
    }

    /** The files of the checks that run on a side. A file whose header is wrong counts for the staged side. */
    public List<ModelFile> on(CheckedSide side) {
        return files.files().stream()
                .filter(file -> ProjectCheck.when(file).includes(side))
                .toList();
    }

    /** Whether there is no check of the staged side. */
    public boolean isEmpty() {
        return on(CheckedSide.STAGED).isEmpty() && tests.isEmpty();
    }

    /**
     * What the checks of a side need, as far as they have no mistakes.
     *
     * @param cluster the cluster that the caller names for them
     */
    public CheckNeeds needs(CheckedSide side, Environment environment, Optional<Identifier> cluster) {
        return needs(on(side), side, environment, cluster);
    }

    /**
     * What all checks need of the staged side, which becomes the live one. So a name that is wrong in a check of the
     * live side is known before the promotion.
     *
     * @param cluster the cluster that the caller names for them
     */
    public CheckNeeds needsOfAll(Environment environment, Optional<Identifier> cluster) {
        return needs(files.files(), CheckedSide.STAGED, environment, cluster);
    }

    private static CheckNeeds needs(
            List<ModelFile> files, CheckedSide side, Environment environment, Optional<Identifier> cluster) {
        List<CheckNeeds.Query> queries = new ArrayList<>();
        for (ModelFile file : files) {
            if (CheckQuery.of(file, side, environment.targetNames()) instanceof CheckQuery.Ready ready) {
                queries.add(new CheckNeeds.Query(file.shownAs(), ready.inputs(), ready.others()));
            }
        }
        return new CheckNeeds(queries, cluster);
    }

    /**
     * The digest of the checks of the staged side; empty if there are none. Of tests of dbt it has the words of the command: what they
     * test is known to dbt only.
     */
    public Optional<Digest> digest() {
        return digest(on(CheckedSide.STAGED));
    }

    /** The same of all checks, with those of the live side. */
    public Optional<Digest> digestOfAll() {
        return digest(files.files());
    }

    private Optional<Digest> digest(List<ModelFile> some) {
        List<ModelFile> all = new ArrayList<>(some);
        tests.map(run -> String.join("\0", run.command().command()))
                .ifPresent(words -> all.add(new ModelFile("", "", words)));
        return all.isEmpty() ? Optional.empty() : Optional.of(Digests.ofFiles(all));
    }

    /** The digest that a run is known by. Files that cannot all be read are not known. */
    public Optional<Digest> identity() {
        return problems().isEmpty() ? digest() : Optional.empty();
    }
}
