package dev.verdigris.core.plan.build;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Column;
import dev.verdigris.core.catalog.Comment;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.access.AclItem;
import dev.verdigris.core.catalog.access.DefaultPrivilege;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.catalog.access.Role;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.model.BuildStatement;
import dev.verdigris.core.model.BuildStatement.Effect;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.sql.Ddl;
import dev.verdigris.core.sql.Messages;
import dev.verdigris.core.step.Step;

/**
 * The comments and grants of a kept view and of its kept indexes, compared with those that a build from nothing would
 * make: those of the file, and for the rest those of the live counterpart, which are copied later.
 */
final class KeptSettings {

    private final DeploymentView view;
    private final CatalogSnapshot catalog;
    private final StagedModel model;
    private final Item relation;
    private final List<Item> indexes;

    KeptSettings(DeploymentView view, StagedModel model, Item relation, List<Item> indexes) {
        this.view = view;
        this.catalog = view.catalog();
        this.model = model;
        this.relation = relation;
        this.indexes = indexes;
    }

    /** Whether a comment or grant of the file is not in effect. In doubt it is not. */
    boolean lacks(BuildStatement setting) {
        return switch (setting.effect()) {
            case Effect.Comment comment ->
                comment.text().isPresent() && lacks(comment, comment.text().get());
            case Effect.Grant grant -> grant.select() && lacks(grant);
            case Effect.View other -> false;
            case Effect.MaterializedView other -> false;
            case Effect.Index other -> false;
        };
    }

    private boolean lacks(Effect.Comment wanted, String text) {
        Optional<Item> on = wanted.index().isEmpty()
                ? Optional.of(relation)
                : indexes.stream()
                        .filter(each -> wanted.index().get().equals(each.name()))
                        .findFirst();
        if (on.isEmpty()) {
            return true;
        }
        if (wanted.column().isEmpty()) {
            return !catalog.comment(on.get().id()).equals(Optional.of(text));
        }
        return catalog.columnNamed(relation.id(), wanted.column().get())
                .filter(column -> hasComment(relation.id(), column, text))
                .isEmpty();
    }

    private boolean hasComment(ItemId on, Column column, String text) {
        return catalog.comments().contains(new Comment(on, Optional.of(column.position()), text));
    }

    private boolean lacks(Effect.Grant grant) {
        Set<RoleId> grantees = grantees(grant);
        boolean unknownRole = grantees.size() < Set.copyOf(grant.roles()).size() + (grant.everybody() ? 1 : 0);
        return unknownRole
                || !grantees.stream()
                        .allMatch(role -> relation.acl().granted(role).contains(Privilege.SELECT));
    }

    private Set<RoleId> grantees(Effect.Grant grant) {
        Set<RoleId> grantees = new HashSet<>();
        if (grant.everybody()) {
            grantees.add(RoleId.PUBLIC);
        }
        catalog.roles().stream()
                .filter(role -> grant.roles().contains(role.name()))
                .map(Role::id)
                .forEach(grantees::add);
        return grantees;
    }

    /** The statements that remove comments which neither the file nor the live counterpart has. */
    List<BuildStatement> removals() {
        List<BuildStatement> removals = new ArrayList<>();
        remove(relation, Optional.empty(), removals);
        indexes.forEach(index -> remove(index, Optional.of(index.name()), removals));
        return removals;
    }

    private void remove(Item item, Optional<Identifier> index, List<BuildStatement> removals) {
        for (Comment comment : catalog.comments()) {
            if (comment.target().equals(item.id())) {
                Optional<Identifier> column = comment.column().flatMap(position -> columnAt(item, position));
                boolean known = column.isPresent() == comment.column().isPresent();
                if (known && !isOfFile(index, column) && !isOfLive(item, column, comment.text())) {
                    removals.add(removal(item, index, column));
                }
            }
        }
    }

    private boolean isOfFile(Optional<Identifier> index, Optional<Identifier> column) {
        return model.settings().stream()
                .anyMatch(setting -> setting.effect() instanceof Effect.Comment comment
                        && comment.text().isPresent()
                        && comment.index().equals(index)
                        && comment.column().equals(column));
    }

    private boolean isOfLive(Item item, Optional<Identifier> column, String text) {
        return view.pairs()
                .counterpartOf(item)
                .filter(live -> column.isEmpty()
                        ? catalog.comment(live.id()).equals(Optional.of(text))
                        : catalog.columnNamed(live.id(), column.get())
                                .filter(found -> hasComment(live.id(), found, text))
                                .isPresent())
                .isPresent();
    }

    private Optional<Identifier> columnAt(Item item, int position) {
        return catalog.columns(item.id()).stream()
                .filter(column -> column.position() == position)
                .map(Column::name)
                .findFirst();
    }

    private BuildStatement removal(Item item, Optional<Identifier> index, Optional<Identifier> column) {
        Target.OfItem target = catalog.targetOf(item);
        BuildStatement create = model.relation();
        return new BuildStatement(
                new Effect.Comment(index, column, Optional.empty()),
                create.live(),
                create.staged(),
                Optional.empty(),
                column.map(name -> Ddl.uncommentColumn(target.name(), name)).orElseGet(() -> Ddl.uncomment(target)),
                new TreeSet<>(),
                new TreeSet<>(),
                create.file(),
                create.line());
    }

    /** The grants that nothing explains: neither the file, nor the live counterpart, nor a default privilege. */
    List<Step.Revoke> revokes() {
        Set<RoleId> explained = new HashSet<>(Set.of(relation.owner()));
        for (BuildStatement setting : model.settings()) {
            if (setting.effect() instanceof Effect.Grant grant && grant.select()) {
                explained.addAll(grantees(grant));
            }
        }
        view.pairs().counterpartOf(relation).ifPresent(live -> {
            explained.add(live.owner());
            explained.addAll(live.acl().byGrantee().keySet());
        });
        catalog.defaultPrivileges().stream()
                .filter(row -> row.kind() == DefaultPrivilege.ObjectKind.TABLE)
                .map(DefaultPrivilege::grantee)
                .forEach(explained::add);
        List<Step.Revoke> revokes = new ArrayList<>();
        for (AclItem item : relation.acl().items()) {
            RoleId role = item.grantee();
            if ((role.isPublic() || role.isUser())
                    && !explained.contains(role)
                    && item.grantor().equals(relation.owner())) {
                revokes.add(new Step.Revoke(
                        catalog.targetOf(relation),
                        EnumSet.copyOf(item.privileges()),
                        Messages.grantee(catalog, role)));
            }
        }
        return revokes;
    }
}
