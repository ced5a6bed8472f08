package dev.verdigris.sandbox.statement;

import java.util.ArrayList;
import java.util.List;

import dev.verdigris.sandbox.error.SqlFailure;

/** Reads ALTER. */
final class AlterParser {

    private final TokenCursor cursor;
    private int from;

    AlterParser(TokenCursor cursor) {
        this.cursor = cursor;
    }

    Statement alter() {
        from = cursor.index();
        cursor.expect("ALTER");
        if (cursor.accept("SYSTEM")) {
            return system();
        }
        if (cursor.accept("DEFAULT PRIVILEGES")) {
            return new PrivilegeParser(cursor).defaults(from);
        }
        ObjectKind kind = new KindParser(cursor).singular();
        if (kind == null) {
            throw cursor.expected(
                    "one of CLUSTER or CONNECTION or DATABASE or INDEX or MATERIALIZED VIEW or NETWORK POLICY or "
                            + "ROLE or SCHEMA or SECRET or SINK or SOURCE or SYSTEM or TABLE or TYPE or VIEW");
        }
        if (kind == ObjectKind.ROLE) {
            return new RoleParser(cursor).alter(from);
        }
        boolean ifExists = cursor.ifExists();
        ObjectPath name = cursor.path();
        List<String> verbs = verbs(kind);
        if (verbs.contains("RENAME") && cursor.accept("RENAME")) {
            cursor.expect("TO");
            String newName = cursor.identifier();
            cursor.expectEnd();
            return new NamingStatement.Rename(cursor.text(from), kind, ifExists, name, newName);
        }
        if (verbs.contains("SWAP") && cursor.accept("SWAP")) {
            cursor.expect("WITH");
            String other = cursor.identifier();
            cursor.expectEnd();
            return new NamingStatement.Swap(cursor.text(from), kind, ifExists, name, other);
        }
        if (verbs.contains("OWNER") && cursor.accept("OWNER")) {
            cursor.expect("TO");
            String owner = cursor.identifier();
            cursor.expectEnd();
            return new NamingStatement.ChangeOwner(cursor.text(from), kind, ifExists, name, owner);
        }
        return special(kind, ifExists, name);
    }

    private Statement special(ObjectKind kind, boolean ifExists, ObjectPath name) {
        return switch (kind) {
            case CLUSTER -> cluster(ifExists, name);
            case SINK -> sink(ifExists, name);
            case MATERIALIZED_VIEW -> materializedView(ifExists, name);
            case SECRET -> secret(ifExists, name);
            case TABLE, VIEW, SOURCE, INDEX, CONNECTION, TYPE, NETWORK_POLICY -> other(kind);
            case FUNCTION, ROLE, DATABASE, SCHEMA, CLUSTER_REPLICA -> throw expectedVerb(kind);
        };
    }

    /** What may follow the name, in the order in which Materialize's errors list it. */
    private static List<String> verbs(ObjectKind kind) {
        return switch (kind) {
            case VIEW -> List.of("SET", "RENAME", "OWNER", "RESET");
            case TABLE -> List.of("SET", "RENAME", "OWNER", "RESET", "ADD");
            case MATERIALIZED_VIEW -> List.of("SET", "RENAME", "OWNER", "RESET", "APPLY");
            case SINK, INDEX -> List.of("RESET", "SET", "RENAME", "OWNER");
            case SOURCE -> List.of("ADD", "DROP", "RESET", "SET", "RENAME", "OWNER", "REFRESH");
            case CONNECTION -> List.of("RENAME", "OWNER", "ROTATE", "SET", "RESET", "DROP");
            case SECRET -> List.of("AS", "RENAME", "OWNER");
            case CLUSTER -> List.of("OWNER", "RENAME", "RESET", "SET", "SWAP");
            case CLUSTER_REPLICA -> List.of("OWNER", "RENAME");
            case SCHEMA -> List.of("OWNER", "RENAME", "SWAP");
            case NETWORK_POLICY -> List.of("SET");
            case DATABASE, TYPE, FUNCTION, ROLE -> List.of("OWNER");
        };
    }

    private SqlFailure expectedVerb(ObjectKind kind) {
        List<String> verbs = verbs(kind);
        return cursor.expected((verbs.size() == 1 ? "" : "one of ") + String.join(" or ", verbs));
    }

