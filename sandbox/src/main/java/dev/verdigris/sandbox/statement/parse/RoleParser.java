package dev.verdigris.sandbox.statement.parse;

import java.util.List;

import dev.verdigris.sandbox.statement.ast.RoleStatement;
import dev.verdigris.sandbox.statement.ast.RoleStatement.RoleAttributes;
import dev.verdigris.sandbox.statement.ast.Statement;
import dev.verdigris.sandbox.statement.lex.Token;
import dev.verdigris.sandbox.statement.lex.TokenCursor;

/** Reads statements about roles. */
final class RoleParser {

    private final TokenCursor cursor;

    RoleParser(TokenCursor cursor) {
        this.cursor = cursor;
    }

    /** Parses the rest of CREATE ROLE. */
    Statement create(int from) {
        String name = cursor.identifier();
        cursor.accept("WITH");
        RoleAttributes attributes = attributes(from);
        cursor.expectEnd();
        return new RoleStatement.CreateRole(cursor.text(from), name, attributes);
    }

    /** Parses the rest of ALTER ROLE. */
    Statement alter(int from) {
        String name = cursor.identifier();
        SessionParser session = new SessionParser(cursor);
        if (cursor.accept("RESET")) {
            String variable = session.variableName();
            cursor.expectEnd();
            return new RoleStatement.AlterRoleVariable(cursor.text(from), name, variable, List.of());
        }
        if (cursor.accept("SET")) {
            String variable = session.variableName();
            if (!cursor.accept(Token.Kind.EQUALS) && !cursor.accept("TO")) {
                throw cursor.expected("TO or equals sign");
            }
            List<String> values = cursor.accept("DEFAULT") ? List.of() : session.variableValues();
            cursor.expectEnd();
            return new RoleStatement.AlterRoleVariable(cursor.text(from), name, variable, values);
        }
        cursor.accept("WITH");
        RoleAttributes attributes = attributes(from);
        cursor.expectEnd();
        return new RoleStatement.AlterRole(cursor.text(from), name, attributes);
    }

    private RoleAttributes attributes(int from) {
        Boolean inherit = null;
        Boolean login = null;
        Boolean superuser = null;
        boolean password = false;
        while (!cursor.atEnd()) {
            String word = cursor.acceptOneOf(
                    "SUPERUSER",
                    "NOSUPERUSER",
                    "LOGIN",
                    "NOLOGIN",
                    "INHERIT",
                    "NOINHERIT",
                    "CREATECLUSTER",
                    "NOCREATECLUSTER",
                    "CREATEDB",
                    "NOCREATEDB",
                    "CREATEROLE",
                    "NOCREATEROLE",
                    "PASSWORD");
            if (word == null) {
                throw cursor.expected("end of statement");
            }
            switch (word) {
                case "SUPERUSER", "NOSUPERUSER" -> superuser = word.equals("SUPERUSER");
                case "LOGIN", "NOLOGIN" -> login = word.equals("LOGIN");
                case "INHERIT", "NOINHERIT" -> inherit = word.equals("INHERIT");
                case "PASSWORD" -> password = password();
                default -> throw cursor.unsupported(from);
            }
        }
        return new RoleAttributes(inherit, login, superuser, password);
    }

    private boolean password() {
        int at = cursor.index();
        if (cursor.accept("NULL")) {
            return false;
        }
        cursor.string();
        cursor.substitutes.put(at, new TokenCursor.Substitute(at + 1, "'<REDACTED>'"));
        return true;
    }

    /** At REASSIGN OWNED. */
    Statement reassign() {
        int from = cursor.index();
        cursor.expect("REASSIGN OWNED BY");
        List<String> owners = cursor.identifiers();
        cursor.expect("TO");
        String to = cursor.identifier();
        cursor.expectEnd();
        return new RoleStatement.ReassignOwned(cursor.text(from), owners, to);
    }

    /** Parses the rest of DROP OWNED. */
    Statement dropOwned(int from) {
        cursor.expect("BY");
        List<String> owners = cursor.identifiers();
        boolean cascade = cursor.accept("CASCADE");
        if (!cascade) {
            cursor.accept("RESTRICT");
        }
        cursor.expectEnd();
        return new RoleStatement.DropOwned(cursor.text(from), owners, cascade);
    }
}
