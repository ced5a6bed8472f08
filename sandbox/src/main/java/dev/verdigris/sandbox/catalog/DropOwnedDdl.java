package dev.verdigris.sandbox.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.verdigris.sandbox.backend.CatalogTransaction.Row;
import dev.verdigris.sandbox.error.SqlFailure;
import dev.verdigris.sandbox.statement.ObjectKind;
import dev.verdigris.sandbox.statement.Quoting;
import dev.verdigris.sandbox.statement.RoleStatement;

/** DROP OWNED: what roles own goes, and what was granted to them is revoked (Materialize docs: sql/drop-owned). */
final class DropOwnedDdl {

    private final DdlRun run;
    private final RoleStatement.DropOwned statement;
    private final List<String> roles;

    private DropOwnedDdl(DdlRun run, RoleStatement.DropOwned statement, List<String> roles) {
        this.run = run;
        this.statement = statement;
        this.roles = roles;
    }

    static void run(DdlRun run, RoleStatement.DropOwned statement) {
        List<String> roles = statement.roles().stream()
                .map(run.names::role)
                .map(RoleDdl::demandAssignable)
                .map(Stored.Role::id)
                .toList();
        run.access.check(Requirements.memberOf(roles));
        new DropOwnedDdl(run, statement, roles).drop();
    }

    private void drop() {
        List<Stored> owned = new ArrayList<>();
        roles.forEach(role -> owned.addAll(OwnerDdl.owned(run, role)));
        if (owned.stream().anyMatch(Stored.Database.class::isInstance)) {
            throw SqlFailure.unsupported(statement.sql());
        }
        if (!statement.cascade()) {
            owned.forEach(this::demandUnusedByOthers);
        }
        DropDdl.dropAll(run, owned);
        roles.forEach(this::revoke);
    }

    /** Without CASCADE only what these roles own may go; indexes never stand in the way. */
    private void demandUnusedByOthers(Stored object) {
        DropSet set = new DropSet(run);
        set.add(DropDdl.contents(run, object));
        String users = set.ids().stream()
                .map(run.names::findItemById)
                .flatMap(Optional::stream)
                .filter(item -> item.kind() != ObjectKind.INDEX && !roles.contains(item.ownerId()))
                .map(item -> item.kind().words() + " " + Quoting.identifier(run.names.shortName(item)))
                .collect(Collectors.joining(", "));
        if (!users.isEmpty()) {
            throw DropDdl.stillUsed(object.kind().words() + " " + Quoting.identifier(object.name()), users);
        }
    }

    private void revoke(String role) {
        run.sql
                .query(
                        "DELETE FROM mz_store.privilege WHERE grantee = $1"
                                + " RETURNING object_kind, object_id, grantee, grantor, letters",
                        role)
                .forEach(this::revoked);
        run.sql
                .query(
                        "DELETE FROM mz_store.default_privilege WHERE role_id = $1 OR grantee = $1"
                                + " RETURNING object_type, role_id, database_id, schema_id, grantee, letters",
                        role)
                .forEach(row -> {
                    run.audit.defaultPrivilege(
                            false,
                            ObjectKind.ofCatalogName(row.text(0)),
                            row.text(1),
                            row.nullable(2),
                            row.nullable(3),
                            row.text(4),
                            row.text(5));
                    run.changed();
                });
    }

    private void revoked(Row row) {
        boolean item = row.text(0).equals("item");
        run.audit.write(
                "revoke",
                item ? run.names.itemById(row.text(1)).kind().auditName() : row.text(0),
                Json.object()
                        .put("object_id", objectId(row))
                        .put("grantee_id", row.text(2))
                        .put("grantor_id", row.text(3))
                        .put("privileges", row.text(4)));
        run.changed();
    }

    /** Schemas are told with their database; the system has a name instead of an id. */
    private String objectId(Row row) {
        return switch (row.text(0)) {
            case "schema" -> AuditLog.typedId(run.names.schemaById(row.text(1)));
            case "system" -> "SYSTEM";
            default -> row.text(1);
        };
    }
}
