package dev.verdigris.engine.internal.build;

import java.util.ArrayList;
import java.util.List;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.model.BuildStatement;
import dev.verdigris.core.model.ModelResult;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.text.Kebab;

/**
 * The statements of a build, as data.
 *
 * @param layers in order; statements of one layer may run side by side
 * @param problems what stands in the way
 * @param notes what is worth knowing
 */
public record BuildPlan(List<List<Action>> layers, List<Problem> problems, List<String> notes) {

    public BuildPlan {
        layers = layers.stream().map(List::copyOf).toList();
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }

    /** First the remains of an earlier build go, then everything is made. */
    public static BuildPlan of(ModelResult.Resolved resolved, CatalogSnapshot catalog, ResolvedPairs sides) {
        LeftoverViews remains = LeftoverViews.of(catalog, sides);
        List<List<Action>> layers = new ArrayList<>(remains.layers());
        for (List<BuildStatement> layer : resolved.layers()) {
            layers.add(layer.stream().map(BuildPlan::action).toList());
        }
        return new BuildPlan(layers, remains.problems(), List.of());
    }

    /** What staged objects take over from their live counterparts. */
    public static BuildPlan inheritance(CatalogSnapshot catalog, ResolvedPairs sides) {
        CopyFromLive inheritance = CopyFromLive.of(catalog, sides);
        return new BuildPlan(inOrder(inheritance.perObject()), List.of(), inheritance.notes());
    }

    /** The first statements of all objects, then the second ones, and so on. */
    private static List<List<Action>> inOrder(List<List<Action>> perObject) {
        List<List<Action>> layers = new ArrayList<>();
        for (int i = 0; ; i++) {
            int rank = i;
            List<Action> layer = perObject.stream()
                    .filter(actions -> actions.size() > rank)
                    .map(actions -> actions.get(rank))
                    .toList();
            if (layer.isEmpty()) {
                return layers;
            }
            layers.add(layer);
        }
    }

    private static Action action(BuildStatement statement) {
        String kind = Kebab.of(statement.kind());
        String words = kind.replace('-', ' ');
        boolean creates = statement.kind().createsRelation();
        return new Action(
                creates || statement.kind() == BuildStatement.Kind.INDEX ? "create-" + kind : kind,
                creates ? "create " + words + " " + statement.staged() : words + " on " + statement.staged(),
                statement.file() + ":" + statement.line(),
                statement.sql());
    }
}
