package dev.verdigris.sandbox.catalog.object;

import java.util.ArrayList;
import java.util.List;

import dev.verdigris.sandbox.catalog.access.PrivilegeLetters;
import dev.verdigris.sandbox.catalog.access.Requirements;
import dev.verdigris.sandbox.catalog.context.DdlContext;
import dev.verdigris.sandbox.catalog.store.CatalogEntry;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.ast.PrivilegeStatement.AlterDefaultPrivileges;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import org.jspecify.annotations.Nullable;

/** ALTER DEFAULT PRIVILEGES: the privileges on future objects. */
final class DefaultPrivilegeDdl {

    private DefaultPrivilegeDdl() {}

    static void run(DdlContext ddl, AlterDefaultPrivileges statement) {
        ObjectKind kind = statement.kind();
        requireKind(statement);
        String letters = statement.privileges().isEmpty()
                ? PrivilegeLetters.all(kind)
                : PrivilegeLetters.of(statement.privileges());
        String foreign = PrivilegeLetters.difference(letters, PrivilegeLetters.all(kind));
        if (!foreign.isEmpty()) {
            throw SqlError.internal(
                    "invalid privilege types " + PrivilegeLetters.words(foreign) + " for " + kind.sql() + "S");
        }
        List<String> creators = creators(ddl, statement);
        List<Scope> scopes = scopes(ddl, statement);
        List<String> grantees = PrivilegeDdl.granteeIds(ddl, statement.grantees());
        ddl.access.require(
                statement.allRoles()
                        ? Requirements.superuser("ALTER DEFAULT PRIVILEGES FOR ALL ROLES")
                        : Requirements.memberOf(creators));
        for (String creator : creators) {
            for (Scope scope : scopes) {
                grantees.forEach(grantee -> change(ddl, statement.grant(), creator, scope, kind, grantee, letters));
            }
        }
    }

    /** A database, a schema with its database, or neither. */
    private record Scope(
            @Nullable String databaseId, @Nullable String schemaId) {}

    private static void requireKind(AlterDefaultPrivileges statement) {
        switch (statement.kind()) {
            case VIEW, MATERIALIZED_VIEW, SOURCE ->
                throw SqlError.internal(
                        statement.kind().sql() + "S is not valid for ALTER DEFAULT PRIVILEGES, use TABLES instead");
            case SINK, INDEX, ROLE, CLUSTER_REPLICA, FUNCTION ->
                throw SqlError.internal(statement.kind().sql() + (statement.kind() == ObjectKind.INDEX ? "ES" : "S")
                        + " do not have privileges");
            case CLUSTER, DATABASE, NETWORK_POLICY -> requireNoContainer(statement, statement.containerKind() != null);
            case SCHEMA -> requireNoContainer(statement, statement.containerKind() == ObjectKind.SCHEMA);
            case TABLE, TYPE, SECRET, CONNECTION -> {}
        }
    }

    private static void requireNoContainer(AlterDefaultPrivileges statement, boolean refused) {
        ObjectKind container = statement.containerKind();
        if (refused && container != null) {
            throw SqlError.internal("cannot specify " + statement.kind().sql() + "S and IN " + container.sql());
        }
    }

    private static List<String> creators(DdlContext ddl, AlterDefaultPrivileges statement) {
        if (statement.allRoles()) {
            return List.of("p");
        }
        return statement.roles().isEmpty()
                ? List.of(ddl.context.roleId())
                : statement.roles().stream()
                        .map(ddl.names::role)
                        .map(RoleDdl::requireAssignable)
                        .map(CatalogEntry.Role::id)
                        .toList();
    }

    private static List<Scope> scopes(DdlContext ddl, AlterDefaultPrivileges statement) {
        List<Scope> scopes = new ArrayList<>();
        for (ObjectPath container : statement.containers()) {
            if (statement.containerKind() == ObjectKind.SCHEMA) {
                CatalogEntry.Schema schema = ddl.names.schema(container);
                scopes.add(new Scope(schema.databaseId(), schema.id()));
            } else {
                scopes.add(new Scope(ddl.names.database(container.last()).id(), null));
            }
        }
        return scopes.isEmpty() ? List.of(new Scope(null, null)) : scopes;
    }

    private static void change(
            DdlContext ddl,
            boolean grant,
            String creator,
            Scope scope,
            ObjectKind kind,
            String grantee,
            String letters) {
        String before = ddl.sql
                .queryOne("""
                        SELECT letters FROM mz_store.default_privilege
                        WHERE role_id = $1 AND database_id IS NOT DISTINCT FROM $2 AND schema_id IS NOT DISTINCT FROM $3
                            AND object_type = $4 AND grantee = $5
                        """, creator, scope.databaseId(), scope.schemaId(), kind.catalogName(), grantee)
                .map(row -> row.text(0))
                .orElse("");
        String after = grant ? PrivilegeLetters.union(before, letters) : PrivilegeLetters.difference(before, letters);
        if (after.equals(before)) {
            return;
        }
        ddl.sql.execute("""
                DELETE FROM mz_store.default_privilege
                WHERE role_id = $1 AND database_id IS NOT DISTINCT FROM $2 AND schema_id IS NOT DISTINCT FROM $3
                    AND object_type = $4 AND grantee = $5
                """, creator, scope.databaseId(), scope.schemaId(), kind.catalogName(), grantee);
        if (!after.isEmpty()) {
            ddl.sql.execute(
                    "INSERT INTO mz_store.default_privilege (role_id, database_id, schema_id, object_type, grantee, letters)"
                            + " VALUES ($1, $2, $3, $4, $5, $6)",
                    creator,
                    scope.databaseId(),
                    scope.schemaId(),
                    kind.catalogName(),
                    grantee,
                    after);
        }
        ddl.audit.defaultPrivilege(grant, kind, creator, scope.databaseId(), scope.schemaId(), grantee, letters);
        ddl.changed();
    }
}
