package dev.verdigris.core.guard.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.catalog.id.CatalogId.SchemaId;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.inventory.Aspect;
import dev.verdigris.core.inventory.Inventory;
import dev.verdigris.core.inventory.Part;
import dev.verdigris.core.inventory.SideChange;
import dev.verdigris.core.inventory.SideChange.Altered;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Subject;

/**
 * What has changed on one side since an inventory was made. The audit log is read only if something has changed. A fact
 * that has the same value on the other side now is left out where a swap changes nothing about it.
 */
final class Changes {

    private final DeploymentView view;
    private final Side side;
    private final List<SideChange> all;

    private Changes(DeploymentView view, Side side, List<SideChange> all) {
        this.view = view;
        this.side = side;
        this.all = all;
    }

    /** The changes of a side. */
    static Changes since(Inventory before, DeploymentView view, Side side) {
        return new Changes(view, side, before.changesUntil(Inventory.of(view, side)))
                .where(change -> !isOfDroppedRole(view, change));
    }

    /** The changes of a side in its objects only. */
    static Changes ofObjects(Inventory before, DeploymentView view, Side side) {
        return new Changes(view, side, before.changesUntil(Inventory.ofObjects(view, side)));
    }

    /** The changes of the external dependents of a side. Objects that depended on nothing there do not count. */
    static Changes ofDependents(Inventory before, DeploymentView view, Side side) {
        return new Changes(view, side, before.changesUntil(Inventory.ofDependents(view, side)))
                .where(change ->
                        change instanceof Altered altered && altered.fact().aspect() == Aspect.READS
                                || !change.part().facts().isEmpty()
                                || change instanceof SideChange.Replaced replaced
                                        && !replaced.before().facts().isEmpty());
    }

    /** Access that nobody can miss: the server drops a role only after all its privileges were revoked. */
    private static boolean isOfDroppedRole(DeploymentView view, SideChange change) {
        return change instanceof Altered altered
                && altered.fact().roles().stream()
                        .anyMatch(role -> !view.catalog().exists(role));
    }

    /** Those of these changes that pass. */
    Changes where(Predicate<SideChange> passes) {
        return new Changes(view, side, all.stream().filter(passes).toList());
    }

    /** Without the facts that the other half or the counterpart has too. A swap changes nothing about them. */
    Changes otherThanTheOtherSide() {
        return without(fact -> true);
    }

    /** The same for facts about access only. The settings of a cluster belong to the version that runs on it. */
    Changes otherThanTheOtherSideInAccess() {
        return without(fact -> !fact.isOfCluster());
    }

    private Changes without(Predicate<Aspect> comparable) {
        if (all.isEmpty()) {
            return this;
        }
        Inventory other = Inventory.of(view, side == Side.LIVE ? Side.SUFFIXED : Side.LIVE);
        return where(change -> !(change instanceof Altered altered
                && comparable.test(altered.fact().aspect())
                && counterpart(altered.part())
                        .flatMap(other::part)
                        .filter(part -> altered.isIn(part.value(altered.fact())))
                        .isPresent()));
    }

    /** What has the place of a part on the other side. */
    Optional<CatalogId> counterpart(Part part) {
        return switch (part.what()) {
            case Part.What.OfSchema of -> view.pairs().otherHalf(of.id());
            case Part.What.OfCluster of -> view.pairs().otherHalf(of.id());
            case Part.What.OfItem of ->
                view.catalog()
                        .item(of.id())
                        .flatMap(view.pairs()::counterpartOf)
                        .map(item -> item.id());
        };
    }

    /** Whether the other side has an object of this kind and name. */
    boolean hasCounterpart(SideChange change) {
        Part part = change.part();
        return part.what() instanceof Part.What.OfItem of
                && view.pairs()
                        .otherHalf(of.schema())
                        .map(SchemaId.class::cast)
                        .filter(schema -> view.catalog().itemsNamed(schema, part.name()).stream()
                                .anyMatch(item -> item.kind() == of.kind()))
                        .isPresent();
    }

    /**
     * A problem for each change.
     *
     * @param context what the change is measured against, as the beginning of a sentence
     * @param fix the fix of a change, with what a consent to it names
     */
    List<Problem> problems(ProblemCode code, String context, BiFunction<SideChange, Subject, Fix> fix) {
        return problems(code, context, ChangeText::lastAuthor, fix);
    }

    /**
     * The same of changes that were made after an event of the audit log.
     *
     * @param last the id of that event; empty if the audit log was empty
     */
    List<Problem> problemsAfter(
            Optional<Long> last, ProblemCode code, String context, BiFunction<SideChange, Subject, Fix> fix) {
        return problems(code, context, catalog -> ChangeText.everyAuthor(catalog, last), fix);
    }

    private List<Problem> problems(
            ProblemCode code,
            String context,
            Function<CatalogSnapshot, ChangeText> texts,
            BiFunction<SideChange, Subject, Fix> fix) {
        if (all.isEmpty()) {
            return List.of();
        }
        ChangeText text = texts.apply(view.catalog());
        List<Problem> problems = new ArrayList<>();
        for (SideChange change : all) {
            problems.add(new Problem(
                    code,
                    context + ": " + text.sentence(change),
                    text.object(change),
                    fix.apply(change, text.subject(change)),
                    Optional.of(text.data(change))));
        }
        return problems;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }
}
