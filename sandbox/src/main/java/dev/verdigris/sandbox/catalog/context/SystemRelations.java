package dev.verdigris.sandbox.catalog.context;

import dev.verdigris.sandbox.statement.name.ObjectPath;

/** The relations that came with the system. */
public final class SystemRelations {

    private SystemRelations() {}

    public static boolean exists(DdlContext ddl, ObjectPath path) {
        return path.size() <= 3
                && ddl.sql
                                .query(
                                        "SELECT FROM mz_store.builtin WHERE oid = to_regclass($1) AND kind NOT IN ('type', 'function')",
                                        path.quoted())
                                .size()
                        == 1;
    }
}
