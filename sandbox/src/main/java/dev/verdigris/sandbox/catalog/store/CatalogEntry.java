package dev.verdigris.sandbox.catalog.store;

import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import dev.verdigris.sandbox.statement.rewrite.SchemaMapping;
import org.jspecify.annotations.Nullable;

/** Rows of the store, as statements need them. */
public sealed interface CatalogEntry {

    /** The id; those of users begin with {@code u}. */
    String id();

    /** The object's own name, without its containers. */
    String name();

    /** The id of the role that owns it. */
    public String ownerId();

    /** The kind of object. */
    public ObjectKind kind();

    /** The name that privileges' and owners' messages show: all parts, unquoted. */
    public String fullName();

    /** The object_kind under which the store keeps privileges. */
    public String privilegeKind();

    /** Whether it came with the system. */
    default boolean isSystem() {
        return !id().startsWith("u");
    }

    record Role(String id, String name, @Nullable Boolean superuser) implements CatalogEntry {
        @Override
        public String ownerId() {
            return "s1";
        }

        @Override
        public ObjectKind kind() {
            return ObjectKind.ROLE;
        }

        @Override
        public String fullName() {
            return name;
        }

        @Override
        public String privilegeKind() {
            return "role";
        }
    }

    record Database(String id, String name, String ownerId) implements CatalogEntry {
        @Override
        public ObjectKind kind() {
            return ObjectKind.DATABASE;
        }

        @Override
        public String fullName() {
            return name;
        }

        @Override
        public String privilegeKind() {
            return "database";
        }
    }

    /** A schema; {@code databaseId} and {@code database} are null for system schemas. */
    record Schema(
            String id,
            String name,
            @Nullable String databaseId,
            @Nullable String database,
            String ownerId) implements CatalogEntry {
        @Override
        public ObjectKind kind() {
            return ObjectKind.SCHEMA;
        }

        @Override
        public String fullName() {
            return database == null ? name : database + "." + name;
        }

        @Override
        public String privilegeKind() {
            return "schema";
        }

        /** The schema's name in PostgreSQL. */
        public String backendName() {
            return SchemaMapping.name(database, databaseId, name);
        }
    }

    record Cluster(
            String id,
            String name,
            String ownerId,
            boolean managed,
            @Nullable String size,
            @Nullable Integer replicationFactor,
            ClusterConfig config)
            implements CatalogEntry {
        @Override
        public ObjectKind kind() {
            return ObjectKind.CLUSTER;
        }

        @Override
        public String fullName() {
            return name;
        }

        @Override
        public String privilegeKind() {
            return "cluster";
        }
    }

    record Replica(
            String id,
            String name,
            String ownerId,
            Cluster cluster,
            @Nullable String size) implements CatalogEntry {
        @Override
        public ObjectKind kind() {
            return ObjectKind.CLUSTER_REPLICA;
        }

        @Override
        public String fullName() {
            return cluster.name() + "." + name;
        }

        @Override
        public String privilegeKind() {
            return "replica";
        }
    }

    /** Something in a schema; {@code type} is details.type: a source's, sink's or connection's. */
    record Item(
            String id,
            String name,
            ObjectKind kind,
            String ownerId,
            Schema schema,
            @Nullable String clusterId,
            @Nullable String relationOid,
            @Nullable String sourceId,
            @Nullable String onId,
            @Nullable String type,
            @Nullable String replacementFor)
            implements CatalogEntry {

        @Override
        public String fullName() {
            return schema.fullName() + "." + name;
        }

        @Override
        public String privilegeKind() {
            return "item";
        }

        /** The name that means this relation in PostgreSQL. */
        public ObjectPath backendPath() {
            return ObjectPath.of(schema.backendName(), name);
        }

        /** Whether a query can read its rows. */
        public boolean isRelation() {
            return kind.isRelation();
        }

        /** Whether it is a table whose rows come from a source. */
        public boolean isTableFromSource() {
            return kind == ObjectKind.TABLE && sourceId != null;
        }
    }
}
