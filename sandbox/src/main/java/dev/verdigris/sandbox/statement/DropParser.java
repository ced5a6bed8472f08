package dev.verdigris.sandbox.statement;

import java.util.ArrayList;
import java.util.List;

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
        ObjectKind kind = new KindParser(cursor).singular();
        if (kind == null) {
            throw cursor.expected(
                    "one of TABLE or VIEW or MATERIALIZED VIEW or SOURCE or SINK or INDEX or TYPE or ROLE or "
                            + "USER or CLUSTER or SECRET or CONNECTION or DATABASE or SCHEMA or NETWORK POLICY");
        }
        boolean ifExists = cursor.ifExists();
        List<ObjectPath> names = cursor.paths();
        boolean cascade = kind == ObjectKind.DATABASE;
        if (cursor.accept("CASCADE")) {
            cascade = true;
        } else if (cursor.accept("RESTRICT")) {
            cascade = false;
        }
        cursor.expectEnd();
        return new NamingStatement.Drop(cursor.text(from), kind, ifExists, names, cascade);
    }

    Statement comment() {
        int from = cursor.index();
        cursor.expect("COMMENT ON");
        if (cursor.accept("COLUMN")) {
            return columnComment(from);
        }
        ObjectKind kind = new KindParser(cursor).singular();
        if (kind == null) {
            throw cursor.expected(
                    "one of TABLE or VIEW or COLUMN or MATERIALIZED VIEW or SOURCE or SINK or INDEX or FUNC or "
                            + "CONNECTION or TYPE or SECRET or ROLE or DATABASE or SCHEMA or CLUSTER or NETWORK POLICY");
        }
        ObjectPath name = cursor.path();
        return comment(from, kind, name, null);
    }

    private Statement columnComment(int from) {
        ObjectPath path = cursor.path();
        if (path.size() < 2) {
            throw cursor.error("need to specify an object and a column");
        }
        return comment(from, null, new ObjectPath(new ArrayList<>(path.qualifier())), path.last());
    }

    private Statement comment(int from, @Nullable ObjectKind kind, ObjectPath name, @Nullable String column) {
        cursor.expect("IS");
        String text = cursor.accept("NULL") ? null : cursor.string();
        cursor.expectEnd();
        return new NamingStatement.CommentOn(cursor.text(from), kind, name, column, text);
    }
}
