package dev.verdigris.sandbox.catalog.context;

import java.util.List;

/** The columns of a PostgreSQL relation, as the catalog shows them. */
public final class RelationColumns {

    private final List<Column> columns;

    /** Reads the columns of a PostgreSQL relation. */
    public RelationColumns(DdlContext ddl, String relationOid) {
        this.columns = ddl.sql.query("""
                        SELECT attname, replace(format_type(atttypid, atttypmod), 'mz_catalog.', ''), NOT attnotnull
                        FROM pg_catalog.pg_attribute
                        WHERE attrelid = $1::oid AND attnum > 0 AND NOT attisdropped ORDER BY attnum
                        """, relationOid).stream()
                .map(row -> new Column(row.text(0), row.text(1), row.flag(2)))
                .toList();
    }

    public record Column(String name, String type, boolean nullable) {}

    /** All columns, in order. */
    public List<Column> all() {
        return columns;
    }

    /** The names of all columns, in order. */
    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /** From 1; 0 if there is no such column. */
    public int position(String name) {
        return names().indexOf(name) + 1;
    }
}
