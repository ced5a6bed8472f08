package dev.verdigris.sandbox.statement.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.verdigris.sandbox.statement.ast.ClusterStatement;
import dev.verdigris.sandbox.statement.ast.NamingStatement;
import dev.verdigris.sandbox.statement.ast.RelationStatement;
import dev.verdigris.sandbox.statement.ast.SinkStatement;
import dev.verdigris.sandbox.statement.ast.Statement;
import dev.verdigris.sandbox.statement.ast.SystemStatement;
import dev.verdigris.sandbox.statement.lex.Token;
import dev.verdigris.sandbox.statement.lex.TokenCursor;
import dev.verdigris.sandbox.statement.name.Keywords;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import dev.verdigris.sandbox.statement.option.Option;
import dev.verdigris.sandbox.statement.option.OptionParser;
import dev.verdigris.sandbox.statement.option.OptionValue;

import static java.util.Map.entry;

/** Reads ALTER. */
final class AlterParser {

    /** The words that may follow the name in ALTER, in the order in which Materialize lists them. */
    private static final Map<ObjectKind, List<String>> ACTIONS = Map.ofEntries(
            entry(ObjectKind.TABLE, List.of("SET", "RENAME TO", "OWNER TO", "RESET", "ADD")),
            entry(ObjectKind.VIEW, List.of("SET", "RENAME TO", "OWNER TO", "RESET")),
            entry(ObjectKind.MATERIALIZED_VIEW, List.of("SET", "RENAME TO", "OWNER TO", "RESET", "APPLY REPLACEMENT")),
            entry(ObjectKind.SOURCE, List.of("ADD", "DROP", "RESET", "SET", "RENAME TO", "OWNER TO", "REFRESH")),
            entry(ObjectKind.SINK, List.of("RESET", "SET", "RENAME TO", "OWNER TO")),
            entry(ObjectKind.INDEX, List.of("RESET", "SET", "RENAME TO", "OWNER TO")),
            entry(ObjectKind.CONNECTION, List.of("RENAME TO", "OWNER TO", "ROTATE", "SET", "RESET", "DROP")),
            entry(ObjectKind.SECRET, List.of("AS", "RENAME TO", "OWNER TO")),
            entry(ObjectKind.SCHEMA, List.of("OWNER TO", "RENAME TO", "SWAP WITH")),
            entry(ObjectKind.CLUSTER, List.of("OWNER TO", "RENAME TO", "RESET", "SET", "SWAP WITH")),
            entry(ObjectKind.CLUSTER_REPLICA, List.of("OWNER TO", "RENAME TO")),
            entry(ObjectKind.DATABASE, List.of("OWNER TO")),
            entry(ObjectKind.TYPE, List.of("OWNER TO")),
            entry(ObjectKind.NETWORK_POLICY, List.of("SET", "OWNER TO")),
            entry(ObjectKind.ROLE, List.of("SET")),
            entry(ObjectKind.FUNCTION, List.of("SET")));

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
        KindParser kinds = new KindParser(cursor);
        ObjectKind kind = kinds.expect(from);
        if (kind == ObjectKind.ROLE) {
            return new RoleParser(cursor).alter(from);
        }
        return alter(kind, cursor.ifExists(), kinds.name(kind));
    }

    private Statement alter(ObjectKind kind, boolean ifExists, ObjectPath name) {
        String action = cursor.expectOneOf(ACTIONS.getOrDefault(kind, List.of()).toArray(String[]::new));
        return switch (action) {
            case "RENAME TO" -> rename(kind, ifExists, name);
            case "SWAP WITH" -> swap(kind, ifExists, name);
            case "OWNER TO" -> owner(kind, ifExists, name);
            case "APPLY REPLACEMENT" -> apply(ifExists, name);
            case "AS" -> secret(ifExists, name);
            case "SET" -> kind == ObjectKind.CLUSTER ? setCluster(ifExists, name) : set(kind, ifExists, name);
            case "RESET" -> kind == ObjectKind.CLUSTER ? resetCluster(ifExists, name) : reset(kind);
            default -> other(kind);
        };
    }

    private Statement rename(ObjectKind kind, boolean ifExists, ObjectPath name) {
        String newName = cursor.identifier();
        cursor.expectEnd();
        return new NamingStatement.Rename(cursor.text(from), kind, ifExists, name, newName);
    }

    private Statement swap(ObjectKind kind, boolean ifExists, ObjectPath name) {
        String other = cursor.identifier();
        cursor.expectEnd();
        return new NamingStatement.Swap(cursor.text(from), kind, ifExists, name, other);
    }

    private Statement owner(ObjectKind kind, boolean ifExists, ObjectPath name) {
        String owner = cursor.identifier();
        cursor.expectEnd();
        return new NamingStatement.ChangeOwner(cursor.text(from), kind, ifExists, name, owner);
    }

    /** Forms that parse and are refused at execution. */
    private Statement other(ObjectKind kind) {
        int rest = cursor.index();
        cursor.skipToEnd();
        for (int i = rest; i < cursor.index(); i++) {
            if (cursor.tokens.get(i).is(Token.Kind.WORD)
                    && Keywords.isKeyword(cursor.tokens.get(i).value())) {
                cursor.keywords.set(i);
            }
        }
        return new NamingStatement.UnsupportedAlter(cursor.text(from), kind);
    }

    private Statement set(ObjectKind kind, boolean ifExists, ObjectPath name) {
        if (kind != ObjectKind.SINK) {
            return other(kind);
        }
        if (cursor.accept("FROM")) {
            ObjectPath relation = cursor.path();
            cursor.expectEnd();
            return new SinkStatement.AlterSinkFrom(cursor.text(from), name, ifExists, relation);
        }
        new OptionParser(cursor).inParentheses(SinkParser.SINK_OPTIONS);
        cursor.expectEnd();
        return other(kind);
    }

    private Statement reset(ObjectKind kind) {
        return other(kind);
    }

    private Statement setCluster(boolean ifExists, ObjectPath name) {
        if (!cursor.looksAt(Token.Kind.LEFT_PARENTHESIS)) {
            throw cursor.expected("left parenthesis");
        }
        List<Option> options = new CreateParser(cursor).clusterOptions(true);
        List<Option> with = cursor.accept("WITH") ? waiting() : List.of();
        cursor.expectEnd();
        return new ClusterStatement.AlterClusterSet(cursor.text(from), name.last(), ifExists, options, with);
    }

    private Statement resetCluster(boolean ifExists, ObjectPath name) {
        cursor.expect(Token.Kind.LEFT_PARENTHESIS);
        List<String> names = new ArrayList<>();
        do {
            names.add(cursor.expectOneOf(CreateParser.CLUSTER_OPTIONS));
        } while (cursor.accept(Token.Kind.COMMA));
        cursor.expect(Token.Kind.RIGHT_PARENTHESIS);
        cursor.expectEnd();
        return new ClusterStatement.AlterClusterReset(cursor.text(from), name.last(), ifExists, names);
    }

    private List<Option> waiting() {
        cursor.expect(Token.Kind.LEFT_PARENTHESIS);
        cursor.expect("WAIT");
        Option option;
        if (cursor.expectOneOf("FOR", "UNTIL READY").equals("FOR")) {
            option = new Option("WAIT FOR", new OptionValue.Text(cursor.string()));
        } else {
            option = new Option(
                    "WAIT UNTIL READY",
                    new OptionValue.Nested("READY", new OptionParser(cursor).inParentheses("TIMEOUT", "ON TIMEOUT")));
        }
        cursor.expect(Token.Kind.RIGHT_PARENTHESIS);
        return List.of(option);
    }

    private Statement apply(boolean ifExists, ObjectPath name) {
        ObjectPath replacement = cursor.path();
        cursor.expectEnd();
        return new RelationStatement.ApplyReplacement(cursor.text(from), name, ifExists, replacement);
    }

    private Statement secret(boolean ifExists, ObjectPath name) {
        new SinkParser(cursor, from).secretValue();
        return new SinkStatement.AlterSecret(cursor.text(from), name, ifExists);
    }

    private Statement system() {
        SessionParser session = new SessionParser(cursor);
        if (cursor.expectOneOf("SET", "RESET").equals("RESET")) {
            if (cursor.accept("ALL")) {
                cursor.expectEnd();
                return new SystemStatement.AlterSystemResetAll(cursor.text(from));
            }
            String name = session.variableName();
            cursor.expectEnd();
            return new SystemStatement.AlterSystemReset(cursor.text(from), name);
        }
        String name = session.variableName();
        if (!cursor.accept(Token.Kind.EQUALS) && !cursor.accept("TO")) {
            throw cursor.expected("TO or equals sign");
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
