package dev.verdigris.sandbox.catalog.context;

import dev.verdigris.sandbox.error.SqlFailure;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import org.jspecify.annotations.Nullable;

/**
 * Relations that end with the session. They are PostgreSQL's temporary relations and have no row in the store, so that
 * nothing is left of them when the session ends in whatever way.
 */
public final class Temporary {

    private Temporary() {}

    public static void demandUnqualified(ObjectPath name) {
        if (name.size() > 1 && !name.parts().get(0).equals("mz_temp")) {
            throw SqlFailure.internal("cannot create temporary item in non-temporary schema");
        }
    }

    public static boolean exists(DdlRun run, String name) {
        return relkind(run, name) != null;
    }

    /** r for a table, v for a view, null for neither. */
    public static @Nullable String relkind(DdlRun run, String name) {
        return run.sql
                .queryOne(
                        "SELECT relkind FROM pg_catalog.pg_class WHERE relnamespace = pg_my_temp_schema() AND relname = $1",
                        name)
                .map(row -> row.text(0))
                .orElse(null);
    }
}
