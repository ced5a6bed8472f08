package dev.verdigris.core.guard.rights;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Rights;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.access.Acl;
import dev.verdigris.core.catalog.access.AclItem;
import dev.verdigris.core.catalog.access.DefaultPrivilege;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.deployment.ResolvedPairs.Resolved;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Subject;
import dev.verdigris.core.sql.Ddl;
import dev.verdigris.core.sql.Messages;
import dev.verdigris.core.step.DefaultStep;
import dev.verdigris.core.step.Grantee;

/**
 * Finds the default privileges of a schema that the swap would take away or bring. They decide what roles may do with
 * objects that are created in the schema later. A default privilege of the database or of all schemas counts as well.
 */
final class DefaultAccess {

    private final CatalogSnapshot catalog;
    private final List<Problem> problems = new ArrayList<>();

    private DefaultAccess(CatalogSnapshot catalog) {
        this.catalog = catalog;
    }

    /** What roles would no longer get by default, and what they would newly get. */
    static List<Problem> problems(CatalogSnapshot catalog, ResolvedPairs pairs) {
        DefaultAccess access = new DefaultAccess(catalog);
        for (Resolved pair : pairs.all()) {
            if (pair.live().orElse(null) instanceof Schema live
                    && pair.suffixed().orElse(null) instanceof Schema staged) {
                access.compare(live, staged, ProblemCode.LOST_ACCESS, live, staged);
                access.compare(staged, live, ProblemCode.GAINED_ACCESS, live, staged);
            }
        }
        return List.copyOf(access.problems);
    }

    /** Adds what {@code one} has and {@code other} does not have. */
    private void compare(Schema one, Schema other, ProblemCode code, Schema live, Schema staged) {
        for (DefaultPrivilege row : catalog.defaultPrivilegesIn(one.id())) {
            Set<Privilege> differ = EnumSet.copyOf(row.privileges());
            Acl others = applicable(row, other);
            differ.removeIf(privilege -> catalog.allows(others, row.grantee(), privilege));
            if (isOfUsers(row) && !differ.isEmpty()) {
                problems.add(problem(row, differ, code, live, staged));
            }
        }
    }

    private static boolean isOfUsers(DefaultPrivilege row) {
        return (row.grantee().isPublic() || row.grantee().isUser())
                && (row.creator().isPublic() || row.creator().isUser());
    }

    /** The grants on a later object of the same kind and creator in a schema. */
    private Acl applicable(DefaultPrivilege row, Schema schema) {
        return new Acl(catalog.defaultPrivileges().stream()
                .filter(each -> each.kind() == row.kind())
                .filter(each -> each.appliesTo(row.creator(), schema.database(), schema.id()))
                .map(each -> new AclItem(each.grantee(), each.privileges(), each.creator()))
                .toList());
    }

    private Problem problem(DefaultPrivilege row, Set<Privilege> differ, ProblemCode code, Schema live, Schema staged) {
        boolean lost = code == ProblemCode.LOST_ACCESS;
        Target target = new Target.OfSchema(catalog.nameOf(live));
        String later = differ.stream().map(Privilege::name).collect(Collectors.joining(", ")) + " on later "
                + row.kind().sql().toLowerCase(Locale.ROOT) + " of "
                + (row.creator().isPublic() ? "all roles" : catalog.nameOf(row.creator())) + " in " + target;
        return new Problem(
                code,
                catalog.nameOf(row.grantee()) + (lost ? " would no longer get " : " would get ") + later,
                target.toString(),
                Fix.carefully(
                        Fix.either(
                                lost ? "grant it by default" : "take it back on the staged side",
                                statement(row, differ, code, catalog.nameOf(staged))),
                        Fix.accept(
                                code,
                                Messages.access(catalog, subject(live, row), row.grantee()),
                                lost ? "promote although the access is lost" : "promote with the new access")));
    }

    /** The later objects of a kind. No object can have this name, because it has one part more. */
    private Subject subject(Schema live, DefaultPrivilege row) {
        return Subject.of(catalog.nameOf(live))
                .and(Identifier.of("later"), Identifier.of(row.kind().sql().toLowerCase(Locale.ROOT)));
    }

    private Fix statement(DefaultPrivilege row, Set<Privilege> privileges, ProblemCode code, SchemaName staged) {
        Grantee creator = Messages.grantee(catalog, row.creator());
        Grantee grantee = Messages.grantee(catalog, row.grantee());
        String grant = Ddl.byDefault(new DefaultStep.GrantByDefault(staged, creator, row.kind(), grantee, privileges));
        String revoke =
                Ddl.byDefault(new DefaultStep.RevokeByDefault(staged, creator, row.kind(), grantee, privileges));
        Fix.Statement statement = code == ProblemCode.LOST_ACCESS
                ? Fix.Statement.of(grant)
                : new Fix.Statement(revoke, Optional.empty(), List.of(grant));
        return new Fix.Sql(List.of(mayChange(row) ? statement.alone() : statement.bySuperuser()));
    }

    /** Only a superuser changes what holds for all roles. */
    private boolean mayChange(DefaultPrivilege row) {
        Rights rights = Rights.of(catalog);
        return row.creator().isPublic() ? rights.unlimited() : rights.isMemberOf(row.creator());
    }
}
