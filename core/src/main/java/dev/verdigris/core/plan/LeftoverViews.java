package dev.verdigris.core.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.sql.Messages;

/**
 * The views and materialized views that an earlier build left on the staged side. Only a build creates them there.
 * They are dropped, each after its readers, and built again, so the result of a build does not depend on an earlier
 * one. Indexes are dropped with their relations. Tables, sources and other objects that hold data stay.
 */
final class LeftoverViews {

    private final CatalogSnapshot catalog;
    private final Map<ItemId, Item> left = new LinkedHashMap<>();

    LeftoverViews(DeploymentView view) {
        this.catalog = view.catalog();
        for (Item item : view.pairs().itemsOf(ResolvedPairs.Side.SUFFIXED)) {
            if (item.kind() == ItemKind.VIEW || item.kind() == ItemKind.MATERIALIZED_VIEW) {
                left.put(item.id(), item);
            }
        }
    }

    /** External dependents, which a build never drops. They block the drops. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        for (Item item : left.values()) {
            for (ItemId id : catalog.readers(item.id())) {
                Optional<Item> reader = catalog.item(id);
                if (!left.containsKey(id) && reader.isPresent() && !isOwnIndex(reader.get(), item)) {
                    problems.add(problem(item, reader.get()));
                }
            }
        }
        return problems;
    }

    Collection<Item> all() {
        return List.copyOf(left.values());
    }

    private static boolean isOwnIndex(Item reader, Item relation) {
        return reader.kind() == ItemKind.INDEX
                && reader.on().filter(relation.id()::equals).isPresent();
    }

    private Problem problem(Item item, Item reader) {
        return new Problem(
                ProblemCode.STILL_READ,
                Messages.of(catalog, reader) + " reads the staged " + Messages.of(catalog, item)
                        + ", which the build drops and creates again",
                Messages.of(catalog, reader),
                Messages.drop(catalog, reader));
    }
}
