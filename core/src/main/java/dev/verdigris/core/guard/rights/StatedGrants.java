package dev.verdigris.core.guard.rights;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.catalog.access.Role;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Manifest;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.deployment.record.Built;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.model.BuildStatement;
import dev.verdigris.core.model.BuildStatement.Effect;

/**
 * The grants that belong to the new version itself, because its model files state them.
 *
 * @param test whether the files grant something
 * @param complete whether every other grant is surplus; otherwise another tool may have made it on purpose
 */
public record StatedGrants(Test test, boolean complete) {

    /** Whether the files grant a privilege on a staged object. */
    @FunctionalInterface
    public interface Test {

        /** Whether they do. */
        boolean has(Item staged, RoleId role, Privilege privilege);
    }

    /** Whether the files grant a privilege on a staged object. */
    public boolean has(Item staged, RoleId role, Privilege privilege) {
        return test.has(staged, role, privilege);
    }

    /** Those of model files. */
    public static StatedGrants of(CatalogSnapshot catalog, Collection<BuildStatement> statements) {
        return new StatedGrants(
                (staged, role, privilege) -> privilege == Privilege.SELECT
                        && statements.stream()
                                .filter(statement -> statement.staged().equals(catalog.nameOf(staged)))
                                .map(BuildStatement::effect)
                                .anyMatch(
                                        effect -> effect instanceof Effect.Grant grant && grants(catalog, grant, role)),
                true);
    }

    private static boolean grants(CatalogSnapshot catalog, Effect.Grant grant, RoleId role) {
        if (role.isPublic()) {
            return grant.select() && grant.everybody();
        }
        return grant.select()
                && catalog.roles().stream()
                        .filter(each -> each.id().equals(role))
                        .map(Role::name)
                        .anyMatch(grant.roles()::contains);
    }

    /**
     * Those of the files of the last build, for a verb that does not read files. The manifest of the build has them. A
     * grant that the build has copied from the live side is none of them, because it is only right as long as the live
     * side has it. Nothing is known about the files of another tool.
     */
    public static StatedGrants recorded(DeploymentView view) {
        Optional<Manifest> manifest = view.record()
                .flatMap(DeploymentRecord::built)
                .filter(Built::whole)
                .filter(built -> built.files().isPresent())
                .map(built -> Manifest.of(view));
        return new StatedGrants(
                (staged, role, privilege) -> manifest.filter(
                                known -> known.has(Manifest.Entry.ofGrant(staged.id(), role, privilege)))
                        .isPresent(),
                false);
    }

    /** The entries of a manifest for those that the objects of the suffixed side have. */
    public List<Manifest.Entry> entries(DeploymentView view) {
        List<Manifest.Entry> entries = new ArrayList<>();
        for (Item staged : view.pairs().itemsOf(Side.SUFFIXED)) {
            staged.acl()
                    .byGrantee()
                    .forEach((role, privileges) -> privileges.stream()
                            .filter(privilege -> has(staged, role, privilege))
                            .forEach(privilege -> entries.add(Manifest.Entry.ofGrant(staged.id(), role, privilege))));
        }
        return entries;
    }
}
