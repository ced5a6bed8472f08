package dev.verdigris.engine.internal.project;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.core.check.CheckQuery;
import dev.verdigris.core.check.CheckedSide;
import dev.verdigris.core.check.ProjectCheck;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.guard.CheckNeeds;
import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.model.ModelProject;
import dev.verdigris.core.model.ModelResult;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.plan.BuildPlanner;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.engine.request.Checks;
import dev.verdigris.engine.request.ModelSource;

/**
 * The files of one deployment. They are read once and before anything is created, so that every verb of the deployment
 * uses the same files.
 *
 * @param models the models; empty if another tool builds
 * @param checks the checks; empty if the caller names none
 */
public record ProjectFiles(Optional<SqlFiles> models, Optional<ProjectChecks> checks) {

    /** Reads what is given. */
    public static ProjectFiles of(Optional<ModelSource> models, Optional<Checks> checks, Environment environment) {
        return new ProjectFiles(
                models.map(source -> ProjectModels.of(source, environment)), checks.map(ProjectChecks::of));
    }

    /** All mistakes that can be found without a server, sorted. */
    public List<Problem> mistakes(Environment environment) {
        return Stream.concat(
                        models.stream().flatMap(files -> ofModels(files, environment).stream()),
                        checks.stream().flatMap(all -> ofChecks(all.files(), environment).stream()))
                .distinct()
                .sorted()
                .toList();
    }

    /** All mistakes of models, sorted. */
    public static List<Problem> ofModels(SqlFiles models, Environment environment) {
        Stream<Problem> inTexts = switch (ModelProject.of(models.files(), environment.targetNames())) {
            case ModelResult.Broken broken -> broken.problems().stream().map(BuildPlanner::problem);
            case ModelResult.Resolved resolved -> Stream.empty();
        };
        return Stream.concat(models.problems().stream(), inTexts).sorted().toList();
    }

    private static List<Problem> ofChecks(SqlFiles checks, Environment environment) {
        return Stream.concat(
                        checks.problems().stream(),
                        checks.files().stream().flatMap(file -> ofCheck(file, environment).stream()))
                .toList();
    }

    /**
     * What the checks without mistakes need.
     *
     * @param cluster the cluster that the caller names for them
     */
    public CheckNeeds needs(Environment environment, Optional<Identifier> cluster) {
        return checks.map(all -> all.needsOfAll(environment, cluster)).orElse(new CheckNeeds(List.of(), cluster));
    }

    /** The mistakes of one check. */
    private static List<Problem> ofCheck(ModelFile file, Environment environment) {
        return Arrays.stream(CheckedSide.values())
                .filter(side -> ProjectCheck.when(file).includes(side))
                .flatMap(side -> switch (CheckQuery.of(file, side, environment.targetNames())) {
                    case CheckQuery.Broken broken -> broken.problems().stream().map(BuildPlanner::problem);
                    case CheckQuery.Ready ready -> Stream.<Problem>of();
                })
                .distinct()
                .toList();
    }
}
