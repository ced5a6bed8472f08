package dev.verdigris.sandbox.statement.ast;

import java.util.List;

import dev.verdigris.sandbox.statement.lex.StatementText;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import org.jspecify.annotations.Nullable;

/** Privileges on objects. */
public sealed interface PrivilegeStatement extends DdlStatement {

    /**
     * GRANT or REVOKE of privileges.
     *
     * @param text the statement
     * @param grant true for GRANT
     * @param privileges in capitals; empty for ALL
     * @param target the objects
     * @param grantees role names; {@code null} elements do not occur, PUBLIC is {@link #PUBLIC}
     */
    record ChangePrivileges(
            StatementText text, boolean grant, List<String> privileges, Target target, List<String> grantees)
            implements PrivilegeStatement {
        public ChangePrivileges {
            privileges = List.copyOf(privileges);
            grantees = List.copyOf(grantees);
        }

        @Override
        public String commandTag() {
            return grant ? "GRANT" : "REVOKE";
        }
    }

    /** The pseudo-role PUBLIC in lists of grantees. No role can have an empty name. */
    String PUBLIC = "";

    /** The objects of privileges. */
    sealed interface Target {

        /** SYSTEM. */
        record SystemWide() implements Target {}

        /**
         * Objects by name.
         *
         * @param kind the kind written; TABLE covers views, materialized views and sources
         * @param names at least one
         */
        record Named(ObjectKind kind, List<ObjectPath> names) implements Target {
            public Named {
                names = List.copyOf(names);
            }
        }

        /**
         * ALL … [IN SCHEMA …|IN DATABASE …].
         *
         * @param kind the kind written in the plural
         * @param containerKind SCHEMA, DATABASE or null for everything
         * @param containers the schemas or databases; empty for everything
         */
        record All(ObjectKind kind, @Nullable ObjectKind containerKind, List<ObjectPath> containers) implements Target {
            public All {
                containers = List.copyOf(containers);
            }
        }
    }

    /**
     * ALTER DEFAULT PRIVILEGES.
     *
     * @param text the statement
     * @param roles FOR ROLE …; empty for the current role
     * @param allRoles whether FOR ALL ROLES was written
     * @param containerKind SCHEMA, DATABASE or null
     * @param containers the schemas or databases; empty if none
     * @param grant true for GRANT
     * @param privileges in capitals; empty for ALL
     * @param kind the kind written in the plural
     * @param grantees as in {@link ChangePrivileges}
     */
    record AlterDefaultPrivileges(
            StatementText text,
            List<String> roles,
            boolean allRoles,
            @Nullable ObjectKind containerKind,
            List<ObjectPath> containers,
            boolean grant,
            List<String> privileges,
            ObjectKind kind,
            List<String> grantees)
            implements PrivilegeStatement {
        public AlterDefaultPrivileges {
            roles = List.copyOf(roles);
            containers = List.copyOf(containers);
            privileges = List.copyOf(privileges);
            grantees = List.copyOf(grantees);
        }

        @Override
        public String commandTag() {
            return "ALTER DEFAULT PRIVILEGES";
        }
    }
}
