package dev.verdigris.core.guard.drift;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.AuditEvent;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.inventory.Aspect;
import dev.verdigris.core.inventory.Baselines;
import dev.verdigris.core.inventory.SideChange;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Subject;
import dev.verdigris.core.text.DurationText;
import dev.verdigris.core.text.TimeText;

/**
 * What a rollback must know about both sides: whether the previous side is as it was when it was live, what the
 * rollback loses, and how long ago the promotion was.
 */
public final class RollbackGuard {

    private static final String LOST = "a rollback loses a change of the live side";

    private RollbackGuard() {}

    /** What cannot be compared, because no inventory is known; each is a sentence. */
    public static List<String> unknown(DeploymentView view) {
        List<String> unknown = new ArrayList<>();
        if (Baselines.replaced(view).isEmpty()) {
            unknown.add("No inventory shows what the previous side was, so it is not known whether it is complete.");
        }
        if (Baselines.built(view).isEmpty()) {
            unknown.add("No inventory shows what was built, so it is not known what the live side got since then.");
        }
        return unknown;
    }

    /** The changes of the previous side. A comment harms nobody, so it is left out. */
    public static List<Problem> previous(DeploymentView view) {
        return Baselines.replaced(view)
                .map(live -> Changes.since(live, view, Side.SUFFIXED)
                        .where(change -> !isComment(change))
                        .otherThanTheOtherSideInAccess()
                        .problems(
                                ProblemCode.PREVIOUS_CHANGED,
                                "the previous side is not as it was when it was live",
                                (change, subject) -> previousFix(view, change, subject)))
                .orElse(List.of());
    }

    private static boolean isComment(SideChange change) {
        return change instanceof SideChange.Altered altered
                && (altered.fact().aspect() == Aspect.COMMENT || altered.fact().aspect() == Aspect.COLUMN_COMMENT);
    }

    private static Fix previousFix(DeploymentView view, SideChange change, Subject subject) {
        Fix.Alternative goBack =
                Fix.accept(ProblemCode.PREVIOUS_CHANGED, subject, "roll back to the previous side as it is");
        return switch (change) {
            case SideChange.Dropped dropped -> Fix.choice(Fix.either("create it again on the previous side"), goBack);
            case SideChange.Created created ->
                Fix.choice(Fix.either("if it is not needed, its owner drops it"), goBack);
            case SideChange.Replaced replaced -> Fix.choice(Fix.either("look at its definition"), goBack);
            case SideChange.Altered altered ->
                Fix.carefully(
                        new FactStatements(view.catalog()).undone("undo the change on the previous side", altered),
                        goBack);
        };
    }

    /**
     * The objects that were created on the live side after its build. After the rollback they are on the staged side,
     * and the next build or abort drops them.
     */
    public static List<Problem> lostObjects(DeploymentView view) {
        return lost(view)
                .map(lost -> lost.where(change -> change instanceof SideChange.Created)
                        .problems(
                                ProblemCode.LOST_BY_ROLLBACK,
                                LOST,
                                (change, subject) -> Fix.choice(
                                        Fix.either(
                                                "its owner creates it in a schema that is not part of the environment"),
                                        Fix.accept(ProblemCode.LOST_BY_ROLLBACK, subject, "it is not needed"))))
                .orElse(List.of());
    }

    /** What else was granted or changed on the live side after its build, and is not on the previous side. */
    public static List<Problem> lostChanges(DeploymentView view) {
        return lost(view)
                .map(lost -> lost.where(change -> !(change instanceof SideChange.Created))
                        .problems(
                                ProblemCode.LOST_BY_ROLLBACK, LOST, (change, subject) -> repeated(view, lost, change)))
                .orElse(List.of());
    }

    private static Fix repeated(DeploymentView view, Changes lost, SideChange change) {
        String label = "make the same change on the previous side, before the rollback or after it";
        return switch (change) {
            case SideChange.Altered altered ->
                Fix.carefully(
                        new FactStatements(view.catalog()).repeated(label, altered, lost.counterpart(altered.part())),
                        Fix.either("if it is not needed there, do nothing"));
            case SideChange.Dropped dropped -> Fix.advice("the rollback brings it back; if that is right, do nothing");
            case SideChange.Created created -> Fix.advice(label);
            case SideChange.Replaced replaced -> Fix.advice(label);
        };
    }

    private static Optional<Changes> lost(DeploymentView view) {
        return Baselines.built(view)
                .map(built -> Changes.since(built, view, Side.LIVE).otherThanTheOtherSide());
    }

    /**
     * The problem of a promotion that is older than the window. The audit log is read only if the deployment began
     * before the window.
     *
     * @param window how long after a promotion no consent is needed
     * @param now the present time
     */
    public static List<Problem> age(DeploymentView view, Duration window, Instant now) {
        Instant earliest = now.minus(window);
        Optional<Instant> began = view.record().map(DeploymentRecord::createdAt);
        if (began.filter(at -> !at.isBefore(earliest)).isPresent()) {
            return List.of();
        }
        Optional<Instant> promoted = promotedAt(view);
        return promoted.filter(at -> !at.isBefore(earliest)).isPresent()
                ? List.of()
                : List.of(late(view.environment().name(), age(promoted, began, now), window));
    }

    private static String age(Optional<Instant> promoted, Optional<Instant> began, Instant now) {
        return promoted.map(at ->
                        "it was promoted " + DurationText.of(Duration.between(at, now)) + " ago, at " + TimeText.of(at))
                .orElseGet(() -> "the audit log does not show when it was promoted"
                        + began.map(at -> "; the deployment began " + DurationText.of(Duration.between(at, now))
                                        + " ago, at " + TimeText.of(at))
                                .orElse(""));
    }

    private static Optional<Instant> promotedAt(DeploymentView view) {
        Trail trail = Trail.of(view.catalog());
        return view.pairs().all().stream()
                .flatMap(pair -> pair
                        .live()
                        .flatMap(live -> trail.naming(live.id(), pair.names().live()))
                        .stream())
                .map(AuditEvent::occurredAt)
                .max(Comparator.naturalOrder());
    }

    private static Problem late(Identifier environment, String age, Duration window) {
        return new Problem(
                ProblemCode.LATE_ROLLBACK,
                "the live side of environment " + environment + " is older than the window for a rollback of "
                        + DurationText.of(window) + ": " + age,
                "environment " + environment,
                Fix.choice(
                        Fix.either("correct the files and deploy them as the next version"),
                        Fix.accept(ProblemCode.LATE_ROLLBACK, "roll back all the same")));
    }
}
