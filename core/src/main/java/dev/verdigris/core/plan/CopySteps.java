package dev.verdigris.core.plan;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Column;
import dev.verdigris.core.catalog.Comment;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.Owned;
import dev.verdigris.core.catalog.Rights;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.access.Acl;
import dev.verdigris.core.catalog.access.AclItem;
import dev.verdigris.core.catalog.access.DefaultPrivilege;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.deployment.DbtDeployment;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.environment.Pair;
import dev.verdigris.core.guard.rights.StatedGrants;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.sql.Messages;
import dev.verdigris.core.step.DefaultStep;
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
        missingDefaults(draft, live, suffixed, draft::add);
        surplusDefaults(draft, live, suffixed);
    }

    static void cluster(PlanBuilder draft, Identifier live, Identifier suffixed) {
        container(draft, new Target.OfCluster(live), new Target.OfCluster(suffixed));
    }

    /**
     * Copies what schemas and clusters of the suffixed side lack, as far as this role may give it, and the properties
     * that the model files do not give to objects. Grants that only a schema or cluster of the suffixed side has are
     * left alone, because a builder may need them.
     *
     * @param stated what the model files grant. Of what the live side does not grant, the rest is taken back. If the
     *     files are not known, only what a default privilege has given
     */
    static void side(PlanBuilder draft, StatedGrants stated) {
        ResolvedPairs pairs = draft.view().pairs();
        pairs.all().stream()
                .filter(pair -> pair.live().isPresent() && pair.suffixed().isPresent())
                .map(ResolvedPairs.Resolved::names)
                .forEach(names -> missing(draft, names));
        List<PlannedStep> copies = new ArrayList<>();
        for (Item item : pairs.itemsOf(ResolvedPairs.Side.SUFFIXED)) {
            pairs.counterpartOf(item).ifPresent(live -> item(draft, copies, live, item, stated));
        }
        draft.addCopies(copies);
    }

    /** Copies to one object, if both objects are of the same sort. */
    private static void item(
            PlanBuilder draft, List<PlannedStep> copies, Item live, Item counterpart, StatedGrants stated) {
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
        if (!counterpart.kind().privileges().isEmpty()) {
            copy.surplus(counterpart, stated);
            copy.ownerIfMember();
            copy.grants(counterpart.kind().privileges());
        }
        if (relations) {
            copy.columnComments(live, counterpart, target);
        }
        if (catalog.comment(counterpart.id()).isEmpty()) {
            copy.comment();
        }
    }

    private static void missing(PlanBuilder draft, Pair names) {
        CopySteps copy = new CopySteps(draft, draft.catalog(), draft::addIfAllowed, names.live(), names.suffixed());
        if (copy.mayOwn()) {
            copy.owner();
        }
        copy.grants(EnumSet.allOf(Privilege.class));
        if (names.live() instanceof Target.OfSchema live && names.suffixed() instanceof Target.OfSchema suffixed) {
            missingDefaults(draft, live.name(), suffixed.name(), draft::addIfAllowed);
        }
    }

    private static void container(PlanBuilder draft, Target live, Target target) {
        CopySteps copy = new CopySteps(draft, draft.catalog(), draft::add, live, target);
        copy.owner();
        copy.grants(EnumSet.allOf(Privilege.class));
        copy.revokes("does not grant it to", (role, privilege) -> true);
        copy.comment();
    }

    /**
     * Takes back what the live object does not grant. This comes before the change of the owner, because the default
     * privileges of the creator explain the grants.
     */
    private void surplus(Item counterpart, StatedGrants stated) {
        revokes(
                stated.complete()
                        ? "does not grant it, and no model file does, to"
                        : "does not grant it, and a default privilege does, to",
                (role, privilege) -> !stated.has(counterpart, role, privilege)
                        && (stated.complete() || isByDefault(counterpart, role, privilege)));
    }

    private boolean isByDefault(Item counterpart, RoleId role, Privilege privilege) {
        Schema schema = catalog.schema(counterpart.schema()).orElseThrow();
        return catalog.defaultPrivileges().stream()
                .filter(row -> counterpart.kind().byDefault().equals(Optional.of(row.kind())))
                .filter(row -> row.appliesTo(presentOwner, schema.database(), schema.id()))
                .anyMatch(row -> row.grantee().equals(role) && row.privileges().contains(privilege));
    }

    private boolean mayOwn() {
        return live.owner().isUser()
                && draft.lacking(new Step.ChangeOwner(target, Messages.roleName(catalog, live.owner())))
                        .isEmpty();
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

    /**
     * Takes back what the live one does not grant.
     *
     * @param words why, before the name of the role
     * @param surplus whether it may be taken back
     */
    private void revokes(String words, BiPredicate<RoleId, Privilege> surplus) {
        for (AclItem item : presentAcl.items()) {
            RoleId role = item.grantee();
            Set<Privilege> excess = EnumSet.copyOf(item.privileges());
            excess.removeAll(live.acl().granted(role));
            boolean revocable = isGrantable(role)
                    && !role.equals(presentOwner)
                    && !role.equals(live.owner())
                    && item.grantor().equals(presentOwner);
            excess.removeIf(privilege -> !revocable || !surplus.test(role, privilege));
            if (!excess.isEmpty()) {
                add.accept(
                        new Step.Revoke(target, excess, Messages.grantee(catalog, role)),
                        liveName + " " + words + " " + catalog.nameOf(role));
                presentAcl = presentAcl.minus(role, excess, presentOwner);
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

    private static void missingDefaults(
            PlanBuilder draft, SchemaName live, SchemaName suffixed, BiConsumer<Step, String> add) {
        CatalogSnapshot catalog = draft.catalog();
        List<DefaultPrivilege> present = byDefault(catalog, suffixed);
        for (DefaultPrivilege row : byDefault(catalog, live)) {
            Set<Privilege> missing = differing(row, present);
            if (!missing.isEmpty()) {
                add.accept(
                        new DefaultStep.GrantByDefault(
                                suffixed,
                                Messages.grantee(catalog, row.creator()),
                                row.kind(),
                                Messages.grantee(catalog, row.grantee()),
                                missing),
                        "schema " + live + " grants it by default to " + catalog.nameOf(row.grantee()));
            }
        }
    }

    private static void surplusDefaults(PlanBuilder draft, SchemaName live, SchemaName suffixed) {
        CatalogSnapshot catalog = draft.catalog();
        List<DefaultPrivilege> wanted = byDefault(catalog, live);
        for (DefaultPrivilege row : byDefault(catalog, suffixed)) {
            Set<Privilege> surplus = differing(row, wanted);
            if (!surplus.isEmpty()) {
                draft.add(
                        new DefaultStep.RevokeByDefault(
                                suffixed,
                                Messages.grantee(catalog, row.creator()),
                                row.kind(),
                                Messages.grantee(catalog, row.grantee()),
                                surplus),
                        "schema " + live + " does not grant it by default to " + catalog.nameOf(row.grantee()));
            }
        }
    }

    private static List<DefaultPrivilege> byDefault(CatalogSnapshot catalog, SchemaName schema) {
        return catalog.defaultPrivilegesIn(catalog.schema(schema).orElseThrow().id());
    }

    /** What a row has and the rows of another schema do not have. Nobody changes those of system roles. */
    private static Set<Privilege> differing(DefaultPrivilege row, List<DefaultPrivilege> others) {
        Set<Privilege> differing = EnumSet.noneOf(Privilege.class);
        if (isGrantable(row.grantee()) && isGrantable(row.creator())) {
            differing.addAll(row.privileges());
        }
        others.stream()
                .filter(other -> other.creator().equals(row.creator())
                        && other.kind() == row.kind()
                        && other.grantee().equals(row.grantee()))
                .forEach(other -> differing.removeAll(other.privileges()));
        return differing;
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
