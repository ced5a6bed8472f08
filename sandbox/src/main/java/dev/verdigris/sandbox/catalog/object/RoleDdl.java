package dev.verdigris.sandbox.catalog.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.verdigris.sandbox.catalog.access.Requirements;
import dev.verdigris.sandbox.catalog.context.DdlContext;
import dev.verdigris.sandbox.catalog.store.AuditLog;
import dev.verdigris.sandbox.catalog.store.CatalogEntry;
import dev.verdigris.sandbox.catalog.store.Json;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.ast.NamingStatement;
import dev.verdigris.sandbox.statement.ast.PrivilegeStatement;
import dev.verdigris.sandbox.statement.ast.RoleStatement;
import dev.verdigris.sandbox.statement.lex.BackendNames;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import dev.verdigris.sandbox.statement.name.Quoting;
import org.jspecify.annotations.Nullable;

/**
 * Roles and their memberships. Each has a PostgreSQL role of the same name, and its sessions run under that role. The
 * PostgreSQL role may read everything, because the sandbox itself checks privileges. It is never a superuser.
 */
public final class RoleDdl {

    private RoleDdl() {}

    /** Carries out a statement about roles. */
    public static void run(DdlContext ddl, RoleStatement statement) {
        switch (statement) {
            case RoleStatement.CreateRole create -> create(ddl, create);
            case RoleStatement.AlterRole alter -> alter(ddl, alter);
            case RoleStatement.AlterRoleVariable variable -> alterVariable(ddl, variable);
            case RoleStatement.GrantRole grant -> grant(ddl, grant);
            case RoleStatement.RevokeRole revoke -> revoke(ddl, revoke);
            case RoleStatement.ReassignOwned reassign -> OwnerDdl.reassign(ddl, reassign);
            case RoleStatement.DropOwned drop -> OwnedDdl.drop(ddl, drop);
        }
    }

    private static void create(DdlContext ddl, RoleStatement.CreateRole statement) {
        String name = statement.name();
        requireUnreserved(name);
        ddl.access.require(Requirements.onSystem("CREATEROLE"));
        if (statement.attributes().superuser() != null) {
            ddl.access.require(Requirements.superuser("create superuser role"));
        }
        if (Boolean.FALSE.equals(statement.attributes().inherit())) {
            throw SqlError.internal("non inherit roles not yet supported");
        }
        if (ddl.names.findRole(name).isPresent()) {
            throw SqlError.internal("role '" + name + "' already exists");
        }
        ddl.requireLimit("role", "max_roles", 1000, ddl.count("role", "id LIKE 'u%'"), 1);
        add(ddl, name, statement.attributes().login(), statement.attributes().superuser());
    }

    private static void add(DdlContext ddl, String name, @Nullable Boolean login, @Nullable Boolean superuser) {
        CatalogEntry.Role role = new CatalogEntry.Role(ddl.nextId("role_id"), name, superuser);
        boolean inBackend = !ddl.sql
                .query("SELECT FROM pg_catalog.pg_roles WHERE rolname = $1", BackendNames.of(name))
                .isEmpty();
        if (!inBackend) {
            ddl.sql.execute("CREATE ROLE " + Quoting.identifier(name) + " NOLOGIN IN ROLE mz_session");
        }
        ddl.sql.execute(
                "INSERT INTO mz_store.role (id, oid, name, inherit, can_login, superuser)"
                        + " VALUES ($1, nextval('mz_store.free_oid')::oid, $2, true, $3::boolean, $4::boolean)",
                role.id(),
                name,
                login,
                superuser);
        letReadPasswords(ddl, name, superuser);
        ddl.audit.created(role);
        ddl.changed();
    }

    private static void alter(DdlContext ddl, RoleStatement.AlterRole statement) {
        CatalogEntry.Role role = requireAssignable(ddl.names.role(statement.name()));
        ddl.access.require(Requirements.onSystem("CREATEROLE"));
        if (statement.attributes().superuser() != null) {
            ddl.access.require(Requirements.superuser("alter superuser role"));
        }
        if (Boolean.FALSE.equals(statement.attributes().inherit())) {
            throw SqlError.internal("non inherit roles not yet supported");
        }
        ddl.sql.execute(
                "UPDATE mz_store.role SET can_login = coalesce($2::boolean, can_login),"
                        + " superuser = coalesce($3::boolean, superuser) WHERE id = $1",
                role.id(),
                statement.attributes().login(),
                statement.attributes().superuser());
        letReadPasswords(ddl, role.name(), statement.attributes().superuser());
        ddl.audit.event("alter", role, AuditLog.identity(role));
        ddl.changed();
    }

