package dev.verdigris.core.catalog.id;

/**
 * The id of a cluster's replica.
 *
 * @param value the id as the server prints it, such as {@code u3}
 */
public record ReplicaId(String value) implements CatalogId {

    public ReplicaId {
        CatalogId.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
