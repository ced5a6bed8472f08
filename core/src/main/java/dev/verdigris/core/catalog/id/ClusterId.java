package dev.verdigris.core.catalog.id;

/**
 * The id of a cluster.
 *
 * @param value the id as the server prints it, such as {@code u3}
 */
public record ClusterId(String value) implements CatalogId {

    public ClusterId {
        CatalogId.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
