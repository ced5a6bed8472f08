package dev.verdigris.sandbox.catalog.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.verdigris.sandbox.catalog.access.Requirements;
import dev.verdigris.sandbox.catalog.context.DdlRun;
import dev.verdigris.sandbox.catalog.store.Stored;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlFailure;
import dev.verdigris.sandbox.statement.ast.RoleStatement;

/** DROP OWNED: what roles own goes, and what was granted to them is taken back. */
final class OwnedDdl {

    private OwnedDdl() {}

    static void drop(DdlRun run, RoleStatement.DropOwned statement) {
        List<Stored.Role> roles = statement.roles().stream()
                .map(run.names::role)
                .map(RoleDdl::demandAssignable)
                .toList();
        run.access.check(
                Requirements.memberOf(roles.stream().map(Stored.Role::id).toList()));
        List<Stored> owned = new ArrayList<>();
        roles.forEach(role -> owned.addAll(OwnerDdl.owned(run, role.id())));
        new DropDdl(run, statement.cascade()).dropAll(owned);
        roles.forEach(role -> takeBack(run, role.id()));
    }

    /** Takes privileges back, and with them the defaults that would give new ones. */
    private static void takeBack(DdlRun run, String roleId) {
        long privileges = run.sql.execute("DELETE FROM mz_store.privilege WHERE grantee = $1", roleId);
        long defaults =
                run.sql.execute("DELETE FROM mz_store.default_privilege WHERE role_id = $1 OR grantee = $1", roleId);
        if (privileges + defaults > 0) {
            run.changed();
        }
    }

    /**
     * Refuses to drop what others' objects depend on.
     *
     * @throws SqlFailure 2BP01 that names them
     */
    static void demandNothingElse(DdlRun run, List<Stored> named, List<Stored.Item> closure) {
        Set<String> ids = named.stream()
                .filter(Stored.Item.class::isInstance)
                .map(Stored::id)
                .collect(Collectors.toSet());
        List<String> others = closure.stream()
                .filter(item -> !ids.contains(item.id()))
                .map(item -> item.kind().sql() + " " + item.fullName())
                .toList();
        if (!others.isEmpty()) {
            throw new SqlFailure(
                    Diagnostic.error("2BP01", "cannot drop desired objects because other objects depend on them")
                            .withDetail(String.join("\n", others))
                            .withHint("Use DROP ... CASCADE to drop the dependent objects too."));
        }
    }
}