    /** Only superusers may read one relation of the system, so this right follows the attribute. */
    private static void letReadPasswords(DdlContext ddl, String role, @Nullable Boolean superuser) {
        if (superuser != null) {
            String table = "SELECT ON mz_catalog.mz_role_auth ";
            ddl.sql.execute(
                    (superuser ? "GRANT " + table + "TO " : "REVOKE " + table + "FROM ") + Quoting.identifier(role));
        }
    }

    private static void alterVariable(DdlContext ddl, RoleStatement.AlterRoleVariable statement) {
        CatalogEntry.Role role = requireAssignable(ddl.names.role(statement.name()));
        ddl.access.require(
                role.id().equals(ddl.context.roleId())
                        ? Requirements.memberOf(List.of(role.id()))
                        : Requirements.onSystem("CREATEROLE"));
        ddl.sql.execute(
                "DELETE FROM mz_store.role_parameter WHERE role_id = $1 AND name = $2",
                role.id(),
                statement.variable());
        if (!statement.values().isEmpty()) {
            ddl.sql.execute(
                    "INSERT INTO mz_store.role_parameter (role_id, name, value) VALUES ($1, $2, $3)",
                    role.id(),
                    statement.variable(),
                    String.join(", ", statement.values()));
        }
        ddl.audit.event("alter", role, AuditLog.identity(role));
        ddl.changed();
    }

    private static void grant(DdlContext ddl, RoleStatement.GrantRole statement) {
        List<CatalogEntry.Role> roles = assignable(ddl, statement.roles());
        List<CatalogEntry.Role> members = assignable(ddl, statement.members());
        ddl.access.require(Requirements.onSystem("CREATEROLE"));
        for (CatalogEntry.Role role : roles) {
            for (CatalogEntry.Role member : members) {
                grant(ddl, role, member);
            }
        }
    }

    private static void grant(DdlContext ddl, CatalogEntry.Role role, CatalogEntry.Role member) {
        if (ddl.access.rolesOf(role.id()).contains(member.id())) {
            throw SqlError.internal("role " + Quoting.identifier(role.name()) + " is a member of role "
                    + Quoting.identifier(member.name()));
        }
        long added = ddl.sql.execute(
                "INSERT INTO mz_store.role_member (role_id, member_id, grantor_id) VALUES ($1, $2, 's1')"
                        + " ON CONFLICT DO NOTHING",
                role.id(),
                member.id());
        if (added == 0) {
            ddl.notice(Diagnostic.notice(
                    "42710",
                    "role " + Quoting.identifier(member.name()) + " is already a member of role "
                            + Quoting.identifier(role.name())));
            return;
        }
        ddl.audit.write("grant", "role", membership(ddl, role, member));
        ddl.changed();
    }

    private static Json membership(DdlContext ddl, CatalogEntry.Role role, CatalogEntry.Role member) {
        return Json.object()
                .put("role_id", role.id())
                .put("member_id", member.id())
                .put("grantor_id", "s1")
                .put("executed_by", ddl.context.roleId());
    }

    private static void revoke(DdlContext ddl, RoleStatement.RevokeRole statement) {
        List<CatalogEntry.Role> roles = assignable(ddl, statement.roles());
        List<CatalogEntry.Role> members = assignable(ddl, statement.members());
        ddl.access.require(Requirements.onSystem("CREATEROLE"));
        for (CatalogEntry.Role role : roles) {
            for (CatalogEntry.Role member : members) {
                long removed = ddl.sql.execute(
                        "DELETE FROM mz_store.role_member WHERE role_id = $1 AND member_id = $2",
                        role.id(),
                        member.id());
                if (removed == 0) {
                    ddl.notice(Diagnostic.warning(
                            "01000",
                            "role " + Quoting.identifier(member.name()) + " is not a member of role "
                                    + Quoting.identifier(role.name())));
                } else {
                    ddl.audit.write("revoke", "role", membership(ddl, role, member));
                    ddl.changed();
                }
            }
        }
    }

