package dev.verdigris.sandbox.catalog.context;

import java.util.Collection;

import dev.verdigris.sandbox.catalog.store.AuditLog;
import dev.verdigris.sandbox.catalog.store.CatalogEntry;
import dev.verdigris.sandbox.catalog.store.Json;
import dev.verdigris.sandbox.catalog.store.Template;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import org.jspecify.annotations.Nullable;

/** Adds items to the store. */
public final class ItemStore {

    private final DdlContext ddl;

    /** A store for one statement. */
    public ItemStore(DdlContext ddl) {
        this.ddl = ddl;
    }

    /**
     * An item to be added.
     *
     * @param id from {@link #nextId}
     * @param schema where it goes
     * @param name its own name
     * @param kind what it is
     * @param clusterId the cluster it runs on, or null
     * @param relationOid the PostgreSQL relation that holds it, or null
     * @param sourceId the source it belongs to, or null
     * @param onId the relation that it indexes, or null
     * @param template see {@link Template}
     * @param details what only its kind has
     * @param references the items that its statement names
     */
    public record NewItem(
            String id,
            CatalogEntry.Schema schema,
            String name,
            ObjectKind kind,
            @Nullable String clusterId,
            @Nullable String relationOid,
            @Nullable String sourceId,
            @Nullable String onId,
            String template,
            Json details,
            Collection<String> references) {}

    /** A new id for an item. */
    public String nextId() {
        return ddl.nextId("item_id");
    }

    /** Adds the item, its references, its owner's and the default privileges, and the audit event. */
    public CatalogEntry.Item add(NewItem item, Json auditDetails) {
        requireUserCluster(item);
        ddl.requireLimit(
                "object",
                "max_objects_per_schema",
                1000,
                ddl.count("item", "schema_id = $1", item.schema().id()),
                1);
        ddl.sql.execute(
                """
                INSERT INTO mz_store.item (id, oid, schema_id, name, kind, owner_id, cluster_id, relation_oid, source_id, on_id,
                    create_template, details)
                VALUES ($1, $2::oid, $3, $4, $5, $6, $7, $8::oid, $9, $10, $11, $12::jsonb)
                """,
                item.id(),
                item.relationOid() == null ? ddl.freeOid() : item.relationOid(),
                item.schema().id(),
                item.name(),
                item.kind().catalogName(),
                ddl.context.roleId(),
                item.clusterId(),
                item.relationOid(),
                item.sourceId(),
                item.onId(),
                item.template(),
                item.details().toString());
        item.references().forEach(reference -> reference(item.id(), reference));
        CatalogEntry.Item stored = ddl.names.itemById(item.id());
        ddl.privileges.initialize(
                stored, item.schema().databaseId(), item.schema().id());
        ddl.audit.event("create", stored, auditDetails.put("id", stored.id()));
        ddl.changed();
        return stored;
    }

    /** System clusters hold no user objects. Only a role with the privilege to create one there gets this answer. */
    private void requireUserCluster(NewItem item) {
        if (item.clusterId() != null && ddl.names.clusterById(item.clusterId()).isSystem()) {
            throw SqlError.internal(
                    "system cluster '" + ddl.names.clusterById(item.clusterId()).name() + "' cannot be modified");
        }
    }

    /** The audit details that every item has. */
    public static Json auditDetails(NewItem item) {
        return AuditLog.name(Json.object(), item.schema(), item.name());
    }

    /** Records that one item's statement names another. */
    public void reference(String objectId, String referencedId) {
        ddl.sql.execute(
                "INSERT INTO mz_store.dependency (object_id, referenced_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                objectId,
                referencedId);
    }
}
