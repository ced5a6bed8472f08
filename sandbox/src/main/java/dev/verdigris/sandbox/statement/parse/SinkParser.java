package dev.verdigris.sandbox.statement.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.ast.SinkStatement;
import dev.verdigris.sandbox.statement.ast.SinkStatement.SinkFormat;
import dev.verdigris.sandbox.statement.ast.SinkStatement.SinkKey;
import dev.verdigris.sandbox.statement.ast.Statement;
import dev.verdigris.sandbox.statement.lex.Token;
import dev.verdigris.sandbox.statement.lex.TokenCursor;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import dev.verdigris.sandbox.statement.option.Option;
import dev.verdigris.sandbox.statement.option.OptionParser;
import org.jspecify.annotations.Nullable;

/** Reads the creation of sinks, connections and secrets. */
final class SinkParser {

    private static final String[] KAFKA_OPTIONS = {
        "COMPRESSION TYPE",
        "PARTITION BY",
        "PROGRESS GROUP ID PREFIX",
        "TOPIC METADATA REFRESH INTERVAL",
        "TOPIC PARTITION COUNT",
        "TOPIC REPLICATION FACTOR",
        "TOPIC CONFIG",
        "TOPIC",
        "LEGACY IDS",
        "TRANSACTIONAL ID PREFIX"
    };

    /** The options after WITH, and after SET of an existing sink. */
    static final String[] SINK_OPTIONS = {"PARTITION STRATEGY", "SNAPSHOT", "VERSION", "COMMIT INTERVAL"};

    private final TokenCursor cursor;
    private final OptionParser options;
    private final int from;

    SinkParser(TokenCursor cursor, int from) {
        this.cursor = cursor;
        this.options = new OptionParser(cursor);
        this.from = from;
    }

    /** Parses the rest of CREATE SECRET. */
    Statement secret() {
        boolean ifNotExists = cursor.ifNotExists();
        ObjectPath name = cursor.path();
        cursor.expect("AS");
        secretValue();
        return new SinkStatement.CreateSecret(cursor.text(from), name, ifNotExists);
    }

    /** The value is neither stored nor printed. */
    void secretValue() {
        int start = cursor.index();
        if (cursor.atEnd()) {
            throw cursor.expected("an expression");
        }
        cursor.skipToEnd();
        cursor.substitutes.put(start, new TokenCursor.Substitute(cursor.index(), "'<REDACTED>'"));
    }

    /** Parses the rest of CREATE CONNECTION. */
    Statement connection() {
        boolean ifNotExists = cursor.ifNotExists();
        ObjectPath name = cursor.path();
        cursor.expectOneOf("FOR", "TO");
        String type = cursor.expectOneOf(
                        "AWS PRIVATELINK",
                        "AWS",
                        "GCP",
                        "KAFKA",
                        "CONFLUENT SCHEMA REGISTRY",
                        "POSTGRES",
                        "SSH TUNNEL",
                        "SQL SERVER",
                        "MYSQL",
                        "ICEBERG CATALOG")
                .toLowerCase(Locale.ROOT)
                .replace(' ', '-');
        List<Option> list = cursor.looksAt(Token.Kind.LEFT_PARENTHESIS) ? options.anyInParentheses() : List.of();
        if (cursor.accept("WITH")) {
            options.anyInParentheses();
        }
        cursor.expectEnd();
        return new SinkStatement.CreateConnection(cursor.text(from), name, ifNotExists, type, list);
    }

    /** Parses the rest of CREATE SINK. */
    Statement sink() {
        boolean ifNotExists = cursor.ifNotExists();
        if (cursor.looksAt("FROM") || cursor.looksAt("IN CLUSTER")) {
            throw SqlError.internal("unspecified name for sink");
        }
        ObjectPath name = cursor.path();
        String cluster = cursor.accept("IN CLUSTER") ? cursor.identifier() : null;
        cursor.expect("FROM");
        ObjectPath relation = cursor.path();
        cursor.expect("INTO");
        if (cursor.expectOneOf("KAFKA", "ICEBERG").equals("ICEBERG")) {
            throw cursor.unsupported(from);
        }
        cursor.expect("CONNECTION");
        ObjectPath connection = cursor.path();
        List<Option> kafka =
                cursor.looksAt(Token.Kind.LEFT_PARENTHESIS) ? options.inParentheses(KAFKA_OPTIONS) : List.of();
        SinkKey key = key();
        String headers = cursor.accept("HEADERS") ? cursor.identifier() : null;
        SinkFormat format = format();
        String envelope = cursor.accept("ENVELOPE") ? envelope() : null;
        List<Option> with = options.with(SINK_OPTIONS);
        cursor.expectEnd();
        return new SinkStatement.CreateSink(
                cursor.text(from),
                name,
                ifNotExists,
                cluster,
                relation,
                connection,
                kafka,
                key,
                headers,
                format,
                envelope,
                with);
    }

    private String envelope() {
        String envelope = cursor.acceptOneOf("UPSERT", "DEBEZIUM");
        if (envelope == null) {
            throw cursor.expected("UPSERT, DEBEZIUM");
        }
        return envelope;
    }

    private @Nullable SinkKey key() {
        if (!cursor.looksAt("KEY") || !cursor.peek(1).is(Token.Kind.LEFT_PARENTHESIS)) {
            return null;
        }
        cursor.accept("KEY");
        List<String> columns = cursor.identifiersInParentheses();
        return new SinkKey(columns, cursor.accept("NOT ENFORCED"));
    }

    private SinkFormat format() {
        List<ObjectPath> registries = new ArrayList<>();
        if (cursor.accept("KEY FORMAT")) {
            String key = oneFormat(registries);
            cursor.expect("VALUE FORMAT");
            return new SinkFormat(key, oneFormat(registries), registries);
        }
        return cursor.accept("FORMAT")
                ? new SinkFormat(null, oneFormat(registries), registries)
                : new SinkFormat(null, null, registries);
    }

    private String oneFormat(List<ObjectPath> registries) {
        String format = cursor.acceptOneOf("AVRO", "PROTOBUF", "REGEX", "CSV", "JSON", "TEXT", "BYTES");
        if (format == null) {
            throw cursor.expected("AVRO, PROTOBUF, REGEX, CSV, JSON, TEXT, or BYTES");
        }
        if (format.equals("AVRO")) {
            cursor.expect("USING CONFLUENT SCHEMA REGISTRY CONNECTION");
            registries.add(cursor.path());
            if (cursor.looksAt(Token.Kind.LEFT_PARENTHESIS)) {
                cursor.moveTo(cursor.closing(cursor.index()) + 1);
            }
        } else if (format.equals("PROTOBUF") || format.equals("CSV") || format.equals("REGEX")) {
            throw cursor.unsupported(from);
        }
        return format.toLowerCase(Locale.ROOT);
    }
}