    private Statement other(ObjectKind kind) {
        if (!cursor.accept("SET CLUSTER") && cursor.acceptOneOf(verbs(kind).toArray(String[]::new)) == null) {
            throw expectedVerb(kind);
        }
        cursor.skipToEnd();
        return new NamingStatement.UnsupportedAlter(cursor.text(from), kind);
    }

    private Statement cluster(boolean ifExists, ObjectPath path) {
        String name = path.last();
        if (cursor.accept("SET")) {
            List<Option> options = new CreateParser(cursor).clusterOptions(cursor.looksAt(Token.Kind.LEFT_PARENTHESIS));
            List<Option> with = cursor.accept("WITH") ? waiting() : List.of();
            cursor.expectEnd();
            return new ClusterStatement.AlterClusterSet(cursor.text(from), name, ifExists, options, with);
        }
        if (cursor.accept("RESET")) {
            cursor.expect(Token.Kind.LEFT_PARENTHESIS);
            List<String> names = new ArrayList<>();
            do {
                names.add(cursor.expectOneOf(CreateParser.CLUSTER_OPTIONS));
            } while (cursor.accept(Token.Kind.COMMA));
            cursor.expect(Token.Kind.RIGHT_PARENTHESIS);
            cursor.expectEnd();
            return new ClusterStatement.AlterClusterReset(cursor.text(from), name, ifExists, names);
        }
        throw expectedVerb(ObjectKind.CLUSTER);
    }

    private List<Option> waiting() {
        cursor.expect(Token.Kind.LEFT_PARENTHESIS);
        cursor.expect("WAIT");
        Option option;
        if (cursor.accept("FOR")) {
            option = new Option("WAIT FOR", new OptionValue.Text(cursor.string()));
        } else {
            cursor.expect("UNTIL READY");
            option = new Option(
                    "WAIT UNTIL READY",
                    new OptionValue.Nested("READY", new OptionParser(cursor).inParentheses("TIMEOUT", "ON TIMEOUT")));
        }
        cursor.expect(Token.Kind.RIGHT_PARENTHESIS);
        return List.of(option);
    }

    private Statement sink(boolean ifExists, ObjectPath name) {
        if (cursor.accept("SET FROM")) {
            ObjectPath relation = cursor.path();
            cursor.expectEnd();
            return new SinkStatement.AlterSinkFrom(cursor.text(from), name, ifExists, relation);
        }
        return other(ObjectKind.SINK);
    }

    private Statement materializedView(boolean ifExists, ObjectPath name) {
        if (cursor.accept("APPLY REPLACEMENT")) {
            ObjectPath replacement = cursor.path();
            cursor.expectEnd();
            return new RelationStatement.ApplyReplacement(cursor.text(from), name, ifExists, replacement);
        }
        return other(ObjectKind.MATERIALIZED_VIEW);
    }

    private Statement secret(boolean ifExists, ObjectPath name) {
        if (!cursor.accept("AS")) {
            throw expectedVerb(ObjectKind.SECRET);
        }
        new SinkParser(cursor, from).secretValue();
        return new SinkStatement.AlterSecret(cursor.text(from), name, ifExists);
    }

    private Statement system() {
        SessionParser session = new SessionParser(cursor);
        if (cursor.accept("RESET ALL")) {
            cursor.expectEnd();
            return new SystemStatement.AlterSystemResetAll(cursor.text(from));
        }
        if (cursor.accept("RESET")) {
            String name = session.variableName();
            cursor.expectEnd();
            return new SystemStatement.AlterSystemReset(cursor.text(from), name);
        }
        cursor.expect("SET");
        String name = session.variableName();
        if (!cursor.accept(Token.Kind.EQUALS) && !cursor.accept("TO")) {
            throw cursor.expected("equals sign or TO");
        }
        if (cursor.accept("DEFAULT")) {
            cursor.expectEnd();
            return new SystemStatement.AlterSystemReset(cursor.text(from), name);
        }
        List<String> values = session.variableValues();
        cursor.expectEnd();
        return new SystemStatement.AlterSystemSet(cursor.text(from), name, values);
    }
}
