package dev.verdigris.sandbox.catalog.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.verdigris.sandbox.catalog.access.Requirements;
import dev.verdigris.sandbox.catalog.context.DdlRun;
import dev.verdigris.sandbox.catalog.store.AuditLog;
import dev.verdigris.sandbox.catalog.store.Json;
import dev.verdigris.sandbox.catalog.store.Stored;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlFailure;
import dev.verdigris.sandbox.statement.ast.NamingStatement;
import dev.verdigris.sandbox.statement.ast.PrivilegeStatement;
import dev.verdigris.sandbox.statement.ast.RoleStatement;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import dev.verdigris.sandbox.statement.name.Quoting;
import org.jspecify.annotations.Nullable;

/**
 * Roles and their memberships. Each has a PostgreSQL role of its name, under which its sessions run; that one may read
 * everything, because privileges are judged in front of PostgreSQL, but it is never a superuser there.
 */
public final class RoleDdl {

    private RoleDdl() {}

    public static void run(DdlRun run, RoleStatement statement) {
        switch (statement) {
            case RoleStatement.CreateRole create -> create(run, create);
            case RoleStatement.AlterRole alter -> alter(run, alter);
            case RoleStatement.AlterRoleVariable variable -> alterVariable(run, variable);
            case RoleStatement.GrantRole grant -> grant(run, grant);
            case RoleStatement.RevokeRole revoke -> revoke(run, revoke);
            case RoleStatement.ReassignOwned reassign -> OwnerDdl.reassign(run, reassign);
            case RoleStatement.DropOwned drop -> OwnedDdl.drop(run, drop);
        }
    }

    private static void create(DdlRun run, RoleStatement.CreateRole statement) {
        String name = statement.name();
        demandUnreserved(name);
        run.access.check(Requirements.onSystem("CREATEROLE"));
        if (statement.attributes().superuser() != null) {
            run.access.check(Requirements.superuser("create superuser role"));
        }
        if (Boolean.FALSE.equals(statement.attributes().inherit())) {
            throw SqlFailure.internal("non inherit roles not yet supported");
        }
        if (run.names.findRole(name).isPresent()) {
            throw SqlFailure.internal("role '" + name + "' already exists");
        }
        run.demandLimit("role", "max_roles", 1000, run.count("role", "id LIKE 'u%'"), 1);
        add(run, name, statement.attributes().login(), statement.attributes().superuser());
    }

    private static void add(DdlRun run, String name, @Nullable Boolean login, @Nullable Boolean superuser) {
        Stored.Role role = new Stored.Role(run.nextId("role_id"), name, superuser);
        boolean inBackend = !run.sql
                .query("SELECT FROM pg_catalog.pg_roles WHERE rolname = $1", name)
                .isEmpty();
        if (!inBackend) {
            run.sql.execute("CREATE ROLE " + Quoting.identifier(name) + " NOLOGIN IN ROLE mz_session");
        }
        run.sql.execute(
                "INSERT INTO mz_store.role (id, oid, name, inherit, can_login, superuser)"
                        + " VALUES ($1, nextval('mz_store.free_oid')::oid, $2, true, $3::boolean, $4::boolean)",
                role.id(),
                name,
                login,
                superuser);
        letReadPasswords(run, name, superuser);
        run.audit.created(role);
        run.changed();
    }

    private static void alter(DdlRun run, RoleStatement.AlterRole statement) {
        Stored.Role role = demandAssignable(run.names.role(statement.name()));
        run.access.check(Requirements.onSystem("CREATEROLE"));
        if (statement.attributes().superuser() != null) {
            run.access.check(Requirements.superuser("alter superuser role"));
        }
        if (Boolean.FALSE.equals(statement.attributes().inherit())) {
            throw SqlFailure.internal("non inherit roles not yet supported");
        }
        run.sql.execute(
                "UPDATE mz_store.role SET can_login = coalesce($2::boolean, can_login),"
                        + " superuser = coalesce($3::boolean, superuser) WHERE id = $1",
                role.id(),
                statement.attributes().login(),
                statement.attributes().superuser());
        letReadPasswords(run, role.name(), statement.attributes().superuser());
        run.audit.event("alter", role, AuditLog.identity(role));
        run.changed();
    }

