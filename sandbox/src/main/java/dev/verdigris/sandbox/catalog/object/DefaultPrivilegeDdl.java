package dev.verdigris.sandbox.catalog.object;

import java.util.ArrayList;
import java.util.List;

import dev.verdigris.sandbox.catalog.access.PrivilegeLetters;
import dev.verdigris.sandbox.catalog.access.Requirements;
import dev.verdigris.sandbox.catalog.context.DdlRun;
import dev.verdigris.sandbox.catalog.store.Stored;
import dev.verdigris.sandbox.error.SqlFailure;
import dev.verdigris.sandbox.statement.ast.PrivilegeStatement.AlterDefaultPrivileges;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import org.jspecify.annotations.Nullable;

/** ALTER DEFAULT PRIVILEGES: what objects to come will grant by themselves. */
final class DefaultPrivilegeDdl {

    private DefaultPrivilegeDdl() {}

    static void run(DdlRun run, AlterDefaultPrivileges statement) {
        ObjectKind kind = statement.kind();
        demandKind(statement);
        String letters = statement.privileges().isEmpty()
                ? PrivilegeLetters.all(kind)
                : PrivilegeLetters.of(statement.privileges());
        String foreign = PrivilegeLetters.difference(letters, PrivilegeLetters.all(kind));
        if (!foreign.isEmpty()) {
            throw SqlFailure.internal(
                    "invalid privilege types " + PrivilegeLetters.words(foreign) + " for " + kind.sql() + "S");
        }
        List<String> creators = creators(run, statement);
        List<Scope> scopes = scopes(run, statement);
        List<String> grantees = PrivilegeDdl.granteeIds(run, statement.grantees());
        run.access.check(
                statement.allRoles()
                        ? Requirements.superuser("ALTER DEFAULT PRIVILEGES FOR ALL ROLES")
                        : Requirements.memberOf(creators));
        for (String creator : creators) {
            for (Scope scope : scopes) {
                grantees.forEach(grantee -> change(run, statement.grant(), creator, scope, kind, grantee, letters));
            }
        }
    }

    /** A database, a schema with its database, or neither. */
    private record Scope(
            @Nullable String databaseId, @Nullable String schemaId) {}

    private static void demandKind(AlterDefaultPrivileges statement) {
        switch (statement.kind()) {
            case VIEW, MATERIALIZED_VIEW, SOURCE ->
                throw SqlFailure.internal(
                        statement.kind().sql() + "S is not valid for ALTER DEFAULT PRIVILEGES, use TABLES instead");
            case SINK, INDEX, ROLE, CLUSTER_REPLICA, FUNCTION ->
                throw SqlFailure.internal(statement.kind().sql() + (statement.kind() == ObjectKind.INDEX ? "ES" : "S")
                        + " do not have privileges");
            case CLUSTER, DATABASE, NETWORK_POLICY -> demandNoContainer(statement, statement.containerKind() != null);
            case SCHEMA -> demandNoContainer(statement, statement.containerKind() == ObjectKind.SCHEMA);
            case TABLE, TYPE, SECRET, CONNECTION -> {}
        }
    }

    private static void demandNoContainer(AlterDefaultPrivileges statement, boolean refused) {
        ObjectKind container = statement.containerKind();
        if (refused && container != null) {
            throw SqlFailure.internal("cannot specify " + statement.kind().sql() + "S and IN " + container.sql());
        }
    }

    private static List<String> creators(DdlRun run, AlterDefaultPrivileges statement) {
        if (statement.allRoles()) {
            return List.of("p");
        }
        return statement.roles().isEmpty()
                ? List.of(run.context.roleId())
                : statement.roles().stream()
                        .map(run.names::role)
                        .map(RoleDdl::demandAssignable)
                        .map(Stored.Role::id)
                        .toList();
    }

    private static List<Scope> scopes(DdlRun run, AlterDefaultPrivileges statement) {
        List<Scope> scopes = new ArrayList<>();
        for (ObjectPath container : statement.containers()) {
            if (statement.containerKind() == ObjectKind.SCHEMA) {
                Stored.Schema schema = run.names.schema(container);
                scopes.add(new Scope(schema.databaseId(), schema.id()));
            } else {
                scopes.add(new Scope(run.names.database(container.last()).id(), null));
            }
        }
        return scopes.isEmpty() ? List.of(new Scope(null, null)) : scopes;
    }

    private static void change(
            DdlRun run, boolean grant, String creator, Scope scope, ObjectKind kind, String grantee, String letters) {
        String before = run.sql
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
        run.sql.execute("""
                DELETE FROM mz_store.default_privilege
                WHERE role_id = $1 AND database_id IS NOT DISTINCT FROM $2 AND schema_id IS NOT DISTINCT FROM $3
                    AND object_type = $4 AND grantee = $5
                """, creator, scope.databaseId(), scope.schemaId(), kind.catalogName(), grantee);
        if (!after.isEmpty()) {
            run.sql.execute(
                    "INSERT INTO mz_store.default_privilege (role_id, database_id, schema_id, object_type, grantee, letters)"
                            + " VALUES ($1, $2, $3, $4, $5, $6)",
                    creator,
                    scope.databaseId(),
                    scope.schemaId(),
                    kind.catalogName(),
                    grantee,
                    after);
        }
        run.audit.defaultPrivilege(grant, kind, creator, scope.databaseId(), scope.schemaId(), grantee, letters);
        run.changed();
    }
}
