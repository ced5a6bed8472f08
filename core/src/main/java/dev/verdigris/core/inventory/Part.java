package dev.verdigris.core.inventory;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.catalog.id.CatalogId.SchemaId;
import dev.verdigris.core.name.Identifier;

/**
 * A schema, a cluster or an object in an inventory.
 *
 * @param what what it is
 * @param name its name; a swap changes the names of schemas and clusters
 * @param facts its facts, with their values
 */
public record Part(What what, Identifier name, SortedMap<Fact, String> facts) {

    public Part {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }

    /** What a part is, with its id. */
    public sealed interface What {

        /** The id. */
        CatalogId id();

        /** A schema. */
        record OfSchema(SchemaId id) implements What {}

        /** A cluster. */
        record OfCluster(ClusterId id) implements What {}

        /** An object of a schema. */
        record OfItem(ItemId id, ItemKind kind, SchemaId schema) implements What {}
    }

    /** Its id. */
    public CatalogId id() {
        return what.id();
    }

    /** The value of a fact; empty if it has none. */
    public Optional<String> value(Fact fact) {
        return Optional.ofNullable(facts.get(fact));
    }

    /** Whether two objects cannot exist at the same time, because they have the same name and kind in one schema. */
    boolean takesThePlaceOf(Part other) {
        return what instanceof What.OfItem mine
                && other.what instanceof What.OfItem theirs
                && mine.schema().equals(theirs.schema())
                && mine.kind() == theirs.kind()
                && name.equals(other.name);
    }
}
