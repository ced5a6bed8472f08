package dev.verdigris.e2e.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The server's complete answer to one message, up to its ReadyForQuery.
 *
 * @param results one per statement that was answered, in order
 * @param notices the notices in order
 * @param error the error that ended it, if one did
 * @param transactionStatus {@code I} idle, {@code T} in a block, {@code E} in a failed block
 */
public record Answer(
        List<Result> results, List<Diagnostic> notices, Optional<Diagnostic> error, char transactionStatus) {

    /**
     * The outcome of one statement.
     *
     * @param columns empty if the statement returns no rows
     * @param rows text values; an absent value is SQL NULL
     * @param tag the command tag; empty for an empty query
     */
    public record Result(List<Column> columns, List<List<Optional<String>>> rows, String tag) {}

    /**
     * A column as described by the server.
     *
     * @param name its name
     * @param typeOid the oid of its type
     */
    public record Column(String name, int typeOid) {}

    /**
     * An error or a notice.
     *
     * @param fields the protocol's fields by their letter: S severity, C SQLSTATE, M message, D detail, H hint, P
     *     position
     */
    public record Diagnostic(Map<Character, String> fields) {

        /** The field, or an empty text. */
        public String field(char code) {
            return fields.getOrDefault(code, "");
        }

        @Override
        public String toString() {
            return field('S') + " " + field('C') + " " + field('M');
        }
    }
}
