package dev.verdigris.sandbox.statement.parse;

import java.util.ArrayList;
import java.util.List;

import dev.verdigris.sandbox.statement.ast.PrivilegeStatement;
import dev.verdigris.sandbox.statement.ast.PrivilegeStatement.Target;
import dev.verdigris.sandbox.statement.ast.RoleStatement;
import dev.verdigris.sandbox.statement.ast.Statement;
import dev.verdigris.sandbox.statement.lex.Token;
import dev.verdigris.sandbox.statement.lex.TokenCursor;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;

/** Reads GRANT, REVOKE and ALTER DEFAULT PRIVILEGES. */
final class PrivilegeParser {

    private static final String[] PRIVILEGES = {
        "INSERT",
        "SELECT",
        "UPDATE",
        "DELETE",
        "USAGE",
        "CREATE",
        "CREATEROLE",
        "CREATEDB",
        "CREATECLUSTER",
        "CREATENETWORKPOLICY"
    };

    private final TokenCursor cursor;

    PrivilegeParser(TokenCursor cursor) {
        this.cursor = cursor;
    }

    Statement grant() {
        int from = cursor.index();
        cursor.expect("GRANT");
        return change(from, true);
    }

    Statement revoke() {
        int from = cursor.index();
        cursor.expect("REVOKE");
        return change(from, false);
    }

    private Statement change(int from, boolean grant) {
        if (!privilegesFollow()) {
            List<String> roles = cursor.identifiers();
            cursor.expect(grant ? "TO" : "FROM");
            List<String> members = roles();
            cursor.expectEnd();
            return grant
                    ? new RoleStatement.GrantRole(cursor.text(from), roles, members)
                    : new RoleStatement.RevokeRole(cursor.text(from), roles, members);
        }
        List<String> privileges = privileges();
        cursor.expect("ON");
        Target target = target();
        cursor.expect(grant ? "TO" : "FROM");
        List<String> grantees = roles();
        cursor.expectEnd();
        return new PrivilegeStatement.ChangePrivileges(cursor.text(from), grant, privileges, target, grantees);
    }

    private boolean privilegesFollow() {
        if (cursor.looksAt("ALL")) {
            return true;
        }
        for (String privilege : PRIVILEGES) {
            if (cursor.looksAt(privilege)) {
                return true;
            }
        }
        return false;
    }

    /** Empty for ALL. */
    private List<String> privileges() {
        if (cursor.accept("ALL")) {
            cursor.accept("PRIVILEGES");
            return List.of();
        }
        List<String> privileges = new ArrayList<>();
        do {
            String privilege = cursor.acceptOneOf(PRIVILEGES);
            if (privilege == null) {
                throw privileges.isEmpty()
                        ? cursor.expected("ALL or INSERT or SELECT or UPDATE or DELETE or USAGE or CREATE")
                        : cursor.expected("ON");
            }
            privileges.add(privilege);
        } while (cursor.accept(Token.Kind.COMMA));
        return privileges;
    }

    private Target target() {
        if (cursor.accept("SYSTEM")) {
            return new Target.SystemWide();
        }
        KindParser kinds = new KindParser(cursor);
        if (cursor.accept("ALL")) {
            int at = cursor.index();
            ObjectKind kind = kinds.plural();
            if (kind == null) {
                throw cursor.expected(
                        "one of TABLES or TYPES or SECRETS or CONNECTIONS or SCHEMAS or DATABASES or CLUSTERS");
            }
            return all(grantable(kind, at));
        }
        int at = cursor.index();
        ObjectKind kind = kinds.singular();
        if (kind == null) {
            return new Target.Named(ObjectKind.TABLE, cursor.paths());
        }
        return new Target.Named(grantable(kind, at), kinds.names(kind));
    }

    /** Views and sources are named with TABLE; some kinds have no privileges. */
    private ObjectKind grantable(ObjectKind kind, int at) {
        String refusal = switch (kind) {
            case VIEW, MATERIALIZED_VIEW, SOURCE ->
                "For object type " + kind.sql() + ", you must specify 'TABLE' or omit the object type";
            case SINK, INDEX, FUNCTION, ROLE, CLUSTER_REPLICA -> "Unsupported GRANT on " + kind.sql();
            case TABLE, CONNECTION, SECRET, TYPE, DATABASE, SCHEMA, CLUSTER, NETWORK_POLICY -> "";
        };
        if (!refusal.isEmpty()) {
            cursor.moveTo(at + kind.sql().split(" ").length - 1);
            throw cursor.error(refusal);
        }
        return kind;
    }

    private Target all(ObjectKind kind) {
        if (cursor.accept("IN SCHEMA")) {
            return new Target.All(kind, ObjectKind.SCHEMA, cursor.paths());
        }
        if (cursor.accept("IN DATABASE")) {
            return new Target.All(kind, ObjectKind.DATABASE, cursor.paths());
        }
        return new Target.All(kind, null, List.of());
    }

    private List<String> roles() {
        List<String> roles = new ArrayList<>();
        do {
            cursor.accept("GROUP");
            boolean isPublic = cursor.peek().isWord("PUBLIC");
            String name = cursor.identifier();
            roles.add(isPublic ? PrivilegeStatement.PUBLIC : name);
        } while (cursor.accept(Token.Kind.COMMA));
        return roles;
    }

    /** Parses the rest of ALTER DEFAULT PRIVILEGES. */
    Statement defaults(int from) {
        boolean allRoles = false;
        List<String> roles = List.of();
        cursor.expect("FOR");
        if (cursor.expectOneOf("ROLE", "USER", "ALL").equals("ALL")) {
            cursor.expect("ROLES");
            allRoles = true;
        } else {
            roles = cursor.identifiers();
        }
        ObjectKind containerKind = null;
        List<ObjectPath> containers = List.of();
        if (cursor.accept("IN")) {
            containerKind = ObjectKind.valueOf(cursor.expectOneOf("SCHEMA", "DATABASE"));
            containers = cursor.paths();
        }
        boolean grant = cursor.expectOneOf("GRANT", "REVOKE").equals("GRANT");
        List<String> privileges = privileges();
        cursor.expect("ON");
        int at = cursor.index();
        ObjectKind kind = new KindParser(cursor).plural();
        if (kind == null) {
            throw cursor.expected(
                    "one of TABLES or TYPES or SECRETS or CONNECTIONS or SCHEMAS or DATABASES or CLUSTERS");
        }
        ObjectKind objects = grantable(kind, at);
        cursor.expect(grant ? "TO" : "FROM");
        List<String> grantees = roles();
        cursor.expectEnd();
        return new PrivilegeStatement.AlterDefaultPrivileges(
                cursor.text(from), roles, allRoles, containerKind, containers, grant, privileges, objects, grantees);
    }
}
