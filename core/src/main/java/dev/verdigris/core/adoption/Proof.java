package dev.verdigris.core.adoption;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.diff.definition.LiveTexts;
import dev.verdigris.core.diff.definition.ModelComparison;
import dev.verdigris.core.diff.definition.ModelDiff;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.model.BuildStatement;
import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.model.ModelProblem;
import dev.verdigris.core.model.ModelProblemKind;
import dev.verdigris.core.model.ModelProject;
import dev.verdigris.core.model.ModelResult;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.sql.Messages;

/**
 * Shows that model files build what is live. The files are read as build reads them, and compared with the live
 * definitions as {@code diff --file} compares them. A file that build would refuse, or that says another thing, is
 * left out. A file that only reads what no file defines, or names a cluster outside the environment, is kept: it is right,
 * and can be built after that has changed. What reads it is kept, too, without a problem of its own.
 */
final class Proof {

    private final CatalogSnapshot catalog;
    private final Environment environment;
    private final Map<ObjectName, ObjectName> renamed;
    private final Map<ObjectName, Item> items = new HashMap<>();
    private final SortedMap<ObjectName, Text> texts;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * The file of one model.
     *
     * @param live what is live
     * @param path its path below the directory of models
     * @param text its content
     */
    record Text(Item live, String path, String text) {}

    Proof(
            CatalogSnapshot catalog,
            Environment environment,
            Map<ObjectName, ObjectName> renamed,
            SortedMap<ObjectName, Text> texts) {
        this.catalog = catalog;
        this.environment = environment;
        this.renamed = renamed;
        texts.forEach((name, text) -> items.put(name, text.live()));
        this.texts = new TreeMap<>(texts);
        prove();
    }

    /** The files that are left, by their paths. */
    SortedMap<String, String> files() {
        SortedMap<String, String> files = new TreeMap<>();
        texts.values().forEach(text -> files.put(text.path(), text.text()));
        return files;
    }

    /** One problem for each file that is left out, or that cannot be built yet. */
    List<Problem> problems() {
        return problems;
    }

    private void prove() {
        Set<ObjectName> unbuildable = new HashSet<>();
        while (true) {
            SortedMap<ObjectName, Text> tried = new TreeMap<>(texts);
            tried.keySet().removeAll(unbuildable);
            switch (ModelProject.of(files(tried), environment.targetNames())) {
                case ModelResult.Broken broken -> broken(broken.problems(), tried, unbuildable);
                case ModelResult.Resolved resolved -> {
                    compare(resolved.layers().stream().flatMap(List::stream).toList());
                    return;
                }
            }
        }
    }

    private static List<ModelFile> files(Map<ObjectName, Text> texts) {
        return texts.values().stream()
                .map(text -> new ModelFile(text.path(), text.path(), text.text()))
                .toList();
    }

    /** Each round takes out at least one file, because a problem is always in one. */
    private void broken(List<ModelProblem> found, Map<ObjectName, Text> tried, Set<ObjectName> unbuildable) {
        Map<String, ObjectName> names = tried.entrySet().stream()
                .collect(Collectors.toMap(each -> each.getValue().path(), Map.Entry::getKey));
        Set<ObjectName> earlier = Set.copyOf(unbuildable);
        for (ModelProblem problem : found) {
            ObjectName name = Objects.requireNonNull(names.get(problem.file()), "a problem names the file it is in");
            boolean kept = isKept(problem.kind());
            boolean follows = problem.missing()
                    .filter(read -> earlier.contains(read) && texts.containsKey(read))
                    .isPresent();
            Problem refused = refused(name, problem);
            if (!follows && !problems.contains(refused)) {
                problems.add(refused);
            }
            unbuildable.add(name);
            if (!kept) {
                texts.remove(name);
            }
        }
    }

    /** Whether a file of such a problem is right, and something else has to change before it can be built. */
    private static boolean isKept(ModelProblemKind kind) {
        return kind == ModelProblemKind.RELATION_MISSING || kind == ModelProblemKind.CLUSTER_NOT_DEPLOYED;
    }

    private Problem refused(ObjectName name, ModelProblem problem) {
        Optional<Item> left = problem.missing().flatMap(this::liveView);
        if (left.isPresent()) {
            return LeftOut.problem(
                    catalog,
                    item(name),
                    "has a file that cannot be built: it reads " + catalog.nameOf(left.get()) + ", which has no file",
                    Fix.advice("write the file of " + Messages.of(catalog, left.get()) + " by hand"));
        }
        String why = problem.missing()
                .map(missing -> "a query reads " + missing + ", but no file defines it")
                .orElse(problem.what());
        String what = (isKept(problem.kind())
                        ? "has a file that cannot be built: "
                        : "has no file, because build would refuse it: ")
                + why;
        return LeftOut.problem(catalog, item(name), what, fix(problem.kind()));
    }

    /** The live view that a file would define under a name. */
    private Optional<Item> liveView(ObjectName released) {
        return catalog.items().stream()
                .filter(item -> item.kind() == ItemKind.VIEW || item.kind() == ItemKind.MATERIALIZED_VIEW)
                .filter(item -> {
                    ObjectName name = catalog.nameOf(item);
                    return renamed.getOrDefault(name, name).equals(released);
                })
                .findFirst();
    }

    private static Fix fix(ModelProblemKind kind) {
        return Fix.advice(
                switch (kind) {
                    case RELATION_MISSING ->
                        "let it read that in a schema that is not part of the environment, or release the models from a"
                                + " schema of their own";
                    case CLUSTER_NOT_DEPLOYED -> kind.fix();
                    default -> "write its file by hand (" + kind.fix() + "), or report this";
                });
    }

    private void compare(List<BuildStatement> statements) {
        LiveTexts live = renamed.isEmpty()
                ? LiveTexts.of(DeploymentView.of(catalog, environment), Side.LIVE)
                : LiveTexts.renamed(catalog, environment, renamed);
        for (ModelDiff model : ModelComparison.ofFiles(statements, live)) {
            if (model.change() == ModelDiff.Change.CHANGED || model.change() == ModelDiff.Change.ADDED) {
                texts.remove(model.name());
                problems.add(LeftOut.problem(
                        catalog,
                        item(model.name()),
                        "has no file, because its text would be read as another definition: "
                                + String.join(" ", model.diff()),
                        Fix.advice("write its file by hand, and report this")));
            }
        }
    }

    private Item item(ObjectName name) {
        return Optional.ofNullable(items.get(name)).orElseThrow();
    }
}
