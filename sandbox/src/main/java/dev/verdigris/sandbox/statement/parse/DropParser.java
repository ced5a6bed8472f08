package dev.verdigris.sandbox.statement.parse;

import java.util.ArrayList;
import java.util.List;

import dev.verdigris.sandbox.statement.ast.NamingStatement;
import dev.verdigris.sandbox.statement.ast.Statement;
import dev.verdigris.sandbox.statement.lex.Token;
import dev.verdigris.sandbox.statement.lex.TokenCursor;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import org.jspecify.annotations.Nullable;

/** Reads DROP and COMMENT ON. */
final class DropParser {

    private final TokenCursor cursor;

    DropParser(TokenCursor cursor) {
        this.cursor = cursor;
    }

    Statement drop() {
        int from = cursor.index();
        cursor.expect("DROP");
        if (cursor.accept("OWNED")) {
            return new RoleParser(cursor).dropOwned(from);
        }
        KindParser kinds = new KindParser(cursor);
        ObjectKind kind = kinds.expect(from);
        boolean ifExists = cursor.ifExists();
        List<ObjectPath> names = kind == ObjectKind.DATABASE ? List.of(kinds.name(kind)) : kinds.names(kind);
        boolean cascade = kind == ObjectKind.DATABASE;
        if (kind != ObjectKind.ROLE && kind != ObjectKind.CLUSTER_REPLICA && kind != ObjectKind.NETWORK_POLICY) {
            cascade = behavior(cascade);
        }
        cursor.expectEnd();
        return new NamingStatement.Drop(cursor.text(from), kind, ifExists, names, cascade);
    }

    private boolean behavior(boolean otherwise) {
        boolean cascade = cursor.accept("CASCADE");
        boolean restrict = cursor.accept("RESTRICT");
        if (cascade && restrict) {
            cursor.moveTo(cursor.index() - 1);
            throw cursor.error("Cannot specify both CASCADE and RESTRICT in DROP");
        }
        return cascade || (otherwise && !restrict);
    }

    Statement comment() {
        int from = cursor.index();
        cursor.expect("COMMENT ON");
        if (cursor.accept("COLUMN")) {
            return columnComment(from);
        }
        KindParser kinds = new KindParser(cursor);
        ObjectKind kind = kinds.expect(
                from,
                "TABLE",
                "VIEW",
                "COLUMN",
                "MATERIALIZED VIEW",
                "SOURCE",
                "SINK",
                "INDEX",
                "FUNCTION",
                "CONNECTION",
                "TYPE",
                "SECRET",
                "ROLE",
                "DATABASE",
                "SCHEMA",
                "CLUSTER REPLICA",
                "CLUSTER",
                "NETWORK POLICY");
        return comment(from, kind, kinds.name(kind), null);
    }

    private Statement columnComment(int from) {
        ObjectPath path = cursor.path();
        if (path.size() < 2) {
            cursor.moveTo(cursor.index() - 1);
            throw cursor.error("need to specify an object and a column");
        }
        return comment(from, null, new ObjectPath(new ArrayList<>(path.qualifier())), path.last());
    }

    private Statement comment(int from, @Nullable ObjectKind kind, ObjectPath name, @Nullable String column) {
        cursor.expect("IS");
        if (!cursor.looksAt("NULL") && !cursor.looksAt(Token.Kind.STRING)) {
            throw cursor.expected("NULL or literal string");
        }
        String text = cursor.accept("NULL") ? null : cursor.string();
        cursor.expectEnd();
        return new NamingStatement.CommentOn(cursor.text(from), kind, name, column, text);
    }
}
