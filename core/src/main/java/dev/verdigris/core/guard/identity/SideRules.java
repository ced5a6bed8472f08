package dev.verdigris.core.guard.identity;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.AuditEvent;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.guard.drift.Trail;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.CommandOption;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.sql.Messages;
import dev.verdigris.core.text.TimeText;

/** Decides whether the suffixed side is staged or previous if no state view says so. */
public final class SideRules {

    /** So many objects of each side are enough to distinguish the versions. */
    static final int SHOWN = 3;

    /** After a rollback the suffixed side is the new version, and it was live before. */
    private static final String NEVER_LIVE = "if it has never been live and is to go live";

    /** What the history can show: which versions went live, and when. */
    static final String WHICH = "find out which version it is; the history shows which ones were live";

    private static final String NOT_TO_GO_LIVE = "if it is the previous version, or one that was rolled back, drop it";

    private SideRules() {}

    /** Suffixed schemas and clusters that are used and have no state view. No init uses them. */
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
     * The problem of a suffixed half that is older than the live half, or that was live before: the side looks previous. Ids
     * grow, and a swap does not change them: the newer object has the greater id. The audit log is read only if no half
     * is older.
     */
    public static List<Problem> older(DeploymentView view) {
        Optional<Problem> older = view.pairs().all().stream()
                .filter(SideRules::isOlder)
                .findFirst()
                .map(each -> perhapsPrevious(
                        view,
                        each.names().suffixed(),
                        "is older than its live counterpart, so it may be the previous version"
                                + builtOver(view)
                                        .map(what -> "; but " + what + ", so it may also be the next version")
                                        .orElse("")));
        return older.or(() -> rolledBack(view)).stream().toList();
    }

    /**
     * The event by which the suffixed side lost the live names, if it can be nothing but the previous version. Then
     * another tool has promoted the live side, or somebody has dropped the lock schema of a promoted deployment. Empty
     * if there is a lock schema.
     */
    public static Optional<AuditEvent> promotion(DeploymentView view) {
        return ProvenPrevious.of(view).flatMap(ProvenPrevious::promotion);
    }

    /** What another tool has made of a previous side; empty if nothing shows that. */
    public static Optional<String> builtOver(DeploymentView view) {
        return ProvenPrevious.of(view).flatMap(ProvenPrevious::changed);
    }

    static Optional<AuditEvent> losing(Trail trail, ResolvedPairs.Resolved pair) {
        return pair.suffixed()
                .flatMap(suffixed -> trail.losing(suffixed.id(), pair.names().live()));
    }

    private static Optional<Problem> rolledBack(DeploymentView view) {
        if (!view.pairs().anySuffixed()) {
            return Optional.empty();
        }
        Trail trail = Trail.of(view.catalog());
        return view.pairs().all().stream()
                .flatMap(pair -> losing(trail, pair)
                        .map(event -> perhapsPrevious(
                                view,
                                pair.names().suffixed(),
                                "had the live name until " + TimeText.of(event.occurredAt())
                                        + ", so it may be a version that was rolled back"))
                        .stream())
                .findFirst();
    }

    /** What a person decides about a suffixed side that is in use, if no state view says what it is. */
    static Fix decided(DeploymentView view) {
        Identifier name = view.environment().name();
        boolean older = !older(view).isEmpty();
        Fix.Alternative first = Fix.either(
                "wait until the other verb has ended; if none runs, find out which version the suffixed side is");
        Fix.Command promote = Fix.command(Verb.PROMOTE, name);
        Fix.Alternative drop = older
                ? Fix.either(NOT_TO_GO_LIVE, Fix.command(Verb.CLEANUP, name, CommandOption.Switch.ADOPT))
                : Fix.either("if it is not needed, drop it", Fix.command(Verb.ABORT, name, CommandOption.Switch.ADOPT));
        Fix.Alternative finish = Fix.either(
                (older ? NEVER_LIVE : "if it is the new version") + ", finish its deployment",
                older ? promote.with(CommandOption.Switch.ADOPT) : promote);
        return older ? Fix.choice(first, drop, finish) : Fix.choice(first, finish, drop);
    }

