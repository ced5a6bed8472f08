package dev.verdigris.core.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.dbt.DbtFacts;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.guard.sinks.OutsideSinks;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.sink.SinkColumns;

/** Finds the readers of live objects. What reads them inside the pairs is replaced by the swap and is no reader. */
public final class Readers {

    private final DeploymentView view;
    private final CatalogSnapshot catalog;
    private final DbtFacts dbt;
    private final Map<Item, Item> sinks;

    /**
     * Prepares.
     *
     * @param dbt what dbt knows of readers outside the server
     */
    public Readers(DeploymentView view, DbtFacts dbt) {
        this.view = view;
        this.catalog = view.catalog();
        this.dbt = dbt;
        this.sinks = OutsideSinks.reading(view, Side.LIVE);
    }

    /** The readers of a live object: sinks, external dependents, roles, exposures. */
    public List<Reader> of(Item live) {
        List<Reader> readers = new ArrayList<>();
        sinks.forEach((sink, read) -> {
            if (read.id().equals(live.id())) {
                readers.add(new Reader.Sink(catalog.nameOf(sink), catalog.nameOf(sink.owner()), needs(sink)));
            }
        });
        dependents(live, readers);
        live.acl().byGrantee().forEach((role, privileges) -> {
            if (privileges.contains(Privilege.SELECT) && isReader(role, live)) {
                readers.add(new Reader.Grantee(catalog.nameOf(role)));
            }
        });
        dbt.readers(catalog.nameOf(live)).forEach(exposure -> readers.add(new Reader.Exposure(exposure)));
        return readers;
    }

    private static boolean isReader(RoleId role, Item live) {
        return (role.isPublic() || role.isUser()) && !role.equals(live.owner());
    }

    private static List<Identifier> needs(Item sink) {
        SinkColumns columns = sink.createSql().map(SinkColumns::of).orElse(SinkColumns.NONE);
        return columns.named();
    }

    /** The external dependents, first the direct ones. An index of one is no reader of its own. */
    private void dependents(Item live, List<Reader> readers) {
        List<Item> direct = view.pairs().readersOutside(Side.LIVE, live).stream()
                .filter(reader -> reader.kind() != ItemKind.INDEX && !sinks.containsKey(reader))
                .toList();
        Set<Item> all = new LinkedHashSet<>(direct);
        catalog.dependentsOf(direct.stream().map(Item::id).toList()).stream()
                .flatMap(id -> catalog.item(id).stream())
                .filter(item -> item.kind() != ItemKind.INDEX && view.pairs().sideOf(item) == Side.OUTSIDE)
                .sorted(Comparator.comparing(catalog::nameOf))
                .forEach(all::add);
        all.forEach(item -> readers.add(new Reader.Dependent(
                item.kind(), catalog.nameOf(item), catalog.nameOf(item.owner()), direct.contains(item))));
    }
}
