package dev.verdigris.sandbox.catalog.object;

import dev.verdigris.sandbox.catalog.context.DdlContext;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.ast.NamingStatement;
import dev.verdigris.sandbox.statement.name.ObjectKind;

/** Forms of ALTER that Materialize parses and mostly refuses. */
public final class UnsupportedAlters {

    private UnsupportedAlters() {}

    /** The error for such a statement. */
    public static SqlError failure(DdlContext ddl, NamingStatement.UnsupportedAlter statement) {
        String words = statement.normalizedSql();
        if (statement.kind() == ObjectKind.TABLE && words.contains(" ADD COLUMN ")) {
            ddl.requireFeature("enable_alter_table_add_column", false, "Enable ALTER TABLE ... ADD COLUMN ...");
        }
        if (words.contains("(RETAIN HISTORY")) {
            ddl.requireFeature("enable_logical_compaction_window", false, "RETAIN HISTORY");
        }
        if (words.contains(" SET CLUSTER ")) {
            return SqlError.internal("ALTER ... SET CLUSTER syntax is not available");
        }
        if (statement.kind() == ObjectKind.SINK) {
            return SqlError.internal(
                    words.contains(" RESET ")
                            ? "ALTER SINK RESET option not yet supported"
                            : "ALTER SINK SET options not yet supported");
        }
        return SqlError.unsupported(statement.sql());
    }
}
