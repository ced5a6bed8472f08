package dev.verdigris.engine.build;

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
import dev.verdigris.core.catalog.Privilege;
import dev.verdigris.core.catalog.RoleId;
import dev.verdigris.core.environment.Sides;
import dev.verdigris.core.guard.Wording;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.sql.Ddl;

/**
 * What a staged object takes over from its live twin where the project does not say otherwise: its owner, grants that it
 * lacks, and comments that it lacks.
 *
 * @param perObject the statements of each object, in order
 * @param notes owners that could not be taken over, one sentence each
 */
record Inheritance(List<List<Action>> perObject, List<String> notes) {

    static Inheritance of(CatalogSnapshot catalog, Sides sides) {
        List<List<Action>> perObject = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Item item : sides.itemsOf(Sides.Side.SUFFIXED)) {
            Optional<Item> twin = sides.twinOf(item).filter(other -> sameSort(item, other));
            if (twin.isPresent()) {
                List<Action> actions = new Heir(catalog, item, twin.get(), notes).actions();
                if (!actions.isEmpty()) {
                    perObject.add(actions);
                }
            }
        }
        return new Inheritance(perObject, notes);
    }

    private static boolean sameSort(Item item, Item twin) {
        return item.kind() == twin.kind()
                || item.kind().isRelation() && twin.kind().isRelation();
    }

    /** One staged object and its live twin. */
    private static final class Heir {

        private final CatalogSnapshot catalog;
        private final Item item;
        private final Item twin;
        private final List<String> notes;
        private final ObjectName name;
        private final List<Action> actions = new ArrayList<>();

        Heir(CatalogSnapshot catalog, Item item, Item twin, List<String> notes) {
            this.catalog = catalog;
            this.item = item;
            this.twin = twin;
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
                catalog.comment(twin.id())
                        .ifPresent(text -> add("write-comment", "comment on", Ddl.comment(item.kind(), name, text)));
            }
            return actions;
        }

        private void owner() {
            if (item.owner().equals(twin.owner())) {
                return;
            }
            RoleId us = catalog.session().role();
            boolean may = !catalog.session().isChecked() || catalog.rolesOf(us).contains(twin.owner());
            if (may) {
                Identifier owner = Wording.roleName(catalog, twin.owner());
                add("change-owner", "change the owner of", Ddl.changeOwner(item.kind(), name, owner));
            } else {
                notes.add(Wording.of(catalog, item) + " stays with " + catalog.nameOf(item.owner())
                        + ", because the role in force does not belong to " + catalog.nameOf(twin.owner())
                        + ", who owns its live twin");
            }
        }

        private void grants() {
            for (Map.Entry<RoleId, Set<Privilege>> grant :
                    twin.acl().byGrantee().entrySet()) {
                RoleId grantee = grant.getKey();
                if (grantee.equals(twin.owner()) || grantee.equals(item.owner())) {
                    continue;
                }
                Set<Privilege> missing = EnumSet.copyOf(grant.getValue());
                missing.removeAll(item.acl().granted(grantee));
                if (item.kind() != ItemKind.TABLE) {
                    missing.retainAll(EnumSet.of(Privilege.SELECT));
                }
                if (!missing.isEmpty()) {
                    String sql = Ddl.grant(item.kind(), name, missing, Wording.grantee(catalog, grantee));
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
                if (comment.target().equals(twin.id()) && comment.column().isPresent()) {
                    column(twin, comment.column().get())
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
            actions.add(new Action(kind, what + " " + Wording.of(catalog, item), "as on its live twin", sql));
        }
    }
}
