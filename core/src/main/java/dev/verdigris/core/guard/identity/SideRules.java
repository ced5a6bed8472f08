package dev.verdigris.core.guard.identity;

import java.util.List;

import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.problem.CommandOption;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;

/** Decides whether the suffixed side is staged or previous if no state view says so. */
public final class SideRules {

    private SideRules() {}

    /** Suffixed schemas and clusters that are used and have no state view. No init takes them over. */
    public static List<Problem> inUse(DeploymentView view) {
        if (view.lock().flatMap(DeploymentLock::stateView).isPresent()) {
            return List.of();
        }
        return view.pairs().all().stream()
                .filter(each -> each.suffixed()
                        .filter(found -> !view.pairs().contents(found).isEmpty())
                        .isPresent())
                .map(each -> inUse(view.environment(), each.names().suffixed().toString()))
                .toList();
    }

    private static Problem inUse(Environment environment, String where) {
        return new Problem(
                ProblemCode.STAGED_NOT_OURS,
                where + " is already in use, and no lock schema says to which deployment it belongs",
                where,
                Fix.choice(
                        Fix.either("find out who made it, and whether it is needed"),
                        Fix.either(
                                "if it is the new version, finish its deployment",
                                Fix.command(Verb.PROMOTE, environment.name())),
                        Fix.either(
                                "if it is not needed, drop it",
                                Fix.command(Verb.ABORT, environment.name(), CommandOption.Switch.ADOPT))));
    }

    /**
     * A suffixed half that is older than the live half, so that the side looks previous. Ids grow, and a swap does not
     * change them: the newer object has the greater id.
     */
    public static List<Problem> older(DeploymentView view) {
        return view.pairs().all().stream()
                .filter(SideRules::isOlder)
                .limit(1)
                .map(each -> older(view.environment(), each.names().suffixed().toString()))
                .toList();
    }

    private static boolean isOlder(ResolvedPairs.Resolved pair) {
        return pair.live().isPresent()
                && pair.suffixed().isPresent()
                && CatalogId.ORDER.compare(
                                pair.suffixed().get().id(), pair.live().get().id())
                        < 0;
    }

    private static Problem older(Environment environment, String where) {
        return new Problem(
                ProblemCode.UNKNOWN_SIDE,
                where
                        + " is older than its live counterpart, so it may be the previous version, and no lock"
                        + " schema says which it is",
                where,
                Fix.choice(
                        Fix.either("find out which version it is"),
                        Fix.either(
                                "if it is the previous version, drop it",
                                Fix.command(Verb.CLEANUP, environment.name(), CommandOption.Switch.ADOPT)),
                        Fix.either(
                                "if it is the new version, promote it",
                                Fix.command(Verb.PROMOTE, environment.name(), CommandOption.Switch.ADOPT))));
    }

    /**
     * The kind of the suffixed side is unknown, and a verb must not drop it on a guess.
     *
     * @param dropped the phase of a side that the verb drops
     */
    public static Problem unknown(Environment environment, Verb verb, Phase dropped) {
        return new Problem(
                ProblemCode.UNKNOWN_SIDE,
                "environment " + environment.name() + " has a suffixed side"
                        + ", and no lock schema says whether it is staged or previous",
                "environment " + environment.name(),
                Fix.choice(
                        Fix.either(
                                "find out which version it is; status shows the objects of both sides",
                                Fix.command(Verb.STATUS, environment.name())),
                        Fix.either(
                                "if it is the " + dropped.side() + " side, adopt and drop it",
                                Fix.command(verb, environment.name(), CommandOption.Switch.ADOPT))));
    }
}
