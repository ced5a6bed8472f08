package dev.verdigris.engine.internal.build;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Column;
import dev.verdigris.core.catalog.Comment;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.catalog.id.RoleId;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.sql.Ddl;
import dev.verdigris.core.sql.Messages;

/**
 * What a staged object takes over from its live counterpart where the project does not say otherwise: its owner, grants that it
 * lacks, and comments that it lacks.
 *
 * @param perObject the statements of each object, in order
 * @param notes owners that could not be taken over, one sentence each
 */
record CopyFromLive(List<List<Action>> perObject, List<String> notes) {

    static CopyFromLive of(CatalogSnapshot catalog, ResolvedPairs sides) {
        List<List<Action>> perObject = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Item item : sides.itemsOf(ResolvedPairs.Side.SUFFIXED)) {
            Optional<Item> counterpart = sides.counterpartOf(item).filter(other -> sameSort(item, other));
            if (counterpart.isPresent()) {
                List<Action> actions = new Heir(catalog, item, counterpart.get(), notes).actions();
                if (!actions.isEmpty()) {
                    perObject.add(actions);
                }
            }
        }
        return new CopyFromLive(perObject, notes);
    }

    private static boolean sameSort(Item item, Item counterpart) {
        return item.kind() == counterpart.kind()
                || item.kind().isRelation() && counterpart.kind().isRelation();
    }

    /** One staged object and its live counterpart. */
    private static final class Heir {

        private final CatalogSnapshot catalog;
        private final Item item;
        private final Item counterpart;
        private final List<String> notes;
        private final ObjectName name;
        private final List<Action> actions = new ArrayList<>();

        Heir(CatalogSnapshot catalog, Item item, Item counterpart, List<String> notes) {
            this.catalog = catalog;
            this.item = item;
            this.counterpart = counterpart;
            this.notes = notes;
            this.name = catalog.nameOf(item);
        }

        List<Action> actions() {
            if (item.kind().isRelation()) {
                // The server rewrites grants when the owner changes, so the owner comes first.
                owner();
                grants();
                columnComments();
            }
            if (catalog.comment(item.id()).isEmpty()) {
                catalog.comment(counterpart.id())
                        .ifPresent(text -> add("write-comment", "comment on", Ddl.comment(item.kind(), name, text)));
            }
            return actions;
        }

        private void owner() {
            if (item.owner().equals(counterpart.owner())) {
                return;
            }
            RoleId us = catalog.session().role();
            boolean may = !catalog.session().isChecked() || catalog.rolesOf(us).contains(counterpart.owner());
            if (may) {
                Identifier owner = Messages.roleName(catalog, counterpart.owner());
                add("change-owner", "change the owner of", Ddl.changeOwner(item.kind(), name, owner));
            } else {
                notes.add(Messages.of(catalog, item) + " stays with " + catalog.nameOf(item.owner())
                        + ", because the role in force does not belong to " + catalog.nameOf(counterpart.owner())
                        + ", who owns its live counterpart");
            }
        }

        private void grants() {
            for (Map.Entry<RoleId, Set<Privilege>> grant :
                    counterpart.acl().byGrantee().entrySet()) {
                RoleId grantee = grant.getKey();
                if (grantee.equals(counterpart.owner()) || grantee.equals(item.owner())) {
                    continue;
                }
                Set<Privilege> missing = EnumSet.copyOf(grant.getValue());
                missing.removeAll(item.acl().granted(grantee));
                if (item.kind() != ItemKind.TABLE) {
                    missing.retainAll(EnumSet.of(Privilege.SELECT));
                }
                if (!missing.isEmpty()) {
                    String sql = Ddl.grant(item.kind(), name, missing, Messages.grantee(catalog, grantee));
                    add("grant", "grant on", sql);
                }
            }
        }

        /** By name, for a column may stand elsewhere in the new version. */
        private void columnComments() {
            Set<Integer> commented = new HashSet<>();
            for (Comment comment : catalog.comments()) {
                if (comment.target().equals(item.id())) {
                    comment.column().ifPresent(commented::add);
                }
            }
            for (Comment comment : catalog.comments()) {
                if (comment.target().equals(counterpart.id())
                        && comment.column().isPresent()) {
                    column(counterpart, comment.column().get())
                            .flatMap(column -> columnNamed(column.name()))
                            .filter(column -> !commented.contains(column.position()))
                            .ifPresent(column -> add(
                                    "write-comment",
                                    "comment on a column of",
                                    Ddl.commentOnColumn(name, column.name(), comment.text())));
                }
            }
        }

        private Optional<Column> column(Item relation, int position) {
            return catalog.columns(relation.id()).stream()
                    .filter(column -> column.position() == position)
                    .findFirst();
        }

        private Optional<Column> columnNamed(Identifier column) {
            return catalog.columns(item.id()).stream()
                    .filter(each -> each.name().equals(column))
                    .findFirst();
        }

        private void add(String kind, String what, String sql) {
            actions.add(new Action(kind, what + " " + Messages.of(catalog, item), "as on its live counterpart", sql));
        }
    }
}
