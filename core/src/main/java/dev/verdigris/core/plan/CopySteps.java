package dev.verdigris.core.plan;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Column;
import dev.verdigris.core.catalog.Comment;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.Owned;
import dev.verdigris.core.catalog.Rights;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.access.Acl;
import dev.verdigris.core.catalog.access.AclItem;
import dev.verdigris.core.catalog.access.DefaultPrivilege;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.catalog.id.CatalogId.SchemaId;
import dev.verdigris.core.deployment.DbtDeployment;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.sql.Messages;
import dev.verdigris.core.step.Existing;
import dev.verdigris.core.step.Step;

/**
 * The steps that copy owner, grants, comments and default privileges from a live schema, cluster or object to its
 * counterpart. The owner comes first, because a change of the owner rewrites the grants. System roles are left out: no
 * role may give or grant anything to them.
 */
final class CopySteps {

    private final PlanBuilder draft;
    private final CatalogSnapshot catalog;
    private final BiConsumer<Step, String> add;
    private final Target target;
    private final String liveName;
    private final Owned live;
    private final CatalogId id;
    private RoleId presentOwner;
    private Acl presentAcl;

    /**
     * Begins a copy.
     *
     * @param catalog the catalog before the copy, with both
     * @param add what a step and its reason are given to
     */
    private CopySteps(
            PlanBuilder draft, CatalogSnapshot catalog, BiConsumer<Step, String> add, Target live, Target target) {
        this.draft = draft;
        this.catalog = catalog;
        this.add = add;
        this.target = target;
        this.liveName = live.toString();
        this.live = Existing.of(catalog, live);
        Owned present = Existing.of(catalog, target);
        this.id = present.id();
        this.presentOwner = present.owner();
        this.presentAcl = present.acl();
    }

    static void schema(PlanBuilder draft, SchemaName live, SchemaName suffixed) {
        container(draft, new Target.OfSchema(live), new Target.OfSchema(suffixed));
        defaultPrivileges(draft, live, suffixed);
    }

    static void cluster(PlanBuilder draft, Identifier live, Identifier suffixed) {
        container(draft, new Target.OfCluster(live), new Target.OfCluster(suffixed));
    }

    /** Copies the properties that the model files do not give to the objects of the suffixed side. */
    static void items(PlanBuilder draft) {
        ResolvedPairs pairs = draft.view().pairs();
        List<PlannedStep> copies = new ArrayList<>();
        for (Item item : pairs.itemsOf(ResolvedPairs.Side.SUFFIXED)) {
            pairs.counterpartOf(item).ifPresent(live -> item(draft, copies, live, item));
        }
        draft.addCopies(copies);
    }

    /** Copies to one object, if both objects are of the same sort. */
    private static void item(PlanBuilder draft, List<PlannedStep> copies, Item live, Item counterpart) {
        boolean relations = live.kind().isRelation() && counterpart.kind().isRelation();
        boolean same = live.kind() == counterpart.kind() && live.kind() != ItemKind.OTHER;
        if (!relations && !same) {
            return;
        }
        CatalogSnapshot catalog = draft.catalog();
        Target.OfItem target = catalog.targetOf(counterpart);
        CopySteps copy = new CopySteps(
                draft,
                catalog,
                (step, reason) -> copies.add(new PlannedStep(step, reason)),
                catalog.targetOf(live),
                target);
        if (relations) {
            copy.ownerIfMember();
            copy.grants(
                    counterpart.kind() == ItemKind.TABLE
                            ? EnumSet.allOf(Privilege.class)
                            : EnumSet.of(Privilege.SELECT));
            copy.columnComments(live, counterpart, target);
        }
        if (catalog.comment(counterpart.id()).isEmpty()) {
            copy.comment();
        }
    }

    private static void container(PlanBuilder draft, Target live, Target target) {
        CopySteps copy = new CopySteps(draft, draft.catalog(), draft::add, live, target);
        copy.owner();
        copy.grants(EnumSet.allOf(Privilege.class));
        copy.revokes();
        copy.comment();
    }

    private void ownerIfMember() {
        if (!live.owner().isUser() || Rights.of(catalog).isMemberOf(live.owner())) {
            owner();
        } else {
            draft.note(target + " stays with " + catalog.nameOf(presentOwner)
                    + ", because the role in force is not a member of " + catalog.nameOf(live.owner())
                    + ", who owns its live counterpart");
        }
    }

