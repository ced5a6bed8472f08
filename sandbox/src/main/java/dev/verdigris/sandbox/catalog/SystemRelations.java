package dev.verdigris.sandbox.catalog;

import dev.verdigris.sandbox.statement.ObjectPath;

/** The relations that came with the system. */
final class SystemRelations {

    private SystemRelations() {}

    static boolean exists(DdlRun run, ObjectPath path) {
        return path.size() <= 3
                && run.sql
                                .query(
                                        "SELECT FROM mz_store.builtin WHERE oid = to_regclass($1) AND kind NOT IN ('type', 'function')",
                                        path.quoted())
                                .size()
                        == 1;
    }
}
