package dev.verdigris.sandbox.catalog.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.verdigris.sandbox.catalog.access.Requirements;
import dev.verdigris.sandbox.catalog.context.DdlContext;
import dev.verdigris.sandbox.catalog.store.CatalogEntry;
import dev.verdigris.sandbox.catalog.store.TextArrays;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.ast.RoleStatement;

/** DROP OWNED: drops the objects that roles own and revokes what was granted to them. */
final class OwnedDdl {

    private OwnedDdl() {}

    static void drop(DdlContext ddl, RoleStatement.DropOwned statement) {
        List<CatalogEntry.Role> roles = statement.roles().stream()
                .map(ddl.names::role)
                .map(RoleDdl::requireAssignable)
                .toList();
        ddl.access.require(
                Requirements.memberOf(roles.stream().map(CatalogEntry.Role::id).toList()));
        List<CatalogEntry> owned = new ArrayList<>();
        roles.forEach(role -> owned.addAll(OwnerDdl.owned(ddl, role.id())));
        new DropDdl(ddl, statement.cascade()).dropAll(owned);
        roles.forEach(role -> takeBack(ddl, role.id()));
    }

    /** Revokes privileges and default privileges. A role takes back only what roles have granted that it belongs to. */
    private static void takeBack(DdlContext ddl, String roleId) {
        String grantors = TextArrays.of(ddl.access.actsAs());
        ddl.sql.query("""
                        SELECT DISTINCT object_kind, object_id FROM mz_store.privilege
                        WHERE grantee = $1 AND $2 <> '{}' AND grantor <> ALL ($2::text[]) ORDER BY 1, 2
                        """, roleId, grantors).forEach(row -> ddl.notice(kept(ddl, row.text(0), row.text(1))));
        long privileges = ddl.sql.execute(
                "DELETE FROM mz_store.privilege WHERE grantee = $1 AND ($2 = '{}' OR grantor = ANY ($2::text[]))",
                roleId,
                grantors);
        long defaults =
                ddl.sql.execute("DELETE FROM mz_store.default_privilege WHERE role_id = $1 OR grantee = $1", roleId);
        if (privileges + defaults > 0) {
            ddl.changed();
        }
    }

    private static Diagnostic kept(DdlContext ddl, String kind, String id) {
        return PrivilegeDdl.nothingRevoked(
                switch (kind) {
                    case "database" -> ddl.names.databaseById(id);
                    case "schema" -> ddl.names.schemaById(id);
                    case "cluster" -> ddl.names.clusterById(id);
                    case "item" -> ddl.names.itemById(id);
                    // The only other kind is the system as a whole.
                    default -> null;
                });
    }

    /**
     * Refuses to drop objects that objects of other roles depend on.
     *
     * @throws SqlError 2BP01 that names them
     */
    static void requireNothingElse(DdlContext ddl, List<CatalogEntry> named, List<CatalogEntry.Item> closure) {
        Set<String> ids = named.stream()
                .filter(CatalogEntry.Item.class::isInstance)
                .map(CatalogEntry::id)
                .collect(Collectors.toSet());
        List<String> others = closure.stream()
                .filter(item -> !ids.contains(item.id()))
                .map(item -> item.kind().sql() + " " + item.fullName())
                .toList();
        if (!others.isEmpty()) {
            throw new SqlError(
                    Diagnostic.error("2BP01", "cannot drop desired objects because other objects depend on them")
                            .withDetail(String.join("\n", others))
                            .withHint("Use DROP ... CASCADE to drop the dependent objects too."));
        }
    }
}
