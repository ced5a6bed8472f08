package dev.verdigris.core.diff.definition;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Column;
import dev.verdigris.core.catalog.Comment;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.sql.Ddl;
import dev.verdigris.core.step.Grantee;

/** A relation with its indexes, comments and grants, as statements. */
record StoredModel(CatalogSnapshot catalog, Item item) {

    /** All statements. */
    String text() {
        List<String> statements = new ArrayList<>();
        item.createSql().ifPresent(statements::add);
        List<Item> indexes = indexes();
        indexes.forEach(index -> index.createSql().ifPresent(statements::add));
        comment(item).ifPresent(statements::add);
        indexes.forEach(index -> comment(index).ifPresent(statements::add));
        columnComments(statements);
        grants(statements);
        return String.join(";\n", statements);
    }

    private List<Item> indexes() {
        return catalog.readers(item.id()).stream()
                .flatMap(id -> catalog.item(id).stream())
                .filter(each -> each.kind() == ItemKind.INDEX
                        && each.on().filter(item.id()::equals).isPresent())
                .toList();
    }

    private Optional<String> comment(Item of) {
        return catalog.comment(of.id()).map(text -> Ddl.comment(catalog.targetOf(of), text));
    }

    private void columnComments(List<String> statements) {
        for (Comment comment : catalog.comments()) {
            if (comment.target().equals(item.id()) && comment.column().isPresent()) {
                catalog.columns(item.id()).stream()
                        .filter(column -> column.position() == comment.column().get())
                        .map(Column::name)
                        .forEach(column ->
                                statements.add(Ddl.commentOnColumn(catalog.nameOf(item), column, comment.text())));
            }
        }
    }

    /** SELECT is the only privilege that a view takes. The owner and the roles of the system need no grant. */
    private void grants(List<String> statements) {
        item.acl().byGrantee().forEach((role, privileges) -> {
            boolean needed = !role.equals(item.owner()) && (role.isUser() || role.isPublic());
            if (privileges.contains(Privilege.SELECT) && needed) {
                statements.add(grant(new Target.OfItem(item.kind(), catalog.nameOf(item)), grantee(role)));
            }
        });
    }

    private Grantee grantee(RoleId role) {
        return role.isPublic() ? new Grantee.Everybody() : new Grantee.ToRole(Identifier.of(catalog.nameOf(role)));
    }

    /** The grant of SELECT to one role. */
    static String grant(Target relation, Grantee role) {
        return Ddl.grant(relation, EnumSet.of(Privilege.SELECT), role);
    }
}
