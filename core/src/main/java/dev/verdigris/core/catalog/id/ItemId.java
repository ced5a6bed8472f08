package dev.verdigris.core.catalog.id;

/**
 * The id of a relation, index, sink, connection, secret, type or function. These kinds share one counter.
 *
 * @param value the id as the server prints it, such as {@code u3}
 */
public record ItemId(String value) implements CatalogId {

    public ItemId {
        CatalogId.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
