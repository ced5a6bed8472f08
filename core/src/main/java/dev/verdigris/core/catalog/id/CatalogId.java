package dev.verdigris.core.catalog.id;

import java.util.Comparator;
import java.util.Optional;

/**
 * An id of the catalog, typed by its namespace.
 *
 * <p>Each namespace of the server has its own counter, so {@code u3} may be a database, a schema, a cluster, a replica,
 * a role and an item at the same time. Here, ids of different types are never equal.
 */
public sealed interface CatalogId {

    /** Shorter texts first, then alphabetically, so that {@code u9} comes before {@code u10}. */
    Comparator<CatalogId> ORDER =
            Comparator.<CatalogId>comparingInt(id -> id.value().length()).thenComparing(CatalogId::value);

    /** The id as the server prints it. */
    String value();

    /** Whether a user created the object, and not the system. */
    default boolean isUser() {
        return value().startsWith("u");
    }

    /**
     * The id in a row of {@code mz_internal.mz_comments}. The row's {@code object_type} decides the namespace.
     *
     * @return empty for kinds that no plan uses, such as network policies
     */
    static Optional<CatalogId> ofComment(String objectType, String id) {
        return switch (objectType) {
            case "database" -> Optional.of(new DatabaseId(id));
            case "schema" -> Optional.of(new SchemaId(id));
            case "cluster" -> Optional.of(new ClusterId(id));
            case "cluster-replica" -> Optional.of(new ReplicaId(id));
            case "role" -> Optional.of(new RoleId(id));
            case "table",
                    "view",
                    "materialized-view",
                    "source",
                    "sink",
                    "index",
                    "connection",
                    "secret",
                    "type",
                    "func" -> Optional.of(new ItemId(id));
            default -> Optional.empty();
        };
    }

    private static void requireText(String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("an id cannot be empty");
        }
    }

    /** The id of a database. */
    record DatabaseId(String value) implements CatalogId {

        public DatabaseId {
            requireText(value);
        }

        @Override
        public String toString() {
            return value;
        }
    }

    /** The id of a schema. */
    record SchemaId(String value) implements CatalogId {

        public SchemaId {
            requireText(value);
        }

        @Override
        public String toString() {
            return value;
        }
    }

    /** The id of a cluster. */
    record ClusterId(String value) implements CatalogId {

        public ClusterId {
            requireText(value);
        }

        @Override
        public String toString() {
            return value;
        }
    }

    /** The id of a cluster's replica. */
    record ReplicaId(String value) implements CatalogId {

        public ReplicaId {
            requireText(value);
        }

        @Override
        public String toString() {
            return value;
        }
    }

    /** The id of a relation, index, sink, connection, secret, type or function. These kinds share one counter. */
    record ItemId(String value) implements CatalogId {

        public ItemId {
            requireText(value);
        }

        @Override
        public String toString() {
            return value;
        }
    }

    /** The id of a role, or of the pseudo role {@link #PUBLIC}, which has no row in {@code mz_roles}. */
    record RoleId(String value) implements CatalogId {

        /** All roles. As the creator of a default privilege it means ALL ROLES. */
        public static final RoleId PUBLIC = new RoleId("p");

        public RoleId {
            requireText(value);
        }

        /** Reads an id from an ACL. There, an empty text means PUBLIC too. */
        public static RoleId ofAcl(String text) {
            return text.isEmpty() ? PUBLIC : new RoleId(text);
        }

        /** Whether this is {@link #PUBLIC}. */
        public boolean isPublic() {
            return equals(PUBLIC);
        }

        @Override
        public String toString() {
            return value;
        }
    }
}
