package dev.verdigris.core.catalog.id;

/**
 * The id of a database.
 *
 * @param value the id as the server prints it, such as {@code u3}
 */
public record DatabaseId(String value) implements CatalogId {

    public DatabaseId {
        CatalogId.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
