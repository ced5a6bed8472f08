package dev.verdigris.sandbox.backend;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Statements on the sandbox's PostgreSQL, inside one of its transactions, as its superuser.
 *
 * <p>Parameters are bound as text to {@code $1}, {@code $2}, …; a null is SQL NULL. An error of PostgreSQL is thrown as
 * a {@link dev.verdigris.sandbox.error.SqlError} with PostgreSQL's own diagnostic; PostgreSQL has then aborted the
 * transaction.
 */
public interface CatalogTransaction {

    /** Runs one query and returns its rows as text. */
    List<Row> query(String sql, @Nullable Object... parameters);

    /** Runs one statement without rows. Returns the number of affected rows, or 0 if PostgreSQL reports none. */
    long execute(String sql, @Nullable Object... parameters);

    /** The row of a query that returns at most one. */
    default Optional<Row> queryOne(String sql, @Nullable Object... parameters) {
        List<Row> rows = query(sql, parameters);
        if (rows.size() > 1) {
            throw new IllegalStateException("more than one row from: " + sql);
        }
        return rows.stream().findFirst();
    }

    /**
     * One row of text values.
     *
     * @param values in column order; null is SQL NULL
     */
    record Row(List<@Nullable String> values) {

        /** The value of column {@code index} (from 0), which must not be NULL. */
        public String text(int index) {
            String value = values.get(index);
            if (value == null) {
                throw new IllegalStateException("column " + index + " is NULL");
            }
            return value;
        }

        /** The value of column {@code index} (from 0), or null. */
        public @Nullable String nullable(int index) {
            return values.get(index);
        }

        /** A boolean column, which must not be NULL. */
        public boolean flag(int index) {
            return text(index).equals("t");
        }

        /** An integer column, which must not be NULL. */
        public long number(int index) {
            return Long.parseLong(text(index));
        }
    }
}
