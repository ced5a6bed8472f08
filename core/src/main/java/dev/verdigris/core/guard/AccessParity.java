package dev.verdigris.core.guard;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.access.Acl;
import dev.verdigris.core.catalog.access.AclItem;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.catalog.id.RoleId;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.guard.rights.ViewOwnerPrivileges;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.sql.Ddl;
import dev.verdigris.core.sql.Messages;
import dev.verdigris.core.step.Target;

/**
 * Finds the roles that would lose a privilege through the swap. The effective privileges count: a grant to PUBLIC, or
 * to a role that contains the role, replaces a grant to the role itself. A grant on a view is worth as much as the
 * privileges of the view's owner on the relations that the view reads. System roles are left out, because nobody may
 * grant privileges to them.
 */
final class AccessParity {

    private AccessParity() {}

    static List<Problem> check(CatalogSnapshot catalog, ResolvedPairs sides) {
        List<Problem> problems = new ArrayList<>();
        for (ResolvedPairs.Schemas each : sides.schemas()) {
            if (each.live().isPresent() && each.suffixed().isPresent()) {
                compare(
                        catalog,
                        each.live().get().acl(),
                        each.suffixed().get().acl(),
                        "schema " + each.pair().live(),
                        grant(catalog, new Target.OfSchema(each.pair().suffixed())),
                        problems);
            }
        }
        for (ResolvedPairs.Clusters each : sides.clusters()) {
            if (each.live().isPresent() && each.suffixed().isPresent()) {
                compare(
                        catalog,
                        each.live().get().acl(),
                        each.suffixed().get().acl(),
                        "cluster " + each.pair().live(),
                        grant(catalog, new Target.OfCluster(each.pair().suffixed())),
                        problems);
            }
        }
        for (Item live : sides.itemsOf(Side.LIVE)) {
            sides.counterpartOf(live)
                    .ifPresent(counterpart -> compare(
                            catalog,
                            grantable(live, counterpart),
                            counterpart.acl(),
                            Messages.of(catalog, live),
                            grant(catalog, new Target.OfItem(counterpart.kind(), catalog.nameOf(counterpart))),
                            problems));
        }
        owners(catalog, sides, problems);
        return problems;
    }

    private static BiFunction<RoleId, Set<Privilege>, String> grant(CatalogSnapshot catalog, Target target) {
        return (role, lost) -> Ddl.grant(target, lost, Messages.grantee(catalog, role));
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
                        Fix.sql(lack.grant())));
            }
        }
    }

    /**
     * The grants on the live object, without privileges that the counterpart's kind does not have: a view has no
     * INSERT.
     */
    private static Acl grantable(Item live, Item counterpart) {
        if (live.kind() == counterpart.kind()) {
            return live.acl();
        }
        return new Acl(live.acl().items().stream()
                .filter(item -> item.privileges().contains(Privilege.SELECT))
                .map(item -> new AclItem(item.grantee(), EnumSet.of(Privilege.SELECT), item.grantor()))
                .toList());
    }

    private static void compare(
            CatalogSnapshot catalog,
            Acl before,
            Acl after,
            String where,
            BiFunction<RoleId, Set<Privilege>, String> grant,
            List<Problem> problems) {
        for (Map.Entry<RoleId, Set<Privilege>> entry : before.byGrantee().entrySet()) {
            RoleId role = entry.getKey();
            if (!role.isPublic() && !role.isUser()) {
                continue;
            }
            Set<Privilege> lost = EnumSet.copyOf(entry.getValue());
            lost.removeIf(privilege -> catalog.allows(after, role, privilege));
            if (!lost.isEmpty()) {
                String privileges =
                        String.join(", ", lost.stream().map(Privilege::name).toList());
                problems.add(new Problem(
                        ProblemCode.LOST_ACCESS,
                        catalog.nameOf(role) + " would lose " + privileges + " on " + where,
                        where,
                        Fix.sql(grant.apply(role, lost))));
            }
        }
    }
}
