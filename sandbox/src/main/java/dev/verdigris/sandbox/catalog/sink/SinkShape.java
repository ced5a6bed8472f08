package dev.verdigris.sandbox.catalog.sink;

import java.util.List;
import java.util.Locale;

import dev.verdigris.sandbox.catalog.context.DdlContext;
import dev.verdigris.sandbox.catalog.context.RelationColumns;
import dev.verdigris.sandbox.catalog.store.CatalogEntry;
import dev.verdigris.sandbox.catalog.store.Json;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.ast.SinkStatement;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.Quoting;
import dev.verdigris.sandbox.statement.option.OptionValues;
import org.jspecify.annotations.Nullable;

/**
 * The output of a sink, and so its requirements on the relation that it reads.
 *
 * @param envelope upsert or debezium
 * @param topic the Kafka topic
 * @param keyFormat the key's format, or null
 * @param valueFormat the value's format
 * @param key the key's columns; empty if there is none
 * @param keyNotEnforced whether the key's uniqueness is the user's promise
 * @param snapshot whether it first writes the rows that exist at its creation
 */
record SinkShape(
        String envelope,
        String topic,
        @Nullable String keyFormat,
        String valueFormat,
        List<String> key,
        boolean keyNotEnforced,
        boolean snapshot) {

    SinkShape {
        key = List.copyOf(key);
    }

    /** Reads a statement, with Materialize's errors for what is missing from it. */
    static SinkShape of(SinkStatement.CreateSink statement) {
        String envelope = statement.envelope();
        if (envelope == null) {
            throw SqlError.internal("ENVELOPE clause is required");
        }
        if (envelope.equals("NONE")) {
            throw SqlError.internal("ENVELOPE NONE not yet supported");
        }
        SinkStatement.SinkKey key = statement.key();
        if (envelope.equals("UPSERT") && key == null) {
            throw new SqlError(Diagnostic.error("XX000", "upsert sinks must specify a key"));
        }
        String valueFormat = statement.format().value();
        if (valueFormat == null) {
            throw SqlError.internal("sink without format not yet supported");
        }
        String topic = OptionValues.find(statement.connectionOptions(), "TOPIC")
                .map(OptionValues::text)
                .orElseThrow(() -> SqlError.internal("KAFKA CONNECTION without TOPIC"));
        return new SinkShape(
                envelope.toLowerCase(Locale.ROOT),
                topic,
                statement.format().key(),
                valueFormat,
                key == null ? List.of() : key.columns(),
                key == null || key.notEnforced(),
                OptionValues.find(statement.options(), "SNAPSHOT")
                        .map(OptionValues::flag)
                        .orElse(true));
    }

    /** The store's details. */
    Json details() {
        return Json.object()
                .put("type", "kafka")
                .put("topic", topic)
                .put("envelope", envelope)
                .put("format", keyFormat == null ? valueFormat : null)
                .put(
                        "key_format",
                        keyFormat == null && key.isEmpty() ? null : keyFormat == null ? valueFormat : keyFormat)
                .put("value_format", valueFormat)
                .texts("key", key)
                .put("key_not_enforced", keyNotEnforced)
                .put("snapshot", snapshot);
    }

    /**
     * Refuses a relation without the key's columns, and a plain table, because it never has a unique key. The sandbox
     * does not know the keys of other relations and accepts them.
     */
    void requireFits(DdlContext ddl, CatalogEntry.Item from) {
        String oid = from.relationOid();
        if (oid == null) {
            throw new IllegalStateException("no relation for " + from.fullName());
        }
        List<String> columns = new RelationColumns(ddl, oid).names();
        for (String column : key) {
            if (!columns.contains(column)) {
                throw SqlError.internal("No such column: " + column);
            }
        }
        boolean plainTable = from.kind() == ObjectKind.TABLE && !from.isTableFromSource();
        if (envelope.equals("upsert") && !keyNotEnforced && plainTable) {
            String list =
                    String.join(", ", key.stream().map(Quoting::identifier).toList());
            throw new SqlError(Diagnostic.error("XX000", "upsert key could not be validated as unique")
                    .withDetail("Materialize could not prove that the specified upsert envelope key (" + list
                            + ") is a unique key of the upstream relation. There are no known valid unique keys for the"
                            + " upstream relation.")
                    .withHint("See: https://materialize.com/s/sink-key-selection"));
        }
    }
}
