package dev.verdigris.core.plan.approval;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.verdigris.core.approval.PlanFile;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Digests;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.diff.Reader;
import dev.verdigris.core.diff.Readers;
import dev.verdigris.core.diff.definition.LiveTexts;
import dev.verdigris.core.diff.definition.ModelComparison;
import dev.verdigris.core.diff.definition.ModelDiff;
import dev.verdigris.core.model.BuildStatement;
import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.model.ModelProject;
import dev.verdigris.core.model.ModelResult;
import dev.verdigris.core.name.ObjectName;

/**
 * The models of a plan, compared with what is live. A plan that builds shows the model files. Another one shows the
 * staged relations, because these go live, and names only files from which they were built.
 *
 * @param view the environment
 * @param files the model files; empty if they are not known
 * @param builds whether the plan builds the staged side, so that its present relations do not go live
 * @param live the definitions of the live side
 * @param readers the readers of live objects
 */
record PlannedModels(
        DeploymentView view, Optional<List<ModelFile>> files, boolean builds, LiveTexts live, Readers readers) {

    /** The models by name. If the plan builds from files that are not known, nothing is known of the new version. */
    List<PlanFile.Model> models() {
        if (!builds) {
            return ofStaged();
        }
        return sources().map(this::ofFiles).orElse(List.of());
    }

    /** The digest of the files that make the new version; empty if nothing shows which files these are. */
    Optional<Digest> digest() {
        return sources().map(Digests::ofFiles);
    }

    /** The files that make the new version. */
    private Optional<List<ModelFile>> sources() {
        return files.filter(all ->
                builds || view.builtFiles().filter(Digests.ofFiles(all)::equals).isPresent());
    }

    private List<PlanFile.Model> ofFiles(List<ModelFile> all) {
        Map<String, ModelFile> byName = byName(all);
        Map<ObjectName, Item> relations = relations();
        return ModelComparison.ofFiles(statements(all), live).stream()
                .map(model -> model(model, model.file().map(byName::get), relations))
                .toList();
    }

    private List<PlanFile.Model> ofStaged() {
        Map<ObjectName, ModelFile> byRelation = new HashMap<>();
        sources().ifPresent(all -> {
            Map<String, ModelFile> byName = byName(all);
            statements(all).forEach(statement -> byRelation.put(statement.live(), byName.get(statement.file())));
        });
        Map<ObjectName, Item> relations = relations();
        return ModelComparison.ofStaged(LiveTexts.of(view, Side.SUFFIXED), live).stream()
                .map(model -> model(model, Optional.ofNullable(byRelation.get(model.name())), relations))
                .toList();
    }

    private static Map<String, ModelFile> byName(List<ModelFile> all) {
        return all.stream().collect(Collectors.toMap(ModelFile::shownAs, Function.identity(), (one, other) -> one));
    }

    /** The live relations by name. */
    private Map<ObjectName, Item> relations() {
        return view.pairs().itemsOf(Side.LIVE).stream()
                .filter(item -> item.kind().isRelation())
                .collect(Collectors.toMap(item -> view.catalog().nameOf(item), Function.identity()));
    }

    /** Before a build, the readers are all that is known of whom the new version of a model concerns. */
    private PlanFile.Model model(ModelDiff diff, Optional<ModelFile> file, Map<ObjectName, Item> relations) {
        PlanFile.Model.Change change = switch (diff.change()) {
            case ADDED -> PlanFile.Model.Change.ADDED;
            case CHANGED -> PlanFile.Model.Change.CHANGED;
            case REMOVED -> PlanFile.Model.Change.REMOVED;
            case SAME -> PlanFile.Model.Change.SAME;
        };
        return new PlanFile.Model(
                change,
                diff.name().toString(),
                file.map(ModelFile::path),
                file.map(each -> Digests.ofFiles(List.of(each))),
                diff.diff(),
                Optional.ofNullable(relations.get(diff.name()))
                        .filter(relation -> change != PlanFile.Model.Change.SAME)
                        .map(relation ->
                                readers.of(relation).stream().map(Reader::text).toList())
                        .orElse(List.of()));
    }

    /** Files with mistakes build nothing, so a plan that builds from them is not made. */
    private List<BuildStatement> statements(List<ModelFile> all) {
        return switch (ModelProject.of(all, view.environment().targetNames())) {
            case ModelResult.Resolved resolved ->
                resolved.layers().stream().flatMap(List::stream).toList();
            case ModelResult.Broken broken ->
                throw new IllegalStateException("files with mistakes have built: " + broken.problems());
        };
    }
}
