package dev.verdigris.core.catalog.id;

/**
 * The id of a schema.
 *
 * @param value the id as the server prints it, such as {@code u3}
 */
public record SchemaId(String value) implements CatalogId {

    public SchemaId {
        CatalogId.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
