package dev.verdigris.core.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.verdigris.core.catalog.CatalogId;
import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.DropOrder;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemId;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.model.AmbiguousReferences;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;

/**
 * Definitions because of which the server would refuse to rename a paired schema. It looks at every object of the schema
 * and at everything that reads one directly, wherever that is (Materialize docs: sql/alter-schema).
 */
final class RenameConflicts {

    private RenameConflicts() {}

    /** Those that keep schemas of both sides from being swapped. */
    static List<Problem> check(CatalogSnapshot catalog, ResolvedPairs sides) {
        List<Problem> problems = new ArrayList<>();
        List<Schema> schemas = new ArrayList<>(sides.schemasOf(Side.LIVE));
        schemas.addAll(sides.schemasOf(Side.SUFFIXED));
        for (Schema schema : schemas) {
            for (Item item : conflicting(catalog, schema)) {
                problems.add(problem(
                        catalog,
                        schema,
                        item,
                        "-- write it with a table alias, or with all parts: "
                                + catalog.nameOf(schema).sql() + ".table.column"));
            }
        }
        return problems;
    }

    /**
     * Those that keep schemas of the suffixed side from being quarantined.
     *
     * @param phase what that side is
     */
    static List<Problem> whereDropped(
            CatalogSnapshot catalog, ResolvedPairs sides, Identifier environment, Phase phase) {
        List<Problem> problems = new ArrayList<>();
        for (Schema schema : sides.schemasOf(Side.SUFFIXED)) {
            for (Item item : conflicting(catalog, schema)) {
                String fix = drops(catalog, sides, item);
                problems.add(problem(
                        catalog,
                        schema,
                        item,
                        phase.isStaged() && isBuilt(sides, item) ? fix + "\n" + build(environment) : fix));
            }
        }
        return problems;
    }

    /** The drop of one object behind those of its readers, for the server refuses it while it is read. */
    private static String drops(CatalogSnapshot catalog, ResolvedPairs sides, Item item) {
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
        List<String> lines = new ArrayList<>();
        if (!externalDependents.isEmpty()) {
            lines.add(Messages.comment(
                    "not of that side, and first to be created again elsewhere: " + externalDependents));
        }
        lines.add(along.size() == 1 ? "-- drop it beforehand" : "-- drop it beforehand, and first what reads it");
        DropOrder.of(catalog, along).forEach(each -> lines.add(Messages.drop(catalog, each)));
        return String.join("\n", lines);
    }

    /** Whether a build drops it, which takes no rename, and makes it anew without such references. */
    private static boolean isBuilt(ResolvedPairs sides, Item item) {
        boolean view = item.kind() == ItemKind.VIEW || item.kind() == ItemKind.MATERIALIZED_VIEW;
        return sides.sideOf(item) == Side.SUFFIXED && (view || item.kind() == ItemKind.INDEX);
    }

    private static String build(Identifier environment) {
        return "-- or fix its file, build that, then abort\n" + Messages.command("build", environment) + "\n"
                + Messages.command("abort", environment);
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

    private static Problem problem(CatalogSnapshot catalog, Schema schema, Item item, String fix) {
        String what = Messages.of(catalog, item);
        String names = conflicts(schema, item).stream()
                .map(AmbiguousReferences.Conflict::name)
                .distinct()
                .collect(Collectors.joining(", "));
        return new Problem(
                ProblemCode.RENAME_CONFLICT,
                "the definition of " + what + " has " + names + ", and so the server cannot rename schema "
                        + catalog.nameOf(schema),
                what,
                fix);
    }
}