    /** Whether a suffixed half is older than its live half, by the ids alone. */
    public static boolean isOlder(ResolvedPairs sides) {
        return sides.all().stream().anyMatch(SideRules::isOlder);
    }

    static boolean isOlder(ResolvedPairs.Resolved pair) {
        return pair.live().isPresent()
                && pair.suffixed().isPresent()
                && CatalogId.ORDER.compare(
                                pair.suffixed().get().id(), pair.live().get().id())
                        < 0;
    }

    private static Problem perhapsPrevious(DeploymentView view, Target suffixed, String why) {
        Environment environment = view.environment();
        return new Problem(
                ProblemCode.UNKNOWN_SIDE,
                suffixed + " " + why + ", and no lock schema says which it is" + differences(view),
                suffixed.toString(),
                Fix.choice(
                        Fix.either(WHICH, Fix.command(Verb.HISTORY, environment.name())),
                        Fix.either(
                                NOT_TO_GO_LIVE,
                                Fix.command(Verb.CLEANUP, environment.name(), CommandOption.Switch.ADOPT)),
                        Fix.either(
                                NEVER_LIVE + ", promote it",
                                Fix.command(Verb.PROMOTE, environment.name(), CommandOption.Switch.ADOPT))));
    }

    /** Some of the objects that only one side has. They show a person which version it is. */
    static String differences(DeploymentView view) {
        return onlyOn(view, Side.SUFFIXED) + onlyOn(view, Side.LIVE);
    }

    private static String onlyOn(DeploymentView view, Side side) {
        List<String> only = view.pairs().itemsOf(side).stream()
                .filter(item -> view.pairs().counterpartOf(item).isEmpty())
                .map(item -> Messages.of(view.catalog(), item))
                .limit(SHOWN)
                .toList();
        return only.isEmpty()
                ? ""
                : "; only the " + (side == Side.LIVE ? "live" : "suffixed") + " side has " + String.join(", ", only);
    }

    /**
     * The kind of the suffixed side is unknown, and a verb must not drop it on a guess. Only a verb that drops a
     * previous side looks at what has become of it.
     *
     * @param dropped the phase of a side that the verb drops
     */
    public static Problem unknown(DeploymentView view, Verb verb, Phase dropped) {
        Environment environment = view.environment();
        Optional<String> changed = dropped.isStaged() ? Optional.empty() : builtOver(view);
        return new Problem(
                ProblemCode.UNKNOWN_SIDE,
                "environment " + environment.name() + " has a suffixed side"
                        + ", and no lock schema says whether it is staged or previous"
                        + changed.map(what -> "; " + what).orElse(""),
                "environment " + environment.name(),
                Fix.choice(
                        Fix.either(
                                WHICH + "; status shows which objects only one side has",
                                Fix.command(Verb.HISTORY, environment.name())),
                        Fix.either(
                                "if it is the " + dropped.side() + " side, adopt and drop it",
                                Fix.command(verb, environment.name(), CommandOption.Switch.ADOPT))));
    }

    /** The suffixed side is the previous one, as the audit log shows, and no lock schema says so. */
    public static Problem notTakenOver(Environment environment, AuditEvent promotion) {
        return new Problem(
                ProblemCode.UNKNOWN_SIDE,
                "environment " + environment.name() + " has a previous side and no lock schema: "
                        + promotedElsewhere(promotion),
                "environment " + environment.name(),
                Fix.advice("take the promotion over first; this swaps nothing, and re-points the sinks that are left")
                        .then(Fix.command(Verb.PROMOTE, environment.name())));
    }

    /** What the audit log shows about a promotion that no record is about. */
    public static String promotedElsewhere(AuditEvent promotion) {
        return promotion.user().map(role -> "role " + role).orElse("the system")
                + " took the live names from the suffixed side at " + TimeText.of(promotion.occurredAt());
    }
}
