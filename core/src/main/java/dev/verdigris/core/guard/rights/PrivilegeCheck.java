package dev.verdigris.core.guard.rights;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Database;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Owned;
import dev.verdigris.core.catalog.Rights;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.access.Acl;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.catalog.access.Role;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.sql.Ddl;
import dev.verdigris.core.sql.Messages;
import dev.verdigris.core.step.DefaultStep;
import dev.verdigris.core.step.Grantee;

/** Required rights of the session's role. Each missing right becomes a problem with its GRANT. */
final class PrivilegeCheck {

    private final CatalogSnapshot catalog;
    private final Rights rights;
    private final Identifier me;
    private final Set<Target> made;
    private final List<Problem> unmet = new ArrayList<>();

    /** Begins without a requirement. Owners and privileges of {@code made} are not checked. */
    PrivilegeCheck(CatalogSnapshot catalog, Set<Target> made) {
        this.catalog = catalog;
        this.made = made;
        this.rights = Rights.of(catalog);
        this.me = Identifier.of(rights.roleName());
    }

    List<Problem> unmet() {
        return List.copyOf(unmet);
    }

    void own(Target target) {
        if (!made.contains(target)) {
            catalog.find(target).map(Owned::owner).ifPresent(owner -> own(owner, target));
        }
    }

    void own(Item item) {
        own(catalog.targetOf(item));
    }

    void ownView(ObjectName view) {
        own(Target.view(view));
    }

    void ownRelation(ObjectName relation) {
        catalog.schema(relation.schema()).stream()
                .flatMap(schema -> catalog.itemsNamed(schema.id(), relation.name()).stream())
                .filter(item -> item.kind().isRelation())
                .forEach(this::own);
    }

    private void own(RoleId owner, Target target) {
        if (rights.owns(owner)) {
            return;
        }
        Fix give = Fix.bySuperuser(Ddl.changeOwner(target, me));
        Fix fix = owner.isUser()
                ? Fix.choice(
                        Fix.either(
                                "make the role a member of the owner",
                                Fix.bySuperuser(Ddl.grantRole(Messages.roleName(catalog, owner), me))),
                        Fix.either("make the role the owner", give))
                : give;
        unmet.add(new Problem(
                ProblemCode.NOT_OWNER,
                target + " belongs to " + catalog.nameOf(owner) + ", and role " + me
                        + " is neither that role nor a member",
                target.toString(),
                fix));
    }

    void memberOf(Identifier role) {
        boolean member = catalog.roles().stream()
                .filter(each -> each.name().equals(role))
                .map(Role::id)
                .allMatch(rights::isMemberOf);
        if (!member) {
            unmet.add(new Problem(
                    ProblemCode.NOT_MEMBER,
                    "role " + me + " is not a member of role " + role + ", so it can neither make it an owner nor act"
                            + " for it",
                    "role " + role,
                    Fix.bySuperuser(Ddl.grantRole(role, me))));
        }
    }

    void actFor(DefaultStep change) {
        if (rights.unlimited()) {
            return;
        }
        switch (change.creator()) {
            case Grantee.Everybody everybody ->
                unmet.add(new Problem(
                        ProblemCode.NOT_SUPERUSER,
                        "only a superuser can change default privileges for all roles in schema " + change.schema(),
                        "schema " + change.schema(),
                        asSuperuser(change)));
            case Grantee.ToRole role -> memberOf(role.name());
        }
    }

    /** The statement needs the schema, so that is created first if it does not exist. */
    private Fix asSuperuser(DefaultStep change) {
        Target schema = change.target();
        String copy = Ddl.byDefault(change);
        if (catalog.schema(change.schema()).isPresent() && !made.contains(schema)) {
            return Fix.bySuperuser(copy);
        }
        return Fix.bySuperuser(Ddl.createSchemaUnlessExists(change.schema()), Ddl.changeOwner(schema, me), copy);
    }

    void createIn(Identifier database) {
        catalog.database(database).ifPresent(found -> onDatabase(found, Privilege.CREATE));
    }

    void useDatabase(Identifier database) {
        catalog.database(database).ifPresent(found -> onDatabase(found, Privilege.USAGE));
    }

    private void onDatabase(Database database, Privilege privilege) {
        if (!rights.has(database.acl(), privilege)) {
            lacks(
                    privilege,
                    "database " + database.name(),
                    Ddl.grantOnDatabase(database.name(), Set.of(privilege), new Grantee.ToRole(me)));
        }
    }

    void createClusters() {
        if (!rights.hasSystem(Privilege.CREATECLUSTER)) {
            lacks(
                    Privilege.CREATECLUSTER,
                    "system",
                    Ddl.grantOnSystem(Privilege.CREATECLUSTER, new Grantee.ToRole(me)));
        }
    }

    void createOn(Identifier cluster) {
        on(cluster, Privilege.CREATE);
    }

    void useCluster(Identifier cluster) {
        on(cluster, Privilege.USAGE);
    }

    private void on(Identifier cluster, Privilege privilege) {
        catalog.cluster(cluster).ifPresent(found -> need(privilege, found.acl(), new Target.OfCluster(cluster)));
    }

    void createIn(SchemaName schema) {
        catalog.schema(schema).ifPresent(found -> need(Privilege.CREATE, found.acl(), new Target.OfSchema(schema)));
    }

    void useSchema(SchemaName schema) {
        catalog.schema(schema).ifPresent(found -> need(Privilege.USAGE, found.acl(), new Target.OfSchema(schema)));
    }

    private void need(Privilege privilege, Acl acl, Target target) {
        if (!made.contains(target) && !rights.has(acl, privilege)) {
            lacks(privilege, target.toString(), Ddl.grant(target, EnumSet.of(privilege), new Grantee.ToRole(me)));
        }
    }

    void use(Item item, Privilege privilege) {
        useSchemaOf(item);
        need(privilege, item.acl(), catalog.targetOf(item));
    }

    /** Requires the rights that reading a view needs: those of its owner on the relations that the view reads. */
    void readBeneath(Item relation) {
        if (rights.unlimited()) {
            return;
        }
        for (ViewOwnerPrivileges.Lack lack : ViewOwnerPrivileges.of(catalog, List.of(relation))) {
            unmet.add(new Problem(
                    ProblemCode.NO_PRIVILEGE,
                    "role " + catalog.nameOf(lack.owner()) + ", which owns " + Messages.of(catalog, lack.view())
                            + ", lacks " + lack.privilege() + " on " + lack.where(),
                    lack.where(),
                    rights.owns(lack.grantor()) ? Fix.alone(lack.grant()) : Fix.bySuperuser(lack.grant())));
        }
    }

    void useSchemaOf(Item item) {
        useSchema(catalog.nameOf(catalog.schema(item.schema()).orElseThrow()));
    }

    private void lacks(Privilege privilege, String where, String grant) {
        unmet.add(new Problem(
                ProblemCode.NO_PRIVILEGE,
                "role " + me + " lacks " + privilege + " on " + where,
                where,
                Fix.bySuperuser(grant)));
    }
}
