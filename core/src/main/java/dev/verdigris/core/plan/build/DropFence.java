package dev.verdigris.core.plan.build;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.deployment.QuarantineNames;
import dev.verdigris.core.deployment.record.FencingToken;
import dev.verdigris.core.model.ObjectMentions;
import dev.verdigris.core.sql.StepSql;
import dev.verdigris.core.step.DropOrder;
import dev.verdigris.core.step.Renaming;

/**
 * Makes the drops of a build harmless after another run has taken the deployment over. The server does a DROP of
 * several names as a whole or not at all. So each DROP contains one object that got a name of the build's own, in the
 * transaction that gave the state view the build's token. That name never recurs. As soon as the object is gone, or has
 * become part of another side, the server refuses the whole DROP, however late it comes.
 *
 * <p>The server refuses to rename an object whose name may mean something else in a definition. A DROP in which every
 * object is like that has no such name.
 */
public final class DropFence {

    private final CatalogSnapshot catalog;
    private final FencingToken token;

    /**
     * Prepares.
     *
     * @param catalog the catalog before the renames, or after them
     * @param token the token of the build
     */
    public DropFence(CatalogSnapshot catalog, FencingToken token) {
        this.catalog = catalog;
        this.token = token;
    }

    /** The renames, one for each DROP that can have one. */
    public List<Renaming> renamings(Collection<Item> dropped) {
        List<Renaming> renamings = new ArrayList<>();
        DropOrder.layers(catalog, dropped).stream()
                .flatMap(layer -> statements(layer).stream())
                .flatMap(statement -> statement.stream().filter(this::isRenamable).findFirst().stream())
                .forEach(item -> renamings.add(new Renaming(
                        catalog.targetOf(item),
                        catalog.targetOf(item.named(QuarantineNames.ofObject(item.name(), token, renamings.size()))))));
        return renamings;
    }

    /** Whether every DROP of a layer contains an object with a name of the build's own. */
    public boolean isFenced(List<Item> layer) {
        return statements(layer).stream()
                .allMatch(statement ->
                        statement.stream().anyMatch(item -> QuarantineNames.isOfObject(item.name(), token)));
    }

    /** The objects of a layer by the statements that drop them. */
    private static List<List<Item>> statements(List<Item> layer) {
        Map<ItemKind, List<Item>> kinds = new LinkedHashMap<>();
        layer.forEach(item ->
                kinds.computeIfAbsent(item.kind(), unused -> new ArrayList<>()).add(item));
        List<List<Item>> statements = new ArrayList<>();
        for (List<Item> all : kinds.values()) {
            for (int from = 0; from < all.size(); from += StepSql.MOST_DROPS) {
                statements.add(all.subList(from, Math.min(from + StepSql.MOST_DROPS, all.size())));
            }
        }
        return statements;
    }

    private boolean isRenamable(Item item) {
        return item.kind() == ItemKind.INDEX
                || Stream.concat(
                                Stream.of(item),
                                catalog.readers(item.id()).stream().flatMap(id -> catalog.item(id).stream()))
                        .map(Item::createSql)
                        .allMatch(text -> isOnlyNamed(item, text));
    }

    private boolean isOnlyNamed(Item item, Optional<String> text) {
        return text.filter(sql -> ObjectMentions.areFull(sql, catalog.nameOf(item)))
                .isPresent();
    }
}
