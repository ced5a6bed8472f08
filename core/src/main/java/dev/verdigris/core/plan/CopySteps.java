package dev.verdigris.core.plan;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import dev.verdigris.core.catalog.Acl;
import dev.verdigris.core.catalog.AclItem;
import dev.verdigris.core.catalog.CatalogId;
import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.DefaultPrivilege;
import dev.verdigris.core.catalog.Privilege;
import dev.verdigris.core.catalog.RoleId;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.environment.ClusterPair;
import dev.verdigris.core.environment.SchemaPair;
import dev.verdigris.core.guard.Wording;
import dev.verdigris.core.step.Step;
import dev.verdigris.core.step.Target;

/**
 * The steps that copy owner, grants, comment and default privileges to a twin. The owner comes first, because changing
 * it rewrites the grants. System roles are left alone: nobody may give or grant anything to them.
 */
final class CopySteps {

    private CopySteps() {}

    static void schema(Draft draft, Schema live, SchemaPair pair) {
        Target target = new Target.OfSchema(pair.suffixed());
        Schema twin = draft.catalog().schema(pair.suffixed()).orElseThrow();
        owner(draft, target, "schema " + pair.live(), live.owner(), twin.owner());
        twin = draft.catalog().schema(pair.suffixed()).orElseThrow();
        grants(draft, target, "schema " + pair.live(), live.acl(), twin.acl(), twin.owner());
        comment(draft, target, "schema " + pair.live(), live.id(), twin.id());
        defaultPrivileges(draft, live, twin, pair);
    }

    static void cluster(Draft draft, Cluster live, ClusterPair pair) {
        Target target = new Target.OfCluster(pair.suffixed());
        Cluster twin = draft.catalog().cluster(pair.suffixed()).orElseThrow();
        owner(draft, target, "cluster " + pair.live(), live.owner(), twin.owner());
        twin = draft.catalog().cluster(pair.suffixed()).orElseThrow();
        grants(draft, target, "cluster " + pair.live(), live.acl(), twin.acl(), twin.owner());
        comment(draft, target, "cluster " + pair.live(), live.id(), twin.id());
    }

    private static void owner(Draft draft, Target target, String live, RoleId wanted, RoleId present) {
        if (wanted.equals(present)) {
            return;
        }
        CatalogSnapshot catalog = draft.catalog();
        if (wanted.isUser()) {
            draft.add(
                    new Step.ChangeOwner(target, Wording.roleName(catalog, wanted)),
                    live + " belongs to " + catalog.nameOf(wanted));
        } else {
            draft.note(capital(live) + " belongs to the system role " + catalog.nameOf(wanted)
                    + "; after the swap it will belong to " + catalog.nameOf(present) + ".");
        }
    }

    private static void grants(Draft draft, Target target, String live, Acl wanted, Acl present, RoleId owner) {
        CatalogSnapshot catalog = draft.catalog();
        for (Map.Entry<RoleId, Set<Privilege>> entry : wanted.byGrantee().entrySet()) {
            RoleId role = entry.getKey();
            Set<Privilege> missing = EnumSet.copyOf(entry.getValue());
            missing.removeAll(present.granted(role));
            if (isGrantable(role) && !missing.isEmpty()) {
                draft.add(
                        new Step.Grant(target, missing, Wording.grantee(catalog, role)),
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
                        new Step.Revoke(target, excess, Wording.grantee(catalog, role)),
                        live + " does not grant it to " + catalog.nameOf(role));
            }
        }
    }

    private static boolean isGrantable(RoleId role) {
        return role.isPublic() || role.isUser();
    }

    private static void comment(Draft draft, Target target, String live, CatalogId from, CatalogId to) {
        CatalogSnapshot catalog = draft.catalog();
        catalog.comment(from)
                .filter(text -> !catalog.comment(to).filter(text::equals).isPresent())
                .ifPresent(text -> draft.add(new Step.WriteComment(target, text), live + " has this comment"));
    }

    private static void defaultPrivileges(Draft draft, Schema live, Schema twin, SchemaPair pair) {
        CatalogSnapshot catalog = draft.catalog();
        for (DefaultPrivilege row : catalog.defaultPrivilegesIn(live.id())) {
            Set<Privilege> missing = EnumSet.copyOf(row.privileges());
            catalog.defaultPrivilegesIn(twin.id()).stream()
                    .filter(other -> other.creator().equals(row.creator())
                            && other.kind() == row.kind()
                            && other.grantee().equals(row.grantee()))
                    .forEach(other -> missing.removeAll(other.privileges()));
            if (isGrantable(row.grantee()) && isGrantable(row.creator()) && !missing.isEmpty()) {
                draft.add(
                        new Step.GrantByDefault(
                                pair.suffixed(),
                                Wording.grantee(catalog, row.creator()),
                                row.kind(),
                                Wording.grantee(catalog, row.grantee()),
                                missing),
                        "schema " + pair.live() + " grants it by default to " + catalog.nameOf(row.grantee()));
            }
        }
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
