package dev.verdigris.sandbox.wire;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The answer to Describe for a prepared statement.
 *
 * @param parameterTypes the oids of its parameters
 * @param columns its columns, or null if it gives no rows
 */
public record Description(
        List<Integer> parameterTypes, @Nullable List<ResultColumn> columns) {

    public Description {
        parameterTypes = List.copyOf(parameterTypes);
        columns = columns == null ? null : List.copyOf(columns);
    }

    /** No parameters, no rows. */
    public static Description nothing() {
        return new Description(List.of(), null);
    }

    /** No parameters, these columns. */
    public static Description ofColumns(List<ResultColumn> columns) {
        return new Description(List.of(), columns);
    }
}
