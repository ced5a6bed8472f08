package dev.verdigris.core.guard.identity;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.PhaseEvidence;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.deployment.record.RecordCodec;
import dev.verdigris.core.deployment.record.StoredRecord;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.CommandOption;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.sql.Ddl;
import dev.verdigris.core.sql.Messages;

/** The rules for the lock schema: at most one state view, a readable record, and no other deployment before an init. */
public final class LockRules {

    private LockRules() {}

    /** The problem of several state views. Their records show which one is right. */
    public static Problem contradictory(DeploymentView view, DeploymentState.Contradictory state) {
        String stateViews = state.locks().stream()
                .flatMap(lock -> lock.stateViewName().stream())
                .map(ObjectName::toString)
                .collect(Collectors.joining(" and "));
        return new Problem(
                ProblemCode.STATE_VIEWS_CONFLICT,
                "the state views " + stateViews + " exist at once",
                "environment " + view.environment().name(),
                new Fix.Choice(Stream.concat(
                                Stream.of(Fix.either("find out which of them is right, and keep that one")),
                                view.lockNames().stateViews(view.catalog()).stream()
                                        .map(stateView -> ifWrong(view.catalog(), stateView)))
                        .toList()));
    }

    private static Fix.Alternative ifWrong(CatalogSnapshot catalog, Item stateView) {
        Optional<String> comment = catalog.comment(stateView.id());
        String says = switch (RecordCodec.decode(comment)) {
            case StoredRecord.Known known -> known.record().words();
            case StoredRecord.Missing missing -> "no record";
            case StoredRecord.Unreadable unreadable -> "a record that cannot be read: " + unreadable.why();
        };
        List<String> record = comment.stream()
                .map(text -> Ddl.comment(catalog.targetOf(stateView), text))
                .toList();
        return Fix.either(
                "if " + catalog.nameOf(stateView) + " is the wrong one",
                Messages.drop(catalog, stateView, Optional.of(says), record));
    }

    /** The problem of an unreadable record. A missing record is a different problem. */
    public static Optional<Problem> unreadable(DeploymentLock lock) {
        return switch (lock.record()) {
            case StoredRecord.Known known -> Optional.empty();
            case StoredRecord.Missing missing -> Optional.empty();
            case StoredRecord.Unreadable unreadable ->
                lock.stateViewName()
                        .map(stateView -> new Problem(
                                ProblemCode.RECORD_UNREADABLE,
                                "the record of state view " + stateView + " cannot be read: " + unreadable.why() + ": "
                                        + unreadable.comment(),
                                "view " + stateView,
                                Fix.choice(
                                        Fix.either("use the version that wrote it"),
                                        Fix.either(
                                                "if no verb is running, remove it",
                                                forget(Target.view(stateView), unreadable.comment())))));
        };
    }

    /** The problems of sizes that are kept for the hydration and cannot be read: then a size could go live unseen. */
    public static List<Problem> unreadableSizes(DeploymentView view) {
        CatalogSnapshot catalog = view.catalog();
        return view.lockNames().unreadableSizes(catalog).stream()
                .map(sizes -> new Problem(
                        ProblemCode.RECORD_UNREADABLE,
                        "the staged sizes in view " + catalog.nameOf(sizes) + " cannot be read",
                        "view " + catalog.nameOf(sizes),
                        Fix.choice(
                                Fix.either("use the version that wrote it"),
                                Fix.either(
                                        "if each staged cluster has the size that it shall have, drop it",
                                        Messages.drop(catalog, sizes, Optional.empty(), List.of())))))
                .toList();
    }

    private static Fix forget(Target stateView, String comment) {
        return new Fix.Sql(List.of(new Fix.Statement(
                Ddl.uncomment(stateView), Optional.empty(), List.of(Ddl.comment(stateView, comment)))));
    }

    /**
     * The problem of a lock schema without a state view, which gives no phase. A run has just created it, or stopped
     * after that, or a drop stopped before its last step, or somebody dropped the view.
     */
    public static Problem withoutStateView(DeploymentView view, DeploymentLock lock) {
        Identifier name = view.environment().name();
        ResolvedPairs sides = view.pairs();
        return new Problem(
                ProblemCode.RECORD_UNREADABLE,
                "lock " + lock
                        + " contains no state view: a verb has just begun, or was stopped at its first or last step, or"
                        + " somebody has dropped the view",
                lock.toString(),
                sides.suffixedInUse()
                        ? SideRules.decided(view)
                        : Fix.choice(
                                Fix.either(
                                        "begin a deployment, which takes the lock schema over",
                                        Fix.command(Verb.INIT, name)),
                                Fix.either(
                                        "drop it",
                                        sides.anySuffixed()
                                                ? Fix.command(Verb.ABORT, name, CommandOption.Switch.ADOPT)
                                                : Fix.command(Verb.ABORT, name))));
    }

    /** The problem of an init that did not finish. Nothing was built after it. */
    public static Problem unfinished(Environment environment, DeploymentLock lock) {
        return new Problem(
                ProblemCode.RECORD_UNREADABLE,
                "the lock schema has no record, because init did not finish",
                lock.toString(),
                Fix.command(Verb.INIT, environment.name()));
    }

    /**
     * The problem of a deployment that prevents an init or a build, if there is one. An unreadable record is a problem
     * of its own.
     *
     * @param waited whether the caller has waited long enough for what another run is about to write, so that a lock
     *     schema without a record may be used
     * @param deployer the one that runs the verb
     * @param own the connections of this process
     */
    public static Optional<Problem> held(
            Verb verb, DeploymentView view, boolean waited, Deployer deployer, Collection<Long> own) {
        return view.lock().flatMap(lock -> held(verb, view, lock, waited, deployer, own));
    }

    private static Optional<Problem> held(
            Verb verb,
            DeploymentView view,
            DeploymentLock lock,
            boolean waited,
            Deployer deployer,
            Collection<Long> own) {
        Environment environment = view.environment();
        return switch (lock.phase()) {
            case STAGED, ROLLED_BACK ->
                switch (lock.record()) {
                    case StoredRecord.Unreadable unreadable -> Optional.empty();
                    case StoredRecord.Missing missing ->
                        waited ? Optional.empty() : Optional.of(begun(verb, environment, lock));
                    case StoredRecord.Known known when deployer.takeOver() -> Optional.empty();
                    case StoredRecord.Known known
                    when !deployer.owns(known.record(), view.role()) ->
                        Optional.of(DeployerRules.locked(verb, view, known.record(), deployer));
                    case StoredRecord.Known known -> DeployerRules.atWork(verb, view, lock, waited, own);
                };
            case PROMOTED ->
                Optional.of(new Problem(
                        ProblemCode.PREVIOUS_SIDE_REMAINS,
                        "environment " + environment.name() + " was promoted, and "
                                + (lock.evidence() instanceof PhaseEvidence.WithoutPrevious
                                        ? "another tool dropped its previous version, but not its lock schema"
                                        : "its previous version still exists"),
                        "environment " + environment.name(),
                        Fix.command(Verb.CLEANUP, environment.name())));
            case DROPPING -> Optional.empty();
        };
    }

    private static Problem begun(Verb verb, Environment environment, DeploymentLock lock) {
        return new Problem(
                ProblemCode.LOCKED,
                "environment " + environment.name() + " is locked by " + lock
                        + ", which has no record yet: another init is running, or it was killed",
                "environment " + environment.name(),
                Fix.advice("run the same verb again in a few seconds").then(Fix.command(verb, environment.name())));
    }
}
