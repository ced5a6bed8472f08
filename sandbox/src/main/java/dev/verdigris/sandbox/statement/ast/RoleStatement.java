package dev.verdigris.sandbox.statement.ast;

import java.util.List;

import dev.verdigris.sandbox.statement.lex.StatementText;
import org.jspecify.annotations.Nullable;

/** Roles, their memberships and what they own. */
public sealed interface RoleStatement extends DdlStatement {

    /**
     * CREATE ROLE.
     *
     * @param text the statement
     * @param name the role
     * @param attributes as written
     */
    record CreateRole(StatementText text, String name, RoleAttributes attributes) implements RoleStatement {
        @Override
        public String commandTag() {
            return "CREATE ROLE";
        }
    }

    /**
     * ALTER ROLE with attributes.
     *
     * @param text the statement
     * @param name the role
     * @param attributes as written
     */
    record AlterRole(StatementText text, String name, RoleAttributes attributes) implements RoleStatement {
        @Override
        public String commandTag() {
            return "ALTER ROLE";
        }
    }

    /**
     * ALTER ROLE … SET or RESET of a default for its sessions.
     *
     * @param text the statement
     * @param name the role
     * @param variable the variable in lower case
     * @param values the new values; empty for RESET
     */
    record AlterRoleVariable(StatementText text, String name, String variable, List<String> values)
            implements RoleStatement {
        public AlterRoleVariable {
            values = List.copyOf(values);
        }

        @Override
        public String commandTag() {
            return "ALTER ROLE";
        }
    }

    /**
     * The attributes of a role; null where none was written.
     *
     * @param inherit INHERIT; NOINHERIT does not exist on Materialize but parses
     * @param login LOGIN or NOLOGIN
     * @param superuser SUPERUSER or NOSUPERUSER
     * @param password whether a password was given; its text is not stored
     */
    record RoleAttributes(
            @Nullable Boolean inherit,
            @Nullable Boolean login,
            @Nullable Boolean superuser,
            boolean password) {}

    /**
     * GRANT of membership.
     *
     * @param text the statement
     * @param roles the roles given
     * @param members the roles that become members
     */
    record GrantRole(StatementText text, List<String> roles, List<String> members) implements RoleStatement {
        public GrantRole {
            roles = List.copyOf(roles);
            members = List.copyOf(members);
        }

        @Override
        public String commandTag() {
            return "GRANT ROLE";
        }
    }

    /**
     * REVOKE of membership.
     *
     * @param text the statement
     * @param roles the roles taken
     * @param members the roles that stop being members
     */
    record RevokeRole(StatementText text, List<String> roles, List<String> members) implements RoleStatement {
        public RevokeRole {
            roles = List.copyOf(roles);
            members = List.copyOf(members);
        }

        @Override
        public String commandTag() {
            return "REVOKE ROLE";
        }
    }

    /**
     * REASSIGN OWNED.
     *
     * @param text the statement
     * @param from the present owners
     * @param to the new owner
     */
    record ReassignOwned(StatementText text, List<String> from, String to) implements RoleStatement {
        public ReassignOwned {
            from = List.copyOf(from);
        }

        @Override
        public String commandTag() {
            return "REASSIGN OWNED";
        }
    }

    /**
     * DROP OWNED.
     *
     * @param text the statement
     * @param roles the owners
     * @param cascade whether CASCADE was written
     */
    record DropOwned(StatementText text, List<String> roles, boolean cascade) implements RoleStatement {
        public DropOwned {
            roles = List.copyOf(roles);
        }

        @Override
        public String commandTag() {
            return "DROP OWNED";
        }

        @Override
        public boolean movesNames() {
            return true;
        }
    }
}
