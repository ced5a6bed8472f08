package dev.verdigris.sandbox.catalog.store;

import dev.verdigris.sandbox.backend.CatalogTransaction;
import dev.verdigris.sandbox.request.SessionContext;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import org.jspecify.annotations.Nullable;

/** Writes mz_audit_events, with details as Materialize spells them (Materialize docs: mz_audit_events). */
public final class AuditLog {

    private final CatalogTransaction sql;
    private final SessionContext context;

    /** A log that writes in the given transaction, in the name of the session's role. */
    public AuditLog(CatalogTransaction sql, SessionContext context) {
        this.sql = sql;
        this.context = context;
    }

    /** An object was created. */
    public void created(CatalogEntry object) {
        event("create", object, identity(object));
    }

    /** An object was dropped. */
    public void dropped(CatalogEntry object) {
        event("drop", object, identity(object));
    }

    /** An object was given a comment. */
    public void commented(ObjectKind kind, String id, String name) {
        write("comment", kind.auditName(), Json.object().put("id", id).put("name", name));
    }

    /** An event about an object, with details of its own. */
    public void event(String event, CatalogEntry object, Json details) {
        write(event, object.kind().auditName(), details);
    }

    /** An event about an object type as the audit log spells it. */
    public void write(String event, String objectType, Json details) {
        sql.execute(
                "INSERT INTO mz_store.audit_event (id, event_type, object_type, details, user_name)"
                        + " VALUES (nextval('mz_store.audit_id'), $1, $2, $3::jsonb, $4)",
                event,
                objectType,
                details.toString(),
                context.roleName());
    }

    /** The id and name of an object, spelt as its kind is spelt. */
    public static Json identity(CatalogEntry object) {
        Json json = Json.object().put("id", object.id());
        return switch (object) {
            case CatalogEntry.Role role -> json.put("name", role.name());
            case CatalogEntry.Database database -> json.put("name", database.name());
            case CatalogEntry.Schema schema ->
                json.put("database_name", schema.database()).put("name", schema.name());
            case CatalogEntry.Cluster cluster -> json.put("name", cluster.name());
            case CatalogEntry.Replica replica -> replica(replica);
            case CatalogEntry.Item item -> name(json, item.schema(), item.name());
        };
    }

    /** The details of an event about a replica. */
    public static Json replica(CatalogEntry.Replica replica) {
        return Json.object()
                .put("cluster_id", replica.cluster().id())
                .put("cluster_name", replica.cluster().name())
                .put("replica_id", replica.id())
                .put("replica_name", replica.name());
    }

    /** Adds an item's full name to the details. */
    public static Json name(Json json, CatalogEntry.Schema schema, String name) {
        return json.put("database", schema.database())
                .put("schema", schema.name())
                .put("item", name);
    }

    /** The details of an item's rename. */
    public static Json renamedItem(CatalogEntry.Item item, String newName) {
        return Json.object()
                .put("id", item.id())
                .put("old_name", name(Json.object(), item.schema(), item.name()))
                .put("new_name", name(Json.object(), item.schema(), newName));
    }

    /** The details of a schema's rename. */
    public static Json renamedSchema(CatalogEntry.Schema schema, String oldName, String newName) {
        return Json.object()
                .put("id", schema.id())
                .put("database_name", schema.database())
                .put("old_name", oldName)
                .put("new_name", newName);
    }

    /** The details of a cluster's rename. */
    public static Json renamedCluster(String id, String oldName, String newName) {
        return Json.object().put("id", id).put("old_name", oldName).put("new_name", newName);
    }

    /** An object has a new owner, given by the role's id. */
    public void owner(CatalogEntry object, String newOwner) {
        event(
                "alter",
                object,
                Json.object()
                        .put("object_id", typedId(object))
                        .put("old_owner_id", object.ownerId())
                        .put("new_owner_id", newOwner));
    }

    /** Privileges were granted on an object, or revoked. */
    public void privilege(
            boolean grant, ObjectKind kind, String objectId, String grantee, String grantor, String letters) {
        write(
                grant ? "grant" : "revoke",
                kind.auditName(),
                Json.object()
                        .put("object_id", objectId)
                        .put("grantee_id", grantee)
                        .put("grantor_id", grantor)
                        .put("privileges", letters));
    }

    /** An id after the letters of its namespace, as events about any kind of object have it. */
    public static String typedId(CatalogEntry object) {
        return switch (object) {
            case CatalogEntry.Role role -> "R" + role.id();
            case CatalogEntry.Database database -> "D" + database.id();
            case CatalogEntry.Schema schema -> "S" + schema.databaseId() + "." + schema.id();
            case CatalogEntry.Cluster cluster -> "C" + cluster.id();
            case CatalogEntry.Replica replica -> "CR" + replica.cluster().id() + "." + replica.id();
            case CatalogEntry.Item item -> "I" + item.id();
        };
    }

    /** Default privileges were granted or revoked; the database and the schema are null where none is named. */
    public void defaultPrivilege(
            boolean grant,
            ObjectKind kind,
            String roleId,
            @Nullable String databaseId,
            @Nullable String schemaId,
            String grantee,
            String letters) {
        write(
                grant ? "grant" : "revoke",
                kind.auditName(),
                Json.object()
                        .put("role_id", roleId)
                        .put("database_id", databaseId)
                        .put("schema_id", schemaId)
                        .put("grantee_id", grantee)
                        .put("privileges", letters));
    }
}
