package dev.verdigris.engine.internal.connection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * One complete result set. Every value is in the server's text form.
 *
 * @param columns the column names in order
 * @param rows the rows in order
 */
public record Rows(List<String> columns, List<Row> rows) {

    public Rows {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** Turns every row into a value. */
    public <T> List<T> map(Function<Row, T> reader) {
        List<T> values = new ArrayList<>(rows.size());
        for (Row row : rows) {
            values.add(reader.apply(row));
        }
        return Collections.unmodifiableList(values);
    }

    /** The number of rows. */
    public int size() {
        return rows.size();
    }

    /** Whether there is no row. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** One row. Its values are found by column name. */
    public static final class Row {

        private final List<String> columns;
        private final @Nullable String[] values;

        /** A row of values, one for each column. */
        public Row(List<String> columns, @Nullable String[] values) {
            this.columns = columns;
            this.values = values;
        }

        /**
         * The value of a column that is never NULL.
         *
         * @throws IllegalStateException if it is NULL
         */
        public String text(String column) {
            String value = orNull(column);
            if (value == null) {
                throw new IllegalStateException("column " + column + " is unexpectedly NULL");
            }
            return value;
        }

        /** The value of a column, or {@code null}. */
        public @Nullable String orNull(String column) {
            int index = columns.indexOf(column);
            if (index < 0) {
                throw new IllegalStateException("the result has no column " + column + ": " + columns);
            }
            return values[index];
        }

        /** Whether the result has a column of that name. */
        public boolean has(String column) {
            return columns.contains(column);
        }

        /** The value at a position from 0, or {@code null}. */
        public @Nullable String at(int index) {
            return values[index];
        }

        /** A boolean. NULL counts as {@code false}. */
        public boolean flag(String column) {
            String value = orNull(column);
            return value != null && (value.equals("t") || value.equals("true"));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Row row && columns.equals(row.columns) && Arrays.equals(values, row.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }

        /** All values separated by commas, NULL as {@code NULL}, for messages. */
        @Override
        public String toString() {
            List<String> texts = new ArrayList<>();
            for (String value : values) {
                texts.add(value == null ? "NULL" : value);
            }
            return String.join(", ", texts);
        }
    }
}
