package dev.verdigris.core.plan;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.catalog.access.Acl;
import dev.verdigris.core.catalog.access.AclItem;
import dev.verdigris.core.catalog.access.DefaultPrivilege;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.catalog.id.RoleId;
import dev.verdigris.core.environment.ClusterPair;
import dev.verdigris.core.environment.SchemaPair;
import dev.verdigris.core.sql.Messages;
import dev.verdigris.core.step.Step;
import dev.verdigris.core.step.Target;

/**
 * The steps that copy owner, grants, comment and default privileges to a counterpart. The owner comes first, because changing
 * it rewrites the grants. System roles are left alone: nobody may give or grant anything to them.
 */
final class CopySteps {

    private CopySteps() {}

    static void schema(PlanBuilder draft, Schema live, SchemaPair pair) {
        Target target = new Target.OfSchema(pair.suffixed());
        Schema counterpart = draft.catalog().schema(pair.suffixed()).orElseThrow();
        owner(draft, target, "schema " + pair.live(), live.owner(), counterpart.owner());
        counterpart = draft.catalog().schema(pair.suffixed()).orElseThrow();
        grants(draft, target, "schema " + pair.live(), live.acl(), counterpart.acl(), counterpart.owner());
        comment(draft, target, "schema " + pair.live(), live.id(), counterpart.id());
        defaultPrivileges(draft, live, counterpart, pair);
    }

    static void cluster(PlanBuilder draft, Cluster live, ClusterPair pair) {
        Target target = new Target.OfCluster(pair.suffixed());
        Cluster counterpart = draft.catalog().cluster(pair.suffixed()).orElseThrow();
        owner(draft, target, "cluster " + pair.live(), live.owner(), counterpart.owner());
        counterpart = draft.catalog().cluster(pair.suffixed()).orElseThrow();
        grants(draft, target, "cluster " + pair.live(), live.acl(), counterpart.acl(), counterpart.owner());
        comment(draft, target, "cluster " + pair.live(), live.id(), counterpart.id());
    }

    private static void owner(PlanBuilder draft, Target target, String live, RoleId wanted, RoleId present) {
        if (wanted.equals(present)) {
            return;
        }
        CatalogSnapshot catalog = draft.catalog();
        if (wanted.isUser()) {
            draft.add(
                    new Step.ChangeOwner(target, Messages.roleName(catalog, wanted)),
                    live + " belongs to " + catalog.nameOf(wanted));
        } else {
            draft.note(capital(live) + " belongs to the system role " + catalog.nameOf(wanted)
                    + "; after the swap it will belong to " + catalog.nameOf(present) + ".");
        }
    }

    private static void grants(PlanBuilder draft, Target target, String live, Acl wanted, Acl present, RoleId owner) {
        CatalogSnapshot catalog = draft.catalog();
        for (Map.Entry<RoleId, Set<Privilege>> entry : wanted.byGrantee().entrySet()) {
            RoleId role = entry.getKey();
            Set<Privilege> missing = EnumSet.copyOf(entry.getValue());
            missing.removeAll(present.granted(role));
            if (isGrantable(role) && !missing.isEmpty()) {
                draft.add(
                        new Step.Grant(target, missing, Messages.grantee(catalog, role)),
                        live + " grants it to " + catalog.nameOf(role));
            }
        }
        for (AclItem item : present.items()) {
            RoleId role = item.grantee();
            Set<Privilege> excess = EnumSet.copyOf(item.privileges());
            excess.removeAll(wanted.granted(role));
            boolean revocable =
                    isGrantable(role) && !role.equals(owner) && item.grantor().equals(owner);
            if (revocable && !excess.isEmpty()) {
                draft.add(
                        new Step.Revoke(target, excess, Messages.grantee(catalog, role)),
                        live + " does not grant it to " + catalog.nameOf(role));
            }
        }
    }

    private static boolean isGrantable(RoleId role) {
        return role.isPublic() || role.isUser();
    }

    private static void comment(PlanBuilder draft, Target target, String live, CatalogId from, CatalogId to) {
        CatalogSnapshot catalog = draft.catalog();
        catalog.comment(from)
                .filter(text -> !catalog.comment(to).filter(text::equals).isPresent())
                .ifPresent(text -> draft.add(new Step.WriteComment(target, text), live + " has this comment"));
    }

    private static void defaultPrivileges(PlanBuilder draft, Schema live, Schema counterpart, SchemaPair pair) {
        CatalogSnapshot catalog = draft.catalog();
        for (DefaultPrivilege row : catalog.defaultPrivilegesIn(live.id())) {
            Set<Privilege> missing = EnumSet.copyOf(row.privileges());
            catalog.defaultPrivilegesIn(counterpart.id()).stream()
                    .filter(other -> other.creator().equals(row.creator())
                            && other.kind() == row.kind()
                            && other.grantee().equals(row.grantee()))
                    .forEach(other -> missing.removeAll(other.privileges()));
            if (isGrantable(row.grantee()) && isGrantable(row.creator()) && !missing.isEmpty()) {
                draft.add(
                        new Step.GrantByDefault(
                                pair.suffixed(),
                                Messages.grantee(catalog, row.creator()),
                                row.kind(),
                                Messages.grantee(catalog, row.grantee()),
                                missing),
                        "schema " + pair.live() + " grants it by default to " + catalog.nameOf(row.grantee()));
            }
        }
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
