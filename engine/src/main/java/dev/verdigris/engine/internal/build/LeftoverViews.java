package dev.verdigris.engine.internal.build;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.id.ItemId;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.sql.Ddl;
import dev.verdigris.core.sql.Messages;

/**
 * What an earlier build left on the staged side: views and materialized views, which nothing but a build makes there.
 * They are dropped leaf by leaf and built again, so that a build ends the same whatever came before it. Indexes go with
 * their relations; tables, sources and the like hold data and are left alone.
 *
 * @param layers drops that may run side by side, leaves first
 * @param problems external dependents that would have to go along; they never do
 */
record LeftoverViews(List<List<Action>> layers, List<Problem> problems) {

    static LeftoverViews of(CatalogSnapshot catalog, ResolvedPairs sides) {
        Map<ItemId, Item> left = new LinkedHashMap<>();
        for (Item item : sides.itemsOf(ResolvedPairs.Side.SUFFIXED)) {
            if (item.kind() == ItemKind.VIEW || item.kind() == ItemKind.MATERIALIZED_VIEW) {
                left.put(item.id(), item);
            }
        }
        List<Problem> problems = externalDependents(catalog, left);
        List<List<Action>> layers = new ArrayList<>();
        while (problems.isEmpty() && !left.isEmpty()) {
            List<Item> leaves = left.values().stream()
                    .filter(item -> catalog.readers(item.id()).stream().noneMatch(left::containsKey))
                    .toList();
            layers.add(leaves.stream().map(item -> drop(catalog, item)).toList());
            leaves.forEach(item -> left.remove(item.id()));
        }
        return new LeftoverViews(layers, problems);
    }

    private static List<Problem> externalDependents(CatalogSnapshot catalog, Map<ItemId, Item> left) {
        List<Problem> problems = new ArrayList<>();
        for (Item item : left.values()) {
            for (ItemId id : catalog.readers(item.id())) {
                Optional<Item> reader = catalog.item(id);
                if (!left.containsKey(id) && reader.isPresent() && !isOwnIndex(reader.get(), item)) {
                    problems.add(problem(catalog, item, reader.get()));
                }
            }
        }
        return problems;
    }

    private static boolean isOwnIndex(Item reader, Item relation) {
        return reader.kind() == ItemKind.INDEX
                && reader.on().filter(relation.id()::equals).isPresent();
    }

    private static Problem problem(CatalogSnapshot catalog, Item item, Item reader) {
        return new Problem(
                ProblemCode.STILL_READ,
                Messages.of(catalog, reader) + " reads the staged " + Messages.of(catalog, item)
                        + ", which is to be built again",
                Messages.of(catalog, reader),
                Messages.drop(catalog, reader));
    }

    private static Action drop(CatalogSnapshot catalog, Item item) {
        return new Action(
                "drop-item",
                "drop " + Messages.of(catalog, item),
                "left by an earlier build",
                Ddl.drop(item.kind(), catalog.nameOf(item)));
    }
}
