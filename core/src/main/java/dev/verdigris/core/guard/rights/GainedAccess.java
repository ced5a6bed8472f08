package dev.verdigris.core.guard.rights;

import java.util.ArrayList;
import java.util.EnumSet;
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
import dev.verdigris.core.catalog.access.AclItem;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs.Resolved;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.sql.Ddl;
import dev.verdigris.core.sql.Messages;
import dev.verdigris.core.step.Grantee;

/**
 * Finds the roles that would get a privilege through the swap that nobody has given them: by a default privilege of the
 * role that built the staged side, or by a grant on a staged object. The effective privileges count, as for lost ones.
 *
 * <p>What the model files grant is part of the new version. The privileges of an owner follow from its ownership
 * ({@link StagedOwners}). System roles are left out, because nobody may revoke privileges from them.
 */
public final class GainedAccess {

    private final CatalogSnapshot catalog;
    private final StatedGrants stated;
    private final List<Problem> problems = new ArrayList<>();

    private GainedAccess(CatalogSnapshot catalog, StatedGrants stated) {
        this.catalog = catalog;
        this.stated = stated;
    }

    /**
     * One problem for each role and each live schema, cluster and object on which it gets a privilege, and one for each
     * default privilege that differs. A rollback asks neither, because it gives the previous side back as it was.
     */
    public static List<Problem> problems(DeploymentView view) {
        GainedAccess gained = new GainedAccess(view.catalog(), StatedGrants.recorded(view));
        for (Resolved pair : view.pairs().all()) {
            if (pair.live().isPresent() && pair.suffixed().isPresent()) {
                gained.compare(
                        pair.live().get(),
                        pair.suffixed().get(),
                        pair.names().live(),
                        pair.names().suffixed());
            }
        }
        for (Item live : view.pairs().itemsOf(Side.LIVE)) {
            view.pairs()
                    .counterpartOf(live)
                    .ifPresent(staged -> gained.compare(
                            live, staged, gained.catalog.targetOf(live), gained.catalog.targetOf(staged)));
        }
        gained.problems.addAll(DefaultAccess.problems(view.catalog(), view.pairs()));
        return List.copyOf(gained.problems);
    }

    private void compare(Owned live, Owned staged, Target target, Target counterpart) {
        staged.acl().byGrantee().forEach((role, privileges) -> {
            Set<Privilege> gained = EnumSet.copyOf(privileges);
            gained.removeIf(privilege -> catalog.allows(live.acl(), role, privilege)
                    || staged instanceof Item item && stated.has(item, role, privilege));
            if ((role.isPublic() || role.isUser()) && !role.equals(staged.owner()) && !gained.isEmpty()) {
                String names = gained.stream().map(Privilege::name).collect(Collectors.joining(", "));
                problems.add(new Problem(
                        ProblemCode.GAINED_ACCESS,
                        catalog.nameOf(role) + " would get " + names + " on " + target,
                        target.toString(),
                        fix(staged, target, counterpart, role, gained)));
            }
        });
    }

    private Fix fix(Owned staged, Target target, Target counterpart, RoleId role, Set<Privilege> gained) {
        Grantee grantee = Messages.grantee(catalog, role);
        Fix.Statement revoke = new Fix.Statement(
                Ddl.revoke(counterpart, gained, grantee),
                Optional.empty(),
                List.of(Ddl.grant(counterpart, gained, grantee)));
        boolean able = Rights.of(catalog).owns(staged.owner());
        Fix.Alternative back = isOfOwner(staged.acl(), role, gained, staged.owner())
                ? Fix.either(
                        "take it back on the staged side",
                        new Fix.Sql(List.of(able ? revoke.alone() : revoke.bySuperuser())))
                : Fix.either("create the staged one again: it has a grant that its owner has not made, and no REVOKE"
                        + " takes that back");
        return Fix.carefully(
                back,
                Fix.accept(
                        ProblemCode.GAINED_ACCESS,
                        Messages.access(catalog, Messages.subject(target), role),
                        "promote with the new access"));
    }

    /** Whether a REVOKE takes all of it back. It only concerns the grants of the present owner. */
    private static boolean isOfOwner(Acl acl, RoleId role, Set<Privilege> gained, RoleId owner) {
        return acl.items().stream()
                .filter(item -> item.grantee().equals(role) && !item.grantor().equals(owner))
                .map(AclItem::privileges)
                .allMatch(privileges -> privileges.stream().noneMatch(gained::contains));
    }
}
