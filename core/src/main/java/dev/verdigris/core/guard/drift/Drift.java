package dev.verdigris.core.guard.drift;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Digests;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.deployment.record.Built;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.inventory.Aspect;
import dev.verdigris.core.inventory.Baselines;
import dev.verdigris.core.inventory.Inventory;
import dev.verdigris.core.inventory.SideChange;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Subject;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.text.TimeText;

/**
 * The changes before a promotion: of the live side since the deployment began, which the swap would take out of
 * production, and of the staged side since its last build. If no inventory is known, a digest in the record still shows
 * that something has changed.
 */
public final class Drift {

    private Drift() {}

    /** The changes of the live side, each with the one who made it if the audit log shows it. */
    public static List<Problem> live(DeploymentView view, DeploymentRecord record) {
        Identifier environment = view.environment().name();
        String context = "the live side of environment " + environment + " was changed after deployment "
                + record.deploymentId() + " began at " + TimeText.of(record.createdAt());
        Optional<Inventory> began = Baselines.began(view);
        if (began.isPresent()) {
            Changes changes = Changes.since(began.get(), view, Side.LIVE).otherThanTheOtherSide();
            return changes.where(change -> !(change instanceof SideChange.Dropped) || changes.hasCounterpart(change))
                    .problems(
                            ProblemCode.DRIFTED, context, (change, subject) -> liveFix(view, changes, change, subject));
        }
        return Digests.ofLive(view).equals(record.liveDigest())
                ? List.of()
                : List.of(new Problem(
                        ProblemCode.DRIFTED,
                        context + "; no inventory shows what has changed",
                        "environment " + environment,
                        Fix.choice(intoTheFiles(), beginAgain(environment), undone(Subject.of(environment)))));
    }

    private static Fix liveFix(DeploymentView view, Changes changes, SideChange change, Subject subject) {
        Identifier environment = view.environment().name();
        return switch (change) {
            case SideChange.Altered altered
            when altered.fact().aspect() != Aspect.NAME ->
                Fix.carefully(
                        new FactStatements(view.catalog())
                                .repeated(
                                        "make the same change on the staged side",
                                        altered,
                                        changes.counterpart(altered.part())),
                        beginAgain(environment),
                        undone(subject));
            case SideChange.Altered renamed -> Fix.choice(intoTheFiles(), beginAgain(environment), undone(subject));
            case SideChange.Dropped dropped ->
                Fix.choice(
                        Fix.either(
                                "if it is not needed, take it out of the files and build",
                                Fix.command(view.builder(), environment)),
                        Fix.accept(ProblemCode.DRIFTED, subject, "let the swap bring it back"));
            case SideChange.Created created -> Fix.choice(intoTheFiles(), beginAgain(environment), undone(subject));
            case SideChange.Replaced replaced -> Fix.choice(intoTheFiles(), beginAgain(environment), undone(subject));
        };
    }

    /** What the files say cannot be compared with a definition, so the user says at last that it is the same. */
    private static Fix.Alternative intoTheFiles() {
        return Fix.either("make the same change in the files and build them, then accept the problem");
    }

    private static Fix.Alternative beginAgain(Identifier environment) {
        return Fix.either("begin again, with files that contain the change", Fix.command(Verb.ABORT, environment));
    }

    private static Fix.Alternative undone(Subject subject) {
        return Fix.accept(ProblemCode.DRIFTED, subject, "if the new version has the change, or it is not needed");
    }

    /**
     * The changes of a side since a plan was made. The settings of staged clusters are left out: their size may be
     * another one while they hydrate.
     *
     * @param made the id of the last event in the audit log when the plan was made
     * @param context what the changes are measured against, as the beginning of a sentence
     */
    public static List<Problem> sincePlan(
            Inventory planned, DeploymentView view, Side side, Optional<Long> made, String context, Fix fix) {
        return Changes.since(planned, view, side)
                .where(change -> side == Side.LIVE || !isOfSettings(change))
                .problemsAfter(made, ProblemCode.PLAN_STALE, context, (change, subject) -> fix);
    }

    /** The same of the external dependents of the live side. */
    public static List<Problem> dependentsSincePlan(
            Inventory planned, DeploymentView view, Optional<Long> made, String context, Fix fix) {
        return Changes.ofDependents(planned, view, Side.LIVE)
                .problemsAfter(made, ProblemCode.PLAN_STALE, context, (change, subject) -> fix);
    }

    /** The objects of the staged side that something else than the last build has created, dropped or replaced. */
    public static List<Problem> staged(DeploymentView view, DeploymentRecord record, Built built) {
        if (!built.isOfOther(Digests.ofStaged(view))) {
            return List.of();
        }
        Identifier environment = view.environment().name();
        String context = "the staged side has other objects than at the end of the last build of deployment "
                + record.deploymentId();
        List<Problem> known = Baselines.built(view)
                .map(end -> Changes.since(end, view, Side.SUFFIXED)
                        .where(Drift::isOfObjects)
                        .problems(ProblemCode.STAGED_CHANGED, context, (change, subject) -> stagedFix(view, subject)))
                .orElse(List.of());
        return known.isEmpty()
                ? List.of(new Problem(
                        ProblemCode.STAGED_CHANGED,
                        context,
                        "environment " + environment,
                        stagedFix(view, Subject.of(environment))))
                : known;
    }

    private static Fix stagedFix(DeploymentView view, Subject subject) {
        return Fix.choice(
                Fix.either(
                        "make it what the files say again",
                        Fix.command(view.builder(), view.environment().name())),
                Fix.accept(ProblemCode.STAGED_CHANGED, subject, "if the change was intended, promote what is staged"));
    }

    private static boolean isOfObjects(SideChange change) {
        return !(change instanceof SideChange.Altered altered) || altered.fact().aspect() == Aspect.NAME;
    }

    /**
     * The facts of staged objects that were changed after the build, and that are not those of the live side. The
     * settings of clusters are compared by {@link ClusterParity}.
     */
    public static List<Problem> stagedFacts(DeploymentView view, DeploymentRecord record, Built built) {
        return Optional.of(view)
                .filter(any -> built.whole())
                .flatMap(Baselines::built)
                .map(end -> Changes.since(end, view, Side.SUFFIXED)
                        .where(change -> !isOfObjects(change) && !isOfSettings(change))
                        .otherThanTheOtherSide()
                        .problems(
                                ProblemCode.STAGED_CHANGED,
                                "the staged side was changed after the last build of deployment "
                                        + record.deploymentId(),
                                (change, subject) -> Fix.advice("if this was intended, nothing is to be done, and the"
                                        + " swap makes it live; otherwise undo it on the staged side")))
                .orElse(List.of());
    }

    private static boolean isOfSettings(SideChange change) {
        return change instanceof SideChange.Altered altered
                && altered.fact().aspect().isOfCluster();
    }
}
