package dev.verdigris.core.guard.sinks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Column;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.sink.SinkColumns;
import dev.verdigris.core.sink.SinkWay;

/**
 * The object that a sink reads after a swap: the one of the same name on the other side, if it suits the sink. A sink
 * that no object suits stays where it is.
 */
public final class SinkTargets {

    private SinkTargets() {}

    /** The object of the same name on the other side, if any sink can read it. */
    public static Optional<Item> readable(DeploymentView view, Item read) {
        return view.pairs()
                .counterpartOf(read)
                .filter(target -> target.kind().feedsSinks() && !isPendingReplacement(view.catalog(), target));
    }

    /**
     * The object that the sink, or the new sink that publishes beside it, can read. It is asked after the swap, so both
     * objects exist. In a preview, the columns of an object that is only planned are not known and stop nothing.
     */
    public static Optional<Item> of(DeploymentView view, Item sink, Item read, SinkWay way) {
        return readable(view, read)
                .filter(target ->
                        unsuited(view.catalog(), sink, read, target, way).isEmpty());
    }

    /** Why the columns of an object do not suit a sink; empty if they do, or are not known. */
    public static List<String> unsuited(CatalogSnapshot catalog, Item sink, Item read, Item target, SinkWay way) {
        if (columnsOf(sink).equals(SinkColumns.NONE) || names(catalog, target).isEmpty()) {
            return List.of();
        }
        List<String> reasons = new ArrayList<>();
        missing(catalog, sink, read, names(catalog, target))
                .forEach(column -> reasons.add("it has no column " + column));
        if (way instanceof SinkWay.Repoint) {
            retyped(catalog, sink, read, target).forEach(change -> reasons.add("a type changes: " + change));
        }
        return reasons;
    }

    /** Whether an object is a replacement that waits for its application. */
    public static boolean isPendingReplacement(CatalogSnapshot catalog, Item item) {
        return catalog.replacements().stream()
                .anyMatch(pending -> pending.replacement().equals(item.id()));
    }

    /** The columns that a sink needs and that are not among those that are present. */
    public static List<Identifier> missing(
            CatalogSnapshot catalog, Item sink, Item read, Collection<Identifier> present) {
        return needed(catalog, sink, read)
                .filter(column -> !present.contains(column))
                .toList();
    }

    /** The columns that a sink needs and that have another type in another object, each with both types. */
    public static List<String> retyped(CatalogSnapshot catalog, Item sink, Item read, Item target) {
        return needed(catalog, sink, read)
                .flatMap(name -> catalog.columnNamed(read.id(), name).stream()
                        .flatMap(before -> catalog.columnNamed(target.id(), name).stream()
                                .filter(after -> !after.type().equals(before.type()))
                                .map(after -> name + " from " + before.type() + " to " + after.type())))
                .toList();
    }

    /**
     * The columns that a sink needs. A name in an expression counts if the present object has such a column, or if the
     * columns of the present object are not known.
     */
    private static Stream<Identifier> needed(CatalogSnapshot catalog, Item sink, Item read) {
        SinkColumns used = columnsOf(sink);
        List<Identifier> before = names(catalog, read);
        return Stream.concat(
                        used.named().stream(),
                        used.inExpression().stream().filter(name -> before.isEmpty() || before.contains(name)))
                .distinct();
    }

    private static SinkColumns columnsOf(Item sink) {
        return sink.createSql().map(SinkColumns::of).orElse(SinkColumns.NONE);
    }

    /** The columns of a relation. */
    public static List<Identifier> names(CatalogSnapshot catalog, Item relation) {
        return catalog.columns(relation.id()).stream().map(Column::name).toList();
    }
}
