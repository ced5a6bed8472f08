package dev.verdigris.core.readiness;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;

/**
 * An object that must be ready before the staged side may go live.
 *
 * @param id its id
 * @param name its full name
 * @param liveName the name that it has when its side is live
 * @param kind its kind
 * @param subtype the server's name for the subtype, as in {@link dev.verdigris.core.catalog.Item#subtype}
 * @param cluster the cluster that it runs on; empty for kinds that run on none, such as views and tables
 * @param source the source that feeds it, for a source table
 * @param liveCounterpart the live object of the same name and kind, for comparison
 * @param inputs the expected objects that hydrate and that it reads, directly or through views
 */
public record ExpectedObject(
        ItemId id,
        ObjectName name,
        ObjectName liveName,
        ItemKind kind,
        Optional<String> subtype,
        Optional<Placement> cluster,
        Optional<ItemId> source,
        Optional<ItemId> liveCounterpart,
        Set<ItemId> inputs) {

    /**
     * The cluster that an object runs on.
     *
     * @param id its id
     * @param name its name
     */
    public record Placement(ClusterId id, Identifier name) {}

    public ExpectedObject {
        inputs = Collections.unmodifiableSet(new LinkedHashSet<>(inputs));
    }
}
