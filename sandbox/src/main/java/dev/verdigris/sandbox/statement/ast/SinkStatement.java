package dev.verdigris.sandbox.statement.ast;

import java.util.List;

import dev.verdigris.sandbox.statement.lex.StatementText;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import dev.verdigris.sandbox.statement.option.Option;
import org.jspecify.annotations.Nullable;

/** Sinks, and the connections and secrets that they need. */
public sealed interface SinkStatement extends DdlStatement {

    /**
     * CREATE SINK … INTO KAFKA CONNECTION.
     *
     * @param text the statement
     * @param name the sink
     * @param ifNotExists whether an existing one gives only a notice
     * @param cluster the cluster named, or null for the session's
     * @param from the relation to export
     * @param connection the Kafka connection
     * @param connectionOptions its options, TOPIC among them
     * @param key KEY (…), or null
     * @param headers the column named by HEADERS, or null
     * @param format FORMAT or KEY FORMAT … VALUE FORMAT, as typed and with its names resolved later; empty if none
     * @param envelope UPSERT, DEBEZIUM, …, or null
     * @param options WITH (…)
     */
    record CreateSink(
            StatementText text,
            ObjectPath name,
            boolean ifNotExists,
            @Nullable String cluster,
            ObjectPath from,
            ObjectPath connection,
            List<Option> connectionOptions,
            @Nullable SinkKey key,
            @Nullable String headers,
            SinkFormat format,
            @Nullable String envelope,
            List<Option> options)
            implements SinkStatement {
        public CreateSink {
            connectionOptions = List.copyOf(connectionOptions);
            options = List.copyOf(options);
        }

        @Override
        public String commandTag() {
            return "CREATE SINK";
        }
    }

    /**
     * KEY (…) [NOT ENFORCED].
     *
     * @param columns in the order written
     * @param notEnforced whether uniqueness is the user's promise
     */
    record SinkKey(List<String> columns, boolean notEnforced) {
        public SinkKey {
            columns = List.copyOf(columns);
        }
    }

    /**
     * The formats of a sink's messages.
     *
     * @param key in lower case (avro, json, text, bytes), or null if none is named
     * @param value the same for the value, or null if none is named
     * @param registries the schema registry connections named
     */
    record SinkFormat(@Nullable String key, @Nullable String value, List<ObjectPath> registries) {
        public SinkFormat {
            registries = List.copyOf(registries);
        }
    }

    /**
     * ALTER SINK … SET FROM.
     *
     * @param text the statement
     * @param name the sink
     * @param ifExists whether a missing one gives only a notice
     * @param from the relation to export from now on
     */
    record AlterSinkFrom(StatementText text, ObjectPath name, boolean ifExists, ObjectPath from)
            implements SinkStatement {
        @Override
        public String commandTag() {
            return "ALTER SINK";
        }

        @Override
        public TransactionClass transactionClass() {
            return TransactionClass.NEVER;
        }
    }

    /**
     * CREATE CONNECTION.
     *
     * @param text the statement
     * @param name the connection
     * @param ifNotExists whether an existing one gives only a notice
     * @param type in lower case as the catalog spells it: kafka, confluent-schema-registry, …
     * @param options as written
     */
    record CreateConnection(StatementText text, ObjectPath name, boolean ifNotExists, String type, List<Option> options)
            implements SinkStatement {
        public CreateConnection {
            options = List.copyOf(options);
        }

        @Override
        public String commandTag() {
            return "CREATE CONNECTION";
        }
    }

    /**
     * CREATE SECRET. The value is not stored, because the sandbox does not need it.
     *
     * @param text the statement
     * @param name the secret
     * @param ifNotExists whether an existing one gives only a notice
     */
    record CreateSecret(StatementText text, ObjectPath name, boolean ifNotExists) implements SinkStatement {
        @Override
        public String commandTag() {
            return "CREATE SECRET";
        }
    }

    /**
     * ALTER SECRET … AS. The value is not stored.
     *
     * @param text the statement
     * @param name the secret
     * @param ifExists whether a missing one gives only a notice
     */
    record AlterSecret(StatementText text, ObjectPath name, boolean ifExists) implements SinkStatement {
        @Override
        public String commandTag() {
            return "ALTER SECRET";
        }

        @Override
        public TransactionClass transactionClass() {
            return TransactionClass.NEVER;
        }
    }
}