    private void owner() {
        if (live.owner().equals(presentOwner)) {
            return;
        }
        if (live.owner().isUser()) {
            add.accept(
                    new Step.ChangeOwner(target, Messages.roleName(catalog, live.owner())),
                    liveName + " belongs to " + catalog.nameOf(live.owner()));
            presentAcl = presentAcl.reowned(presentOwner, live.owner());
            presentOwner = live.owner();
        } else {
            draft.note(capital(liveName) + " belongs to the system role " + catalog.nameOf(live.owner())
                    + "; after the swap it will belong to " + catalog.nameOf(presentOwner) + ".");
        }
    }

    private void grants(Set<Privilege> fitting) {
        for (Map.Entry<RoleId, Set<Privilege>> entry : live.acl().byGrantee().entrySet()) {
            RoleId role = entry.getKey();
            Set<Privilege> missing = EnumSet.copyOf(entry.getValue());
            missing.removeAll(presentAcl.granted(role));
            missing.retainAll(fitting);
            if (isGrantable(role) && !role.equals(presentOwner) && !missing.isEmpty()) {
                add.accept(
                        new Step.Grant(target, missing, Messages.grantee(catalog, role)),
                        liveName + " grants it to " + catalog.nameOf(role));
            }
        }
    }

    private void revokes() {
        for (AclItem item : presentAcl.items()) {
            RoleId role = item.grantee();
            Set<Privilege> excess = EnumSet.copyOf(item.privileges());
            excess.removeAll(live.acl().granted(role));
            boolean revocable = isGrantable(role)
                    && !role.equals(presentOwner)
                    && item.grantor().equals(presentOwner);
            if (revocable && !excess.isEmpty()) {
                add.accept(
                        new Step.Revoke(target, excess, Messages.grantee(catalog, role)),
                        liveName + " does not grant it to " + catalog.nameOf(role));
            }
        }
    }

    private static boolean isGrantable(RoleId role) {
        return role.isPublic() || role.isUser();
    }

    private void comment() {
        Optional<String> present = catalog.comment(id);
        catalog.comment(live.id())
                .filter(text -> DbtDeployment.of(text).isEmpty())
                .filter(text -> !present.filter(text::equals).isPresent())
                .ifPresent(text -> add.accept(new Step.WriteComment(target, text), liveName + " has this comment"));
    }

    /** Columns are compared by name, because a column may have another position in the new version. */
    private void columnComments(Item from, Item to, Target.OfItem relation) {
        Set<Integer> commented = new HashSet<>();
        for (Comment comment : catalog.comments()) {
            if (comment.target().equals(to.id())) {
                comment.column().ifPresent(commented::add);
            }
        }
        Map<Integer, Column> columns =
                catalog.columns(from.id()).stream().collect(Collectors.toMap(Column::position, column -> column));
        for (Comment comment : catalog.comments()) {
            if (comment.target().equals(from.id())) {
                comment.column()
                        .flatMap(position -> Optional.ofNullable(columns.get(position)))
                        .flatMap(column -> catalog.columnNamed(to.id(), column.name()))
                        .filter(column -> !commented.contains(column.position()))
                        .ifPresent(column -> add.accept(
                                new Step.WriteColumnComment(relation, column.name(), comment.text()),
                                liveName + " has this comment"));
            }
        }
    }

    private static void defaultPrivileges(PlanBuilder draft, SchemaName live, SchemaName suffixed) {
        CatalogSnapshot catalog = draft.catalog();
        SchemaId counterpart = catalog.schema(suffixed).orElseThrow().id();
        for (DefaultPrivilege row :
                catalog.defaultPrivilegesIn(catalog.schema(live).orElseThrow().id())) {
            Set<Privilege> missing = EnumSet.copyOf(row.privileges());
            catalog.defaultPrivilegesIn(counterpart).stream()
                    .filter(other -> other.creator().equals(row.creator())
                            && other.kind() == row.kind()
                            && other.grantee().equals(row.grantee()))
                    .forEach(other -> missing.removeAll(other.privileges()));
            if (isGrantable(row.grantee()) && isGrantable(row.creator()) && !missing.isEmpty()) {
                draft.add(
                        new Step.GrantByDefault(
                                suffixed,
                                Messages.grantee(catalog, row.creator()),
                                row.kind(),
                                Messages.grantee(catalog, row.grantee()),
                                missing),
                        "schema " + live + " grants it by default to " + catalog.nameOf(row.grantee()));
            }
        }
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
