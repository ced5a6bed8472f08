package dev.verdigris.sandbox.catalog.access;

import dev.verdigris.sandbox.backend.CatalogTransaction;
import dev.verdigris.sandbox.catalog.store.CatalogEntry;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import org.jspecify.annotations.Nullable;

/** Reads and writes recorded privileges. */
public final class PrivilegeStore {

    private final CatalogTransaction sql;

    /** A store that reads and writes in the given transaction. */
    public PrivilegeStore(CatalogTransaction sql) {
        this.sql = sql;
    }

    /**
     * Records the owner's privileges on a new object, and the default privileges of others. These are the union of the
     * defaults for the creator and for everyone, in the schema, the database and everywhere, as far as the kind has
     * them.
     */
    public void initialize(CatalogEntry object, @Nullable String databaseId, @Nullable String schemaId) {
        String possible = PrivilegeLetters.all(object.kind());
        if (possible.isEmpty()) {
            return;
        }
        String owner = object.ownerId();
        add(object.privilegeKind(), object.id(), owner, owner, possible);
        sql.query("""
                        SELECT grantee, string_agg(letters, '') FROM mz_store.default_privilege
                        WHERE role_id IN ($1, 'p') AND object_type = $2
                            AND (database_id IS NULL OR database_id = $3) AND (schema_id IS NULL OR schema_id = $4)
                        GROUP BY grantee ORDER BY grantee
                        """, owner, defaultsKind(object.kind()).catalogName(), databaseId, schemaId)
                .forEach(row -> add(
                        object.privilegeKind(),
                        object.id(),
                        row.text(0),
                        owner,
                        PrivilegeLetters.intersection(row.text(1), possible)));
    }

    /** The defaults for tables also apply to views, materialized views and sources. */
    private static ObjectKind defaultsKind(ObjectKind kind) {
        return kind.isRelation() ? ObjectKind.TABLE : kind;
    }

    String letters(String kind, String objectId, String grantee, String grantor) {
        return sql.queryOne(
                        "SELECT letters FROM mz_store.privilege WHERE object_kind = $1 AND object_id = $2 AND grantee = $3"
                                + " AND grantor = $4",
                        kind,
                        objectId,
                        grantee,
                        grantor)
                .map(row -> row.text(0))
                .orElse("");
    }

    /** Whether anything was new. */
    public boolean add(String kind, String objectId, String grantee, String grantor, String letters) {
        String before = letters(kind, objectId, grantee, grantor);
        String after = PrivilegeLetters.union(before, letters);
        if (after.equals(before)) {
            return false;
        }
        set(kind, objectId, grantee, grantor, after);
        return true;
    }

    /** Whether anything was there to remove. */
    public boolean remove(String kind, String objectId, String grantee, String grantor, String letters) {
        String before = letters(kind, objectId, grantee, grantor);
        String after = PrivilegeLetters.difference(before, letters);
        if (after.equals(before)) {
            return false;
        }
        set(kind, objectId, grantee, grantor, after);
        return true;
    }

    private void set(String kind, String objectId, String grantee, String grantor, String letters) {
        if (letters.isEmpty()) {
            sql.execute(
                    "DELETE FROM mz_store.privilege WHERE object_kind = $1 AND object_id = $2 AND grantee = $3 AND grantor = $4",
                    kind,
                    objectId,
                    grantee,
                    grantor);
            return;
        }
        sql.execute("""
                INSERT INTO mz_store.privilege (object_kind, object_id, grantee, grantor, letters)
                VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT (object_kind, object_id, grantee, grantor) DO UPDATE SET letters = excluded.letters
                """, kind, objectId, grantee, grantor, letters);
    }

    /** Whether a role other than the owner granted any of these privileges. */
    public boolean heldFromOthers(CatalogEntry object, String grantee, String letters) {
        return sql
                .query(
                        "SELECT letters FROM mz_store.privilege WHERE object_kind = $1 AND object_id = $2 AND grantee = $3"
                                + " AND grantor <> $4",
                        object.privilegeKind(),
                        object.id(),
                        grantee,
                        object.ownerId())
                .stream()
                .anyMatch(row ->
                        !PrivilegeLetters.intersection(row.text(0), letters).isEmpty());
    }

    /** Removes all privileges on an object, for an object that is dropped. */
    public void forget(CatalogEntry object) {
        sql.execute(
                "DELETE FROM mz_store.privilege WHERE object_kind = $1 AND object_id = $2",
                object.privilegeKind(),
                object.id());
    }

    /** Replaces the old owner by the new one in the object's ACL, as grantor and as grantee. */
    public void changeOwner(CatalogEntry object, String newOwner) {
        sql.query(
                        "DELETE FROM mz_store.privilege WHERE object_kind = $1 AND object_id = $2"
                                + " RETURNING grantee, grantor, letters",
                        object.privilegeKind(),
                        object.id())
                .forEach(row -> add(
                        object.privilegeKind(),
                        object.id(),
                        replaced(row.text(0), object.ownerId(), newOwner),
                        replaced(row.text(1), object.ownerId(), newOwner),
                        row.text(2)));
    }

    private static String replaced(String role, String oldOwner, String newOwner) {
        return role.equals(oldOwner) ? newOwner : role;
    }
}
