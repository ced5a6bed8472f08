package dev.verdigris.core.guard;

import java.util.ArrayList;
import java.util.List;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.deployment.record.Built;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.guard.drift.Drift;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.sql.Messages;

/**
 * Checks that the suffixed side is complete: every pair has both halves, the last build finished, and every live object
 * has a counterpart.
 */
final class Completeness {

    private Completeness() {}

    /** Pairs with one missing half. The swap would fail on them. */
    static List<Problem> halves(DeploymentView view) {
        Fix fix = whole(view);
        List<Problem> problems = new ArrayList<>();
        for (ResolvedPairs.Resolved each : view.pairs().all()) {
            if (each.live().isEmpty()) {
                problems.add(missing(fix, each.names().live()));
            }
            if (each.suffixed().isEmpty()) {
                problems.add(missing(fix, each.names().suffixed()));
            }
        }
        return problems;
    }

    /**
     * The way to a whole pair. After a promotion an init is refused, and what is left of the previous side can only be
     * dropped. An init is also refused beside a suffixed side that another tool has made.
     */
    private static Fix whole(DeploymentView view) {
        if (view.lock().isEmpty() && view.pairs().suffixedInUse()) {
            return Fix.advice("create it with the tool that made the suffixed side");
        }
        return Fix.command(
                view.isPromoted() ? Verb.CLEANUP : Verb.INIT, view.environment().name());
    }

    private static Problem missing(Fix fix, Target half) {
        return new Problem(
                ProblemCode.HALF_MISSING,
                half + " does not exist, so its pair cannot be swapped",
                half.toString(),
                fix);
    }

    /**
     * The problem of an unfinished build, or of objects that were created, dropped or replaced after it. An object that is
     * new may be missing, and no comparison with the live side shows that.
     */
    static List<Problem> build(DeploymentView view, DeploymentRecord record, Built built) {
        Environment environment = view.environment();
        String where = "environment " + environment.name();
        if (!built.whole()) {
            return List.of(new Problem(
                    ProblemCode.BUILD_UNFINISHED,
                    "the last build of deployment " + record.deploymentId() + " did not finish",
                    where,
                    Fix.command(Verb.BUILD, environment.name())));
        }
        return Drift.staged(view, record, built);
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
                        Fix.command(Verb.BUILD, environment.name())));
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
                        what + " is live and has no counterpart on the staged side",
                        what,
                        Fix.choice(Fix.either("build it"), Fix.accept(ProblemCode.INCOMPLETE, "promote without it"))));
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
