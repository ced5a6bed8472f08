package dev.verdigris.core.guard;

import java.util.ArrayList;
import java.util.List;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.deployment.record.Built;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.guard.drift.Drift;
import dev.verdigris.core.guard.identity.DeployerRules;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.CommandOption;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.sql.Messages;

/** Asks whether the suffixed side is complete: the last build finished, and every live object has a counterpart. */
final class Completeness {

    private Completeness() {}

    /**
     * The problem of an unfinished build, or of objects that were created, dropped or replaced after it. An object that
     * is new may be missing, and no comparison with the live side shows that.
     */
    static List<Problem> build(DeploymentView view, DeploymentRecord record, Built built) {
        Environment environment = view.environment();
        String where = "environment " + environment.name();
        if (!built.whole()) {
            return List.of(new Problem(
                    ProblemCode.BUILD_UNFINISHED,
                    "the last build of deployment " + record.deploymentId() + " did not finish, so a part of the new"
                            + " version may be missing"
                            + DeployerRules.work(view).map(run -> ". " + run).orElse(""),
                    where,
                    unfinished(view, environment.name())));
        }
        return Drift.staged(view, record, built);
    }

    /** Another run that is at work may still finish it. */
    private static Fix unfinished(DeploymentView view, Identifier environment) {
        return DeployerRules.work(view).isPresent()
                ? Fix.choice(
                        Fix.either(
                                "a run is at work on it: wait, then look again", Fix.command(Verb.STATUS, environment)),
                        Fix.either(
                                "if that run hangs or its machine is gone, finish the build in its place",
                                Fix.command(view.builder(), environment, CommandOption.Switch.TAKE_OVER)))
                : Fix.choice(
                        Fix.either("finish it", Fix.command(view.builder(), environment)),
                        Fix.accept(ProblemCode.BUILD_UNFINISHED, "promote without the part that is missing"));
    }

    /** The problem of a staged side on which nothing was built. Such a side never becomes ready. */
    static List<Problem> empty(DeploymentView view) {
        Environment environment = view.environment();
        return environment.schemas().isEmpty()
                        || !view.pairs().itemsOf(Side.SUFFIXED).isEmpty()
                ? List.of()
                : List.of(new Problem(
                        ProblemCode.STAGED_EMPTY,
                        "no staged schema of environment " + environment.name() + " contains an object",
                        "environment " + environment.name(),
                        Fix.command(view.builder(), environment.name())));
    }

    /**
     * Live objects without a counterpart. There is none to name if nothing was built.
     *
     * @param planned the staged relations that do not exist yet
     */
    static List<Problem> objects(DeploymentView view, PlannedRelations planned) {
        CatalogSnapshot catalog = view.catalog();
        ResolvedPairs sides = view.pairs();
        List<Problem> problems = new ArrayList<>();
        for (Item live : sides.itemsOf(Side.LIVE)) {
            boolean open = sides.counterpartOf(live).isEmpty() && !sides.goesAlong(live);
            if (open && !mayBeNamedByServer(catalog, sides, live, planned)) {
                String what = Messages.of(catalog, live);
                problems.add(new Problem(
                        ProblemCode.INCOMPLETE,
                        what + " is live and has no counterpart on the staged side, so its readers lose it by the swap",
                        what,
                        Fix.choice(
                                Fix.either("add it to the models and build them"),
                                Fix.accept(
                                        ProblemCode.INCOMPLETE,
                                        Messages.subject(catalog, live),
                                        "promote without it"))));
            }
        }
        return problems;
    }

    /** Whether a live index may get a counterpart whose name only the server knows. */
    private static boolean mayBeNamedByServer(
            CatalogSnapshot catalog, ResolvedPairs sides, Item live, PlannedRelations planned) {
        return live.on()
                .flatMap(catalog::item)
                .flatMap(sides::counterpartOf)
                .map(catalog::nameOf)
                .filter(planned.indexedWithoutName()::contains)
                .isPresent();
    }
}
