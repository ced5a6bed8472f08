package dev.verdigris.sandbox.statement.ast;

import java.util.List;

import dev.verdigris.sandbox.statement.lex.StatementText;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import org.jspecify.annotations.Nullable;

/**
 * SUBSCRIBE.
 *
 * @param text the statement
 * @param backendSql the query for PostgreSQL that returns the rows
 * @param relations the names that the query reads, as in {@link Query}
 * @param snapshot whether the rows at the beginning are sent
 * @param progress whether progress rows are sent
 * @param asOf the expression after AS OF, or null
 * @param upTo the expression after UP TO, or null
 * @param output the form of the updates
 */
public record Subscribe(
        StatementText text,
        String backendSql,
        List<ObjectPath> relations,
        boolean snapshot,
        boolean progress,
        @Nullable String asOf,
        @Nullable String upTo,
        Output output)
        implements Statement {

    public Subscribe {
        relations = List.copyOf(relations);
    }

    /** The form of the updates. */
    public sealed interface Output {

        /** mz_timestamp, mz_diff and the row. */
        record Diffs() implements Output {}

        /**
         * The same ordered within a timestamp.
         *
         * @param orderBy the order's expressions for PostgreSQL
         */
        record WithinTimestampOrderBy(String orderBy) implements Output {}

        /**
         * ENVELOPE UPSERT: mz_state, the key, the values.
         *
         * @param key the key's columns
         */
        record EnvelopeUpsert(List<String> key) implements Output {
            public EnvelopeUpsert {
                key = List.copyOf(key);
            }
        }

        /**
         * ENVELOPE DEBEZIUM: mz_state, the key, the values before and after.
         *
         * @param key the key's columns
         */
        record EnvelopeDebezium(List<String> key) implements Output {
            public EnvelopeDebezium {
                key = List.copyOf(key);
            }
        }
    }
}
