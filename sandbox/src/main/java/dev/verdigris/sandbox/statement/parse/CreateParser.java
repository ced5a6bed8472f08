package dev.verdigris.sandbox.statement.parse;

import java.util.List;

import dev.verdigris.sandbox.statement.ast.ClusterStatement;
import dev.verdigris.sandbox.statement.ast.SchemaStatement;
import dev.verdigris.sandbox.statement.ast.Statement;
import dev.verdigris.sandbox.statement.lex.Token;
import dev.verdigris.sandbox.statement.lex.TokenCursor;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import dev.verdigris.sandbox.statement.option.Option;
import dev.verdigris.sandbox.statement.option.OptionParser;

/** Reads CREATE: chooses the parser by the second word, and reads the short statements itself. */
final class CreateParser {

    static final String[] CLUSTER_OPTIONS = {
        "AUTO SCALING STRATEGY",
        "AVAILABILITY ZONES",
        "DISK",
        "EXPERIMENTAL ARRANGEMENT COMPRESSION",
        "INTROSPECTION DEBUGGING",
        "INTROSPECTION INTERVAL",
        "MANAGED",
        "REPLICAS",
        "REPLICATION FACTOR",
        "SIZE",
        "SCHEDULE",
        "WORKLOAD CLASS"
    };

    static final String[] REPLICA_OPTIONS = {
        "AVAILABILITY ZONE",
        "BILLED AS",
        "COMPUTE ADDRESSES",
        "COMPUTECTL ADDRESSES",
        "DISK",
        "EXPERIMENTAL ARRANGEMENT COMPRESSION",
        "INTERNAL",
        "INTROSPECTION DEBUGGING",
        "INTROSPECTION INTERVAL",
        "SIZE",
        "STORAGE ADDRESSES",
        "STORAGECTL ADDRESSES",
        "WORKERS"
    };

    private final TokenCursor cursor;
    private final OptionParser options;

    CreateParser(TokenCursor cursor) {
        this.cursor = cursor;
        this.options = new OptionParser(cursor);
    }

    Statement create() {
        int from = cursor.index();
        cursor.expect("CREATE");
        requireSupported(from);
        RelationParser relations = new RelationParser(cursor, from);
        SinkParser sinks = new SinkParser(cursor, from);
        String kind = cursor.acceptOneOf(
                "DATABASE", "SCHEMA", "CLUSTER REPLICA", "CLUSTER", "ROLE", "SECRET", "CONNECTION", "SINK", "SOURCE");
        return switch (kind) {
            case "DATABASE" -> database(from);
            case "SCHEMA" -> schema(from);
            case "CLUSTER REPLICA" -> replica(from);
            case "CLUSTER" -> cluster(from);
            case "ROLE" -> new RoleParser(cursor).create(from);
            case "SECRET" -> sinks.secret();
            case "CONNECTION" -> sinks.connection();
            case "SINK" -> sinks.sink();
            case "SOURCE" -> relations.source();
            case null, default -> relations.relation();
        };
    }

    private void requireSupported(int from) {
        if (cursor.looksAt("USER")) {
            throw cursor.error("CREATE USER is not supported, for more information consult the documentation at"
                    + " https://materialize.com/docs/sql/create-role/#details");
        }
        if (cursor.looksAt("TYPE") || cursor.looksAt("NETWORK POLICY") || cursor.looksAt("SUBSOURCE")) {
            throw cursor.unsupported(from);
        }
    }

    private Statement database(int from) {
        boolean ifNotExists = cursor.ifNotExists();
        String name = cursor.identifier();
        cursor.expectEnd();
        return new SchemaStatement.CreateDatabase(cursor.text(from), name, ifNotExists);
    }

    private Statement schema(int from) {
        boolean ifNotExists = cursor.ifNotExists();
        ObjectPath name = cursor.path();
        cursor.expectEnd();
        return new SchemaStatement.CreateSchema(cursor.text(from), name, ifNotExists);
    }

    private Statement cluster(int from) {
        String name = cursor.identifier();
        List<Option> list;
        if (cursor.looksAt(Token.Kind.LEFT_PARENTHESIS)) {
            list = clusterOptions(true);
        } else {
            list = clusterOptions(false);
        }
        if (cursor.looksAt("FEATURES")) {
            throw cursor.unsupported(from);
        }
        cursor.expectEnd();
        return new ClusterStatement.CreateCluster(cursor.text(from), name, list);
    }

    List<Option> clusterOptions(boolean parenthesised) {
        return new ClusterOptionParser(cursor).options(parenthesised);
    }

    private Statement replica(int from) {
        ObjectPath path = new KindParser(cursor).replicaName();
        List<Option> list = cursor.looksAt(Token.Kind.LEFT_PARENTHESIS)
                ? options.inParentheses(REPLICA_OPTIONS)
                : options.bare(REPLICA_OPTIONS);
        cursor.expectEnd();
        return new ClusterStatement.CreateClusterReplica(
                cursor.text(from), path.parts().get(0), path.parts().get(1), list);
    }
}
