package dev.verdigris.core.guard;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Owned;
import dev.verdigris.core.catalog.Rights;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.access.Acl;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.guard.rights.LostPrivileges;
import dev.verdigris.core.guard.rights.ViewOwnerPrivileges;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Subject;
import dev.verdigris.core.sql.Ddl;
import dev.verdigris.core.sql.Messages;

/**
 * Finds the roles that would lose a privilege through the swap. The effective privileges count: a grant to PUBLIC, or
 * to a role that contains the role, replaces a grant to the role itself. A grant on a view is worth as much as the
 * privileges of the view's owner on the relations that the view reads. System roles are left out, because nobody may
 * grant privileges to them.
 */
final class AccessParity {

    private AccessParity() {}

    static List<Problem> problems(CatalogSnapshot catalog, ResolvedPairs sides) {
        List<Problem> problems = aroundObjects(catalog, sides);
        for (Item live : sides.itemsOf(Side.LIVE)) {
            sides.counterpartOf(live)
                    .ifPresent(counterpart -> problems.addAll(lost(
                            catalog,
                            LostPrivileges.grantable(live, counterpart.kind()),
                            counterpart,
                            catalog.targetOf(live),
                            catalog.targetOf(counterpart))));
        }
        return problems;
    }

    /** Those on schemas and clusters, and those of the owners of views, which no comparison of two objects shows. */
    static List<Problem> aroundObjects(CatalogSnapshot catalog, ResolvedPairs sides) {
        List<Problem> problems = new ArrayList<>();
        for (ResolvedPairs.Resolved each : sides.all()) {
            if (each.live().isPresent() && each.suffixed().isPresent()) {
                Acl before = each.live().get().acl();
                problems.addAll(lost(
                        catalog,
                        before,
                        each.suffixed().get(),
                        each.names().live(),
                        each.names().suffixed()));
            }
        }
        owners(catalog, sides, problems);
        return problems;
    }

    /**
     * Privileges that owners of staged views lack and that the owners of the live views have: every reader depends on
     * them.
     */
    private static void owners(CatalogSnapshot catalog, ResolvedPairs sides, List<Problem> problems) {
        List<Item> today = sides.itemsOf(Side.LIVE).stream()
                .filter(live -> sides.counterpartOf(live).isPresent())
                .toList();
        Set<List<Object>> known = new HashSet<>();
        for (ViewOwnerPrivileges.Lack lack : ViewOwnerPrivileges.of(catalog, today)) {
            known.add(List.of(lack.owner(), lack.privilege(), lack.target()));
        }
        List<Item> counterparts = today.stream()
                .map(sides::counterpartOf)
                .flatMap(Optional::stream)
                .toList();
        for (ViewOwnerPrivileges.Lack lack : ViewOwnerPrivileges.of(catalog, counterparts)) {
            if (!known.contains(List.of(lack.owner(), lack.privilege(), sides.liveCounterpartOf(lack.target())))) {
                String view = Messages.of(catalog, lack.view());
                problems.add(new Problem(
                        ProblemCode.LOST_ACCESS,
                        "nobody could read " + view + ", because its owner " + catalog.nameOf(lack.owner()) + " lacks "
                                + lack.privilege() + " on " + lack.where(),
                        view,
                        lost(
                                catalog,
                                lack.grantor(),
                                lack.grant(),
                                Messages.access(catalog, Messages.subject(catalog, lack.view()), lack.owner()))));
            }
        }
    }

    private static Fix lost(CatalogSnapshot catalog, RoleId grantor, String grant, Subject subject) {
        return Fix.choice(
                Fix.either("grant it", Rights.of(catalog).owns(grantor) ? Fix.alone(grant) : Fix.bySuperuser(grant)),
                Fix.accept(ProblemCode.LOST_ACCESS, subject, "promote although the access is lost"));
    }

    private static List<Problem> lost(
            CatalogSnapshot catalog, Acl before, Owned after, Target live, Target counterpart) {
        List<Problem> problems = new ArrayList<>();
        LostPrivileges.of(catalog, before, after.acl()).forEach((role, lost) -> {
            String names = lost.stream().map(Privilege::name).collect(Collectors.joining(", "));
            problems.add(new Problem(
                    ProblemCode.LOST_ACCESS,
                    catalog.nameOf(role) + " would lose " + names + " on " + live,
                    live.toString(),
                    lost(
                            catalog,
                            after.owner(),
                            Ddl.grant(counterpart, lost, Messages.grantee(catalog, role)),
                            Messages.access(catalog, Messages.subject(live), role))));
        });
        return problems;
    }
}