    private static List<CatalogEntry.Role> assignable(DdlContext ddl, List<String> names) {
        for (String name : names) {
            if (name.equals(PrivilegeStatement.PUBLIC)) {
                throw reserved("PUBLIC");
            }
        }
        return names.stream()
                .map(ddl.names::role)
                .map(RoleDdl::requireAssignable)
                .toList();
    }

    /** Refuses the roles that came with the system. */
    static CatalogEntry.Role requireAssignable(CatalogEntry.Role role) {
        if (role.isSystem()) {
            throw reserved(role.name());
        }
        return role;
    }

    private static void requireUnreserved(String name) {
        if (name.startsWith("mz_")
                || name.startsWith("pg_")
                || name.equalsIgnoreCase("public")
                || name.equals("none")) {
            throw reserved(name);
        }
    }

    private static SqlError reserved(String name) {
        return new SqlError(Diagnostic.error("XX000", "role name " + Quoting.identifier(name) + " is reserved")
                .withDetail("The role \"public\" and the prefixes \"mz_\" and \"pg_\" are reserved for system roles."));
    }

    static void drop(DdlContext ddl, NamingStatement.Drop statement) {
        List<CatalogEntry.Role> roles = new ArrayList<>();
        for (ObjectPath path : statement.names()) {
            Optional<CatalogEntry.Role> role = ddl.names.findRole(path.last());
            if (role.isEmpty()) {
                ddl.noticeMissingOr(statement.ifExists(), ObjectKind.ROLE, path);
                continue;
            }
            roles.add(requireAssignable(role.get()));
        }
        ddl.access.require(Requirements.onSystem("CREATEROLE"));
        for (CatalogEntry.Role role : roles) {
            if (role.id().equals(ddl.context.roleId())) {
                throw SqlError.internal("current role cannot be dropped");
            }
            requireUnused(ddl, role);
            dropRole(ddl, role);
        }
    }

    private static void requireUnused(DdlContext ddl, CatalogEntry.Role role) {
        List<String> uses = new ArrayList<>();
        OwnerDdl.owned(ddl, role.id())
                .forEach(object -> uses.add("owner of " + object.kind().sql() + " " + object.fullName()));
        ddl.sql
                .query(
                        "SELECT object_kind, object_id FROM mz_store.privilege WHERE (grantee = $1 OR grantor = $1)"
                                + " ORDER BY 1, 2",
                        role.id())
                .forEach(row -> uses.add("privileges for " + row.text(0) + " " + row.text(1)));
        ddl.sql
                .query(
                        "SELECT object_type FROM mz_store.default_privilege WHERE role_id = $1 OR grantee = $1 ORDER BY 1",
                        role.id())
                .forEach(row -> uses.add("default privileges on " + row.text(0).toUpperCase(Locale.ROOT) + "S"));
        if (!uses.isEmpty()) {
            throw new SqlError(Diagnostic.error(
                            "2BP01",
                            "role " + Quoting.identifier(role.name())
                                    + " cannot be dropped because some objects depend on it")
                    .withDetail(String.join("\n", uses)));
        }
    }

    private static void dropRole(DdlContext ddl, CatalogEntry.Role role) {
        ddl.sql.execute("DELETE FROM mz_store.role_member WHERE role_id = $1 OR member_id = $1", role.id());
        ddl.sql.execute("DELETE FROM mz_store.role_parameter WHERE role_id = $1", role.id());
        ddl.sql.execute("DELETE FROM mz_store.role WHERE id = $1", role.id());
        boolean inBackend = !ddl.sql
                .query(
                        "SELECT FROM pg_catalog.pg_roles WHERE rolname = $1 AND rolname <> session_user",
                        BackendNames.of(role.name()))
                .isEmpty();
        if (inBackend) {
            letReadPasswords(ddl, role.name(), false);
            ddl.sql.execute("DROP ROLE " + Quoting.identifier(role.name()));
        }
        Removal.forget(ddl, role);
    }
}