    /** A superuser reads the one relation that others may not, and one who is none any more does not. */
    private static void letReadPasswords(DdlRun run, String role, @Nullable Boolean superuser) {
        if (superuser != null) {
            String table = "SELECT ON mz_catalog.mz_role_auth ";
            run.sql.execute(
                    (superuser ? "GRANT " + table + "TO " : "REVOKE " + table + "FROM ") + Quoting.identifier(role));
        }
    }

    private static void alterVariable(DdlRun run, RoleStatement.AlterRoleVariable statement) {
        Stored.Role role = demandAssignable(run.names.role(statement.name()));
        run.access.check(
                role.id().equals(run.context.roleId())
                        ? Requirements.memberOf(List.of(role.id()))
                        : Requirements.onSystem("CREATEROLE"));
        run.sql.execute(
                "DELETE FROM mz_store.role_parameter WHERE role_id = $1 AND name = $2",
                role.id(),
                statement.variable());
        if (!statement.values().isEmpty()) {
            run.sql.execute(
                    "INSERT INTO mz_store.role_parameter (role_id, name, value) VALUES ($1, $2, $3)",
                    role.id(),
                    statement.variable(),
                    String.join(", ", statement.values()));
        }
        run.audit.event("alter", role, AuditLog.identity(role));
        run.changed();
    }

    private static void grant(DdlRun run, RoleStatement.GrantRole statement) {
        List<Stored.Role> roles = assignable(run, statement.roles());
        List<Stored.Role> members = assignable(run, statement.members());
        run.access.check(Requirements.onSystem("CREATEROLE"));
        for (Stored.Role role : roles) {
            for (Stored.Role member : members) {
                grant(run, role, member);
            }
        }
    }

    private static void grant(DdlRun run, Stored.Role role, Stored.Role member) {
        if (run.access.rolesOf(role.id()).contains(member.id())) {
            throw SqlFailure.internal("role " + Quoting.identifier(role.name()) + " is a member of role "
                    + Quoting.identifier(member.name()));
        }
        long added = run.sql.execute(
                "INSERT INTO mz_store.role_member (role_id, member_id, grantor_id) VALUES ($1, $2, 's1')"
                        + " ON CONFLICT DO NOTHING",
                role.id(),
                member.id());
        if (added == 0) {
            run.notice(Diagnostic.notice(
                    "42710",
                    "role " + Quoting.identifier(member.name()) + " is already a member of role "
                            + Quoting.identifier(role.name())));
            return;
        }
        run.audit.write("grant", "role", membership(run, role, member));
        run.changed();
    }

    private static Json membership(DdlRun run, Stored.Role role, Stored.Role member) {
        return Json.object()
                .put("role_id", role.id())
                .put("member_id", member.id())
                .put("grantor_id", "s1")
                .put("executed_by", run.context.roleId());
    }

    private static void revoke(DdlRun run, RoleStatement.RevokeRole statement) {
        List<Stored.Role> roles = assignable(run, statement.roles());
        List<Stored.Role> members = assignable(run, statement.members());
        run.access.check(Requirements.onSystem("CREATEROLE"));
        for (Stored.Role role : roles) {
            for (Stored.Role member : members) {
                long removed = run.sql.execute(
                        "DELETE FROM mz_store.role_member WHERE role_id = $1 AND member_id = $2",
                        role.id(),
                        member.id());
                if (removed == 0) {
                    run.notice(Diagnostic.warning(
                            "01000",
                            "role " + Quoting.identifier(member.name()) + " is not a member of role "
                                    + Quoting.identifier(role.name())));
                } else {
                    run.audit.write("revoke", "role", membership(run, role, member));
                    run.changed();
                }
            }
        }
    }

