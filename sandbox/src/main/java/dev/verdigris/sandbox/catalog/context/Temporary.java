package dev.verdigris.sandbox.catalog.context;

import dev.verdigris.sandbox.catalog.store.CatalogEntry;
import dev.verdigris.sandbox.catalog.store.Json;
import dev.verdigris.sandbox.error.ServerPanic;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.lex.BackendNames;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import dev.verdigris.sandbox.statement.name.Quoting;
import dev.verdigris.sandbox.statement.rewrite.SchemaMapping;
import org.jspecify.annotations.Nullable;

/**
 * Relations that end with the session. They are PostgreSQL's temporary relations and have no row in the store, so
 * nothing is left of them after the session. Their comments hold what the catalog shows of them.
 */
public final class Temporary {

    private Temporary() {}

    /** Refuses a name with a schema other than the temporary one. */
    public static void requireUnqualified(ObjectPath name) {
        if (!mayName(name)) {
            throw SqlError.internal("cannot create temporary item in non-temporary schema");
        }
    }

    /** Whether the session has a temporary relation of that name. */
    public static boolean exists(DdlContext ddl, ObjectPath name) {
        return mayName(name) && relkind(ddl, name.last()) != null;
    }

    /** Whether a temporary relation can have that name. */
    public static boolean mayName(ObjectPath name) {
        return name.size() == 1 || (name.size() == 2 && name.parts().get(0).equals(SchemaMapping.TEMPORARY));
    }

    /** Whether this is the schema of temporary relations, which each session has for itself. */
    public static boolean isSchema(ObjectPath name) {
        return name.last().equals(SchemaMapping.TEMPORARY);
    }

    /** The beginning of a comment: the session that the relation belongs to. */
    public static Json comment(DdlContext ddl) {
        return Json.object().put("session", ddl.context.connectionId());
    }

    /**
     * Writes the comment of a new temporary relation.
     *
     * @param kind PostgreSQL's word, VIEW or TABLE
     */
    public static void comment(DdlContext ddl, String kind, String name, Json comment) {
        ddl.sql.execute("COMMENT ON " + kind + " pg_temp." + Quoting.identifier(name) + " IS "
                + Quoting.literal(comment.toString()));
    }

    /**
     * Panics as Materialize 26.24 does when it renames or swaps a schema of which a temporary view of any session reads
     * two relations or more ({@code invalid diff -2}). A view that reads one is harmless. Seen on a real server.
     */
    public static void panicIfReadTwice(DdlContext ddl, CatalogEntry.Schema schema) {
        ddl.sql.queryOne("""
                        SELECT t.name
                        FROM mz_store.temporary_relation t
                            CROSS JOIN LATERAL jsonb_array_elements_text(t.reads) r(id)
                            JOIN mz_store.item i ON i.id = r.id
                        WHERE i.schema_id = $1
                        GROUP BY t.oid, t.name
                        HAVING count(*) > 1
                        ORDER BY t.oid
                        LIMIT 1
                        """, schema.id()).ifPresent(row -> {
            throw new ServerPanic(
                    "invalid diff -2: temporary view " + row.text(0) + " reads two relations of " + schema.fullName());
        });
    }

    /** r for a table, v for a view, null for neither. */
    public static @Nullable String relkind(DdlContext ddl, String name) {
        return ddl.sql
                .queryOne(
                        "SELECT relkind FROM pg_catalog.pg_class WHERE relnamespace = pg_my_temp_schema() AND relname = $1",
                        BackendNames.of(name))
                .map(row -> row.text(0))
                .orElse(null);
    }
}
