package dev.verdigris.sandbox.catalog.context;

import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.lex.BackendNames;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import org.jspecify.annotations.Nullable;

/**
 * Relations that end with the session. They are PostgreSQL's temporary relations and have no row in the store, so
 * nothing is left of them after the session.
 */
public final class Temporary {

    private Temporary() {}

    /** Refuses a name with a schema other than {@code mz_temp}. */
    public static void requireUnqualified(ObjectPath name) {
        if (name.size() > 1 && !name.parts().get(0).equals("mz_temp")) {
            throw SqlError.internal("cannot create temporary item in non-temporary schema");
        }
    }

    /** Whether the session has a temporary relation of that name. */
    public static boolean exists(DdlContext ddl, String name) {
        return relkind(ddl, name) != null;
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