    private static List<Stored.Role> assignable(DdlRun run, List<String> names) {
        for (String name : names) {
            if (name.equals(PrivilegeStatement.PUBLIC)) {
                throw reserved("PUBLIC");
            }
        }
        return names.stream()
                .map(run.names::role)
                .map(RoleDdl::demandAssignable)
                .toList();
    }

    /** Refuses the roles that came with the system. */
    static Stored.Role demandAssignable(Stored.Role role) {
        if (role.isSystem()) {
            throw reserved(role.name());
        }
        return role;
    }

    private static void demandUnreserved(String name) {
        if (name.startsWith("mz_")
                || name.startsWith("pg_")
                || name.equalsIgnoreCase("public")
                || name.equals("none")) {
            throw reserved(name);
        }
    }

    private static SqlFailure reserved(String name) {
        return new SqlFailure(Diagnostic.error("XX000", "role name " + Quoting.identifier(name) + " is reserved")
                .withDetail("The role \"public\" and the prefixes \"mz_\" and \"pg_\" are reserved for system roles."));
    }

    static void drop(DdlRun run, NamingStatement.Drop statement) {
        List<Stored.Role> roles = new ArrayList<>();
        for (ObjectPath path : statement.names()) {
            Optional<Stored.Role> role = run.names.findRole(path.last());
            if (role.isEmpty()) {
                run.noticeMissingOr(statement.ifExists(), ObjectKind.ROLE, path);
                continue;
            }
            roles.add(demandAssignable(role.get()));
        }
        run.access.check(Requirements.onSystem("CREATEROLE"));
        for (Stored.Role role : roles) {
            if (role.id().equals(run.context.roleId())) {
                throw SqlFailure.internal("current role cannot be dropped");
            }
            demandUnused(run, role);
            dropRole(run, role);
        }
    }

    private static void demandUnused(DdlRun run, Stored.Role role) {
        List<String> uses = new ArrayList<>();
        OwnerDdl.owned(run, role.id())
                .forEach(object -> uses.add("owner of " + object.kind().sql() + " " + object.fullName()));
        run.sql
                .query(
                        "SELECT object_kind, object_id FROM mz_store.privilege WHERE (grantee = $1 OR grantor = $1)"
                                + " ORDER BY 1, 2",
                        role.id())
                .forEach(row -> uses.add("privileges for " + row.text(0) + " " + row.text(1)));
        run.sql
                .query(
                        "SELECT object_type FROM mz_store.default_privilege WHERE role_id = $1 OR grantee = $1 ORDER BY 1",
                        role.id())
                .forEach(row -> uses.add("default privileges on " + row.text(0).toUpperCase(Locale.ROOT) + "S"));
        if (!uses.isEmpty()) {
            throw new SqlFailure(Diagnostic.error(
                            "2BP01",
                            "role " + Quoting.identifier(role.name())
                                    + " cannot be dropped because some objects depend on it")
                    .withDetail(String.join("\n", uses)));
        }
    }

    private static void dropRole(DdlRun run, Stored.Role role) {
        run.sql.execute("DELETE FROM mz_store.role_member WHERE role_id = $1 OR member_id = $1", role.id());
        run.sql.execute("DELETE FROM mz_store.role_parameter WHERE role_id = $1", role.id());
        run.sql.execute("DELETE FROM mz_store.role WHERE id = $1", role.id());
        boolean inBackend = !run.sql
                .query("SELECT FROM pg_catalog.pg_roles WHERE rolname = $1 AND rolname <> session_user", role.name())
                .isEmpty();
        if (inBackend) {
            letReadPasswords(run, role.name(), false);
            run.sql.execute("DROP ROLE " + Quoting.identifier(role.name()));
        }
        DropDdl.forget(run, role);
    }
}
