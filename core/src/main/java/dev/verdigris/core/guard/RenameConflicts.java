package dev.verdigris.core.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.guard.identity.DeployerRules;
import dev.verdigris.core.model.AmbiguousReferences;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.sql.Messages;
import dev.verdigris.core.step.DropOrder;

/**
 * Definitions because of which the server would refuse to rename a paired schema. Every object of the schema is
 * checked, and every object that reads one of them directly, in any schema (Materialize docs: sql/alter-schema).
 */
final class RenameConflicts {

    private RenameConflicts() {}

    /** The definitions that prevent the swap of paired schemas. */
    static List<Problem> problems(CatalogSnapshot catalog, ResolvedPairs sides) {
        List<Problem> problems = new ArrayList<>();
        List<Schema> schemas = new ArrayList<>(sides.schemasOf(Side.LIVE));
        schemas.addAll(sides.schemasOf(Side.SUFFIXED));
        for (Schema schema : schemas) {
            for (Item item : conflicting(catalog, schema)) {
                problems.add(problem(
                        catalog,
                        schema,
                        item,
                        Fix.advice("write it with a table alias, or with all parts: "
                                + catalog.nameOf(schema).sql() + ".table.column")));
            }
        }
        return problems;
    }

    /**
     * The definitions that prevent the quarantine of suffixed schemas.
     *
     * @param phase the phase that says whether that side is staged or previous
     */
    static List<Problem> whereDropped(DeploymentView view, Phase phase) {
        CatalogSnapshot catalog = view.catalog();
        ResolvedPairs sides = view.pairs();
        List<Problem> problems = new ArrayList<>();
        for (Schema schema : sides.schemasOf(Side.SUFFIXED)) {
            for (Item item : conflicting(catalog, schema)) {
                Fix fix = drops(catalog, sides, item);
                problems.add(problem(
                        catalog, schema, item, phase.isStaged() && isBuilt(sides, item) ? orBuild(fix, view) : fix));
            }
        }
        return problems;
    }

    /** The drop of one object after the drops of its readers. The server refuses to drop an object that is read. */
    private static Fix drops(CatalogSnapshot catalog, ResolvedPairs sides, Item item) {
        if (sides.sideOf(item) != Side.SUFFIXED) {
            return Fix.advice("its owner creates it again without such a name");
        }
        List<Item> readers = catalog.dependentsOf(List.of(item.id())).stream()
                .map(catalog::item)
                .flatMap(Optional::stream)
                .toList();
        List<Item> along = new ArrayList<>(List.of(item));
        readers.stream().filter(each -> sides.sideOf(each) == Side.SUFFIXED).forEach(along::add);
        String externalDependents = readers.stream()
                .filter(each -> sides.sideOf(each) != Side.SUFFIXED)
                .map(each -> Messages.of(catalog, each))
                .collect(Collectors.joining(", "));
        List<Fix> steps = new ArrayList<>();
        if (!externalDependents.isEmpty()) {
            steps.add(Fix.advice(
                    "these objects are not part of the suffixed side, so first create them again without it: "
                            + externalDependents));
        }
        if (along.size() > 1) {
            steps.add(Fix.advice("drop the objects that read it, then the object"));
        }
        DropOrder.of(catalog, along).forEach(each -> steps.add(Messages.drop(catalog, each)));
        return Fix.steps(steps);
    }

    /** Whether a build drops the object, which needs no rename, and creates it again without such references. */
    private static boolean isBuilt(ResolvedPairs sides, Item item) {
        boolean view = item.kind() == ItemKind.VIEW || item.kind() == ItemKind.MATERIALIZED_VIEW;
        return sides.sideOf(item) == Side.SUFFIXED && (view || item.kind() == ItemKind.INDEX);
    }

    private static Fix orBuild(Fix drops, DeploymentView view) {
        Fix.Command build = view.record()
                .map(record -> DeployerRules.buildCorrected(view.environment(), record))
                .orElse(Fix.command(Verb.BUILD, view.environment().name()));
        return Fix.choice(Fix.either("correct its file and build again", build), Fix.either("drop it", drops));
    }

    private static List<Item> conflicting(CatalogSnapshot catalog, Schema schema) {
        return rewritten(catalog, schema).stream()
                .map(catalog::item)
                .flatMap(Optional::stream)
                .filter(item -> !conflicts(schema, item).isEmpty())
                .toList();
    }

    private static List<AmbiguousReferences.Conflict> conflicts(Schema schema, Item item) {
        return item.createSql()
                .map(text -> AmbiguousReferences.in(text, Set.of(schema.name())))
                .orElse(List.of());
    }

    private static SortedSet<ItemId> rewritten(CatalogSnapshot catalog, Schema schema) {
        SortedSet<ItemId> ids = new TreeSet<>(CatalogId.ORDER);
        for (Item item : catalog.itemsIn(schema.id())) {
            ids.add(item.id());
            ids.addAll(catalog.readers(item.id()));
        }
        return ids;
    }

    private static Problem problem(CatalogSnapshot catalog, Schema schema, Item item, Fix fix) {
        String what = Messages.of(catalog, item);
        String names = conflicts(schema, item).stream()
                .map(AmbiguousReferences.Conflict::name)
                .distinct()
                .collect(Collectors.joining(", "));
        return new Problem(
                ProblemCode.RENAME_CONFLICT,
                "the definition of " + what + " has " + names + ", so the server cannot rename schema "
                        + catalog.nameOf(schema),
                what,
                fix);
    }
}
