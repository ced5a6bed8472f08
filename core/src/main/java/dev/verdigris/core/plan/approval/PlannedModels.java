package dev.verdigris.core.plan.approval;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.verdigris.core.approval.PlanFile;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Digests;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.diff.definition.LiveTexts;
import dev.verdigris.core.diff.definition.ModelComparison;
import dev.verdigris.core.diff.definition.ModelDiff;
import dev.verdigris.core.model.BuildStatement;
import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.model.ModelProject;
import dev.verdigris.core.model.ModelResult;

/**
 * The models of a plan, compared with what is live: the files, or without files the staged relations.
 *
 * @param view the environment
 * @param files the model files; empty if they are not known
 * @param builds whether the plan builds the staged side, which has no relations then
 * @param live the definitions of the live side
 */
record PlannedModels(DeploymentView view, Optional<List<ModelFile>> files, boolean builds, LiveTexts live) {

    /** The models by name. Without files and without a staged side nothing is known of the new version. */
    List<PlanFile.Model> models() {
        return files.map(this::ofFiles).orElseGet(() -> builds ? List.of() : ofStaged());
    }

    private List<PlanFile.Model> ofFiles(List<ModelFile> all) {
        Map<String, ModelFile> byName =
                all.stream().collect(Collectors.toMap(ModelFile::shownAs, Function.identity(), (one, other) -> one));
        return ModelComparison.ofFiles(statements(all), live).stream()
                .map(model -> model(model, model.file().map(byName::get)))
                .toList();
    }

    private List<PlanFile.Model> ofStaged() {
        return ModelComparison.ofStaged(LiveTexts.of(view, Side.SUFFIXED), live).stream()
                .map(model -> model(model, Optional.empty()))
                .toList();
    }

    private static PlanFile.Model model(ModelDiff diff, Optional<ModelFile> file) {
        return new PlanFile.Model(
                switch (diff.change()) {
                    case ADDED -> PlanFile.Model.Change.ADDED;
                    case CHANGED -> PlanFile.Model.Change.CHANGED;
                    case REMOVED -> PlanFile.Model.Change.REMOVED;
                    case SAME -> PlanFile.Model.Change.SAME;
                },
                diff.name().toString(),
                file.map(ModelFile::path),
                file.map(each -> Digests.ofFiles(List.of(each))),
                diff.diff());
    }

    private List<BuildStatement> statements(List<ModelFile> all) {
        return switch (ModelProject.of(all, view.environment().targetNames())) {
            case ModelResult.Resolved resolved ->
                resolved.layers().stream().flatMap(List::stream).toList();
            case ModelResult.Broken broken -> List.of();
        };
    }
}
