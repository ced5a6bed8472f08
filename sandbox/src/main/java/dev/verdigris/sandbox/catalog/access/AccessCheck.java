package dev.verdigris.sandbox.catalog.access;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.verdigris.sandbox.backend.CatalogTransaction;
import dev.verdigris.sandbox.catalog.store.CatalogEntry;
import dev.verdigris.sandbox.catalog.store.NameResolver;
import dev.verdigris.sandbox.catalog.store.TextArrays;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.request.SessionContext;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.Quoting;

/**
 * Checks {@link Requirements} in Materialize's order: usage of the named objects, membership, ownership, privileges,
 * superuser. It checks nothing for superusers, or while privileges are not checked.
 */
public final class AccessCheck {

    private static final String DENIED = "42501";

    private final CatalogTransaction sql;
    private final SessionContext context;
    private final NameResolver names;

    /** A check for the role of one session. */
    public AccessCheck(CatalogTransaction sql, SessionContext context, NameResolver names) {
        this.sql = sql;
        this.context = context;
        this.names = names;
    }

    /** Whether ownership and privileges apply to this session. */
    public boolean isBound() {
        return context.rbacEnabled() && !context.superuser();
    }

    /**
     * Lets the statement pass.
     *
     * @throws SqlError 42501 for the first class of requirement that is not met
     */
    public void require(Requirements needs) {
        if (!isBound()) {
            return;
        }
        Set<String> held = rolesOf(context.roleId());
        needs.usages().forEach(usage -> require(usage, context.roleId(), held));
        memberships(needs, held);
        ownerships(needs, held);
        needs.privileges().forEach(privilege -> require(privilege, context.roleId(), held));
        needs.readings().forEach(relation -> requireReading(relation, context.roleId()));
        String action = needs.superuserAction();
        if (action != null) {
            throw denied("permission denied to " + action, "You must be a superuser to " + action);
        }
    }

    private void memberships(Requirements needs, Set<String> held) {
        List<String> missing = needs.memberships().stream()
                .filter(role -> !held.contains(role))
                .map(names::roleName)
                .map(Quoting::identifier)
                .toList();
        if (!missing.isEmpty()) {
            throw SqlError.of(DENIED, "must be a member of " + String.join(", ", missing));
        }
    }

    private void ownerships(Requirements needs, Set<String> held) {
        String missing = needs.ownerships().stream()
                .filter(object -> !held.contains(object.ownerId()))
                .map(object -> object.kind().sql() + " " + object.fullName())
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw SqlError.of(DENIED, "must be owner of " + missing);
        }
    }

    private void require(Requirements.Privilege privilege, String role, Set<String> held) {
        if (holds(privilege, held)) {
            return;
        }
        ObjectKind kind = privilege.kind();
        String object = kind == null ? "SYSTEM" : kind.sql() + " " + Quoting.identifier(privilege.name());
        throw denied(
                "permission denied for " + object,
                "The '" + names.roleName(role) + "' role needs " + privilege.word() + " privileges on " + object);
    }

    private boolean holds(Requirements.Privilege privilege, Set<String> held) {
        if (privilege.storeKind().equals("schema") && !privilege.objectId().startsWith("u")) {
            return privilege.word().equals("USAGE");
        }
        return !sql.query(
                        "SELECT FROM mz_store.privilege WHERE object_kind = $1 AND object_id = $2"
                                + " AND (grantee = 'p' OR grantee = ANY ($3::text[])) AND strpos(letters, $4) > 0",
                        privilege.storeKind(),
                        privilege.objectId(),
                        TextArrays.of(held),
                        PrivilegeLetters.of(List.of(privilege.word())))
                .isEmpty();
    }

    /** Requires SELECT on a relation. The owner of a view needs it on the relations that the view reads. */
    private void requireReading(CatalogEntry.Item relation, String role) {
        Set<String> held = rolesOf(role);
        require(Requirements.on(relation.schema(), "USAGE"), role, held);
        require(Requirements.on(relation, "SELECT"), role, held);
        if (relation.kind() == ObjectKind.VIEW) {
            names
                    .items(
                            "i.id IN (SELECT referenced_id FROM mz_store.dependency WHERE object_id = $1)",
                            relation.id())
                    .stream()
                    .filter(CatalogEntry.Item::isRelation)
                    .forEach(input -> requireReading(input, relation.ownerId()));
        }
    }

    /** The roles whose grants the session may take back; empty for all of them. */
    public Set<String> actsAs() {
        return isBound() ? rolesOf(context.roleId()) : Set.of();
    }

    /** The role and all roles that it is a member of, directly or indirectly. */
    public Set<String> rolesOf(String roleId) {
        return sql.query("""
                        WITH RECURSIVE held(id) AS (
                            SELECT $1::text
                            UNION SELECT m.role_id FROM mz_store.role_member m JOIN held ON m.member_id = held.id
                        )
                        SELECT id FROM held
                        """, roleId).stream().map(row -> row.text(0)).collect(Collectors.toUnmodifiableSet());
    }

    private static SqlError denied(String message, String detail) {
        return new SqlError(Diagnostic.error(DENIED, message).withDetail(detail));
    }
}
