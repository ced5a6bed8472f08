package dev.verdigris.core.guard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.TemporaryView;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.model.StoredReferences;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.sql.Ddl;
import dev.verdigris.core.step.Renaming;
import dev.verdigris.core.step.Step;

/**
 * Temporary views that make the server panic. If a temporary view of any session reads two or more relations of a
 * schema, then the statement that renames or swaps the schema makes the coordinator panic ({@code invalid diff -2}),
 * also in a transaction that is rolled back: every connection of every user ends, and the environment restarts. A view
 * that reads one relation of the schema is harmless. Both were seen on a real Materialize 26.24; later versions count
 * as affected.
 *
 * <p>The catalog does not list what a temporary view reads, so its definition is read. A definition that cannot be read
 * counts as dangerous.
 */
public final class TemporaryViews {

    private static final String PANIC = "; a rename of their schema makes the server panic and ends every connection";

    private TemporaryViews() {}

    /** The views that stand in the way of a rename of every paired schema of these sides. */
    static List<Problem> problems(DeploymentView view, Side first, Side... others) {
        Set<SchemaName> renamed = new LinkedHashSet<>();
        for (Side side : EnumSet.of(first, others)) {
            view.pairs()
                    .schemasOf(side)
                    .forEach(schema -> renamed.add(view.catalog().nameOf(schema)));
        }
        return inTheWay(view.catalog().temporaryViews(), renamed);
    }

    /** Whether a transition renames several relations, so that a temporary view may read two of them. */
    public static boolean concern(Step.Transition step) {
        return !schemasOf(step).isEmpty() || relationsOf(step).size() > 1;
    }

    /**
     * The problem of each view that would make the server panic at a transition. Two renames in one transaction count
     * like that of a schema, because both write the definition of the view. Nobody has tried that on a real server.
     *
     * @param views all temporary views of all sessions
     */
    public static List<Problem> inTheWay(Collection<TemporaryView> views, Step.Transition step) {
        Set<ObjectName> relations = relationsOf(step);
        List<Problem> problems = inTheWay(views, schemasOf(step));
        for (TemporaryView view : relations.size() > 1 ? views : List.<TemporaryView>of()) {
            Optional<SortedSet<ObjectName>> read = view.createSql()
                    .flatMap(text -> StoredReferences.in(
                            text, relations.stream().map(ObjectName::schema).collect(Collectors.toSet())));
            read.ifPresent(names -> names.retainAll(relations));
            if (read.isEmpty()) {
                problems.add(unreadable(view));
            } else if (read.get().size() > 1) {
                problems.add(
                        problem(
                                view,
                                of(view) + " reads " + words(read.get())
                                        + "; their renames in one transaction may make the server panic and end every connection"));
            }
        }
        return problems;
    }

    /** The schemas that a step renames or swaps, by their present names. */
    private static Set<SchemaName> schemasOf(Step.Transition step) {
        return switch (step) {
            case Step.Swap swap ->
                schemas(swap.pairs().stream().flatMap(pair -> Stream.of(pair.live(), pair.suffixed())));
            case Step.Quarantine quarantine ->
                schemas(quarantine.renamings().stream().map(Renaming::from));
            case Step.AdvanceToken advance -> Set.of();
        };
    }

    /** The relations that a step renames itself, by their present names. */
    private static Set<ObjectName> relationsOf(Step.Transition step) {
        return switch (step) {
            case Step.AdvanceToken advance ->
                Stream.concat(
                                Stream.of(advance.stateView()),
                                advance.renamings().stream()
                                        .map(Renaming::from)
                                        .filter(Target.OfItem.class::isInstance)
                                        .map(Target.OfItem.class::cast)
                                        .filter(item -> item.kind() != ItemKind.INDEX)
                                        .map(Target.OfItem::name))
                        .collect(Collectors.toSet());
            case Step.Swap swap -> Set.of();
            case Step.Quarantine quarantine -> Set.of();
        };
    }

    private static Set<SchemaName> schemas(Stream<Target> targets) {
        return targets.filter(Target.OfSchema.class::isInstance)
                .map(Target.OfSchema.class::cast)
                .map(Target.OfSchema::name)
                .collect(Collectors.toSet());
    }

    /** The problem of each view that makes the server panic when these schemas are renamed. */
    private static List<Problem> inTheWay(Collection<TemporaryView> views, Set<SchemaName> renamed) {
        List<Problem> problems = new ArrayList<>();
        for (TemporaryView view : renamed.isEmpty() ? List.<TemporaryView>of() : views) {
            Optional<SortedSet<ObjectName>> read = view.createSql().flatMap(text -> StoredReferences.in(text, renamed));
            if (read.isEmpty()) {
                problems.add(unreadable(view));
            } else if (hasTwoOfOneSchema(read.get())) {
                problems.add(dangerous(view, read.get()));
            }
        }
        return problems;
    }

    private static boolean hasTwoOfOneSchema(SortedSet<ObjectName> read) {
        return bySchema(read).values().stream().anyMatch(names -> names.size() > 1);
    }

    private static Map<SchemaName, SortedSet<ObjectName>> bySchema(SortedSet<ObjectName> read) {
        return read.stream()
                .collect(
                        Collectors.groupingBy(ObjectName::schema, TreeMap::new, Collectors.toCollection(TreeSet::new)));
    }

    private static Problem dangerous(TemporaryView view, SortedSet<ObjectName> read) {
        List<ObjectName> relations = bySchema(read).values().stream()
                .filter(names -> names.size() > 1)
                .flatMap(SortedSet::stream)
                .toList();
        return problem(view, of(view) + " reads several relations of one schema: " + words(relations) + PANIC);
    }

    private static String words(Collection<ObjectName> relations) {
        return relations.stream().map(ObjectName::toString).collect(Collectors.joining(", "));
    }

    private static Problem unreadable(TemporaryView view) {
        return problem(
                view, "the definition of " + of(view) + " cannot be read, so it may read several relations" + PANIC);
    }

    private static Problem problem(TemporaryView view, String what) {
        return new Problem(ProblemCode.TEMPORARY_VIEW, what, "temporary view " + view.name(), fix(view));
    }

    private static String of(TemporaryView view) {
        return "temporary view " + view.name() + " of role " + view.owner();
    }

    /** Only the session of a temporary view can drop it, so there is no statement that removes it from here. */
    private static Fix fix(TemporaryView view) {
        List<Fix> steps = new ArrayList<>();
        steps.add(Fix.advice("only the program that created the view can end it: role " + view.owner()
                + " drops it there or closes that connection; until then, the live side is not touched"));
        steps.add(new Fix.Sql(List.of(new Fix.Statement(
                Ddl.showTemporaryView(view.id()),
                Optional.of("this shows the sessions of that role: the program runs on machine client_ip and connected"
                        + " at connected_at")))));
        view.createSql()
                .map(StoredReferences::withoutIds)
                .filter(text -> !text.isBlank())
                .ifPresent(text -> steps.add(Fix.advice("its owner can create it again after the swap: " + text)));
        return Fix.steps(steps);
    }
}
