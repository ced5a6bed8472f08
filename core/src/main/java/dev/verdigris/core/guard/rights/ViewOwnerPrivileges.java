package dev.verdigris.core.guard.rights;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.Owned;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.sql.Ddl;
import dev.verdigris.core.sql.Messages;

/**
 * Finds privileges that owners of views lack on the relations that their views read. A reader of a view or
 * materialized view reads these relations with the rights of the view's owner, at every level. Creating the view needs
 * none of these rights, so a view may exist that no role can read (Materialize docs: access control, "privileges of
 * views").
 */
public final class ViewOwnerPrivileges {

    /**
     * One missing right.
     *
     * @param view the view that cannot be read
     * @param owner its owner, who needs the right
     * @param privilege the right
     * @param target an object or a schema, on which the right is missing
     * @param where the target in words
     * @param grant the statement that gives it
     * @param grantor the owner of the target, who may run that
     */
    public record Lack(
            Item view,
            RoleId owner,
            Privilege privilege,
            CatalogId target,
            String where,
            String grant,
            RoleId grantor) {}

    private final CatalogSnapshot catalog;
    private final List<Lack> lacks = new ArrayList<>();
    private final Set<List<Object>> asked = new HashSet<>();

    private ViewOwnerPrivileges(CatalogSnapshot catalog) {
        this.catalog = catalog;
    }

    /** All rights that are missing below some relations, each right once per owner. */
    public static List<Lack> of(CatalogSnapshot catalog, Collection<Item> relations) {
        ViewOwnerPrivileges beneath = new ViewOwnerPrivileges(catalog);
        Set<ItemId> seen = new HashSet<>();
        Deque<Item> open = new ArrayDeque<>(relations);
        while (!open.isEmpty()) {
            Item at = open.removeFirst();
            boolean view = at.kind() == ItemKind.VIEW || at.kind() == ItemKind.MATERIALIZED_VIEW;
            if (view && seen.add(at.id())) {
                for (ItemId id : catalog.reads(at.id())) {
                    Optional<Item> read = catalog.item(id);
                    read.ifPresent(item -> beneath.ask(at, item));
                    read.ifPresent(open::addLast);
                }
            }
        }
        return List.copyOf(beneath.lacks);
    }

    private void ask(Item view, Item read) {
        Optional<Privilege> needed = needed(read.kind());
        if (needed.isEmpty() || !view.owner().isUser()) {
            return;
        }
        Schema schema = catalog.schema(read.schema()).orElseThrow();
        Target target = new Target.OfSchema(catalog.nameOf(schema));
        ask(
                view,
                schema,
                Privilege.USAGE,
                target.toString(),
                () -> Ddl.grant(target, EnumSet.of(Privilege.USAGE), Messages.grantee(catalog, view.owner())));
        Privilege privilege = needed.get();
        ask(
                view,
                read,
                privilege,
                Messages.of(catalog, read),
                () -> Ddl.grant(
                        catalog.targetOf(read), EnumSet.of(privilege), Messages.grantee(catalog, view.owner())));
    }

    private void ask(Item view, Owned target, Privilege privilege, String where, Supplier<String> grant) {
        boolean first = asked.add(List.of(view.owner(), privilege, target.id()));
        if (first && !catalog.allows(target.acl(), view.owner(), privilege)) {
            lacks.add(new Lack(view, view.owner(), privilege, target.id(), where, grant.get(), target.owner()));
        }
    }

    private static Optional<Privilege> needed(ItemKind kind) {
        return switch (kind) {
            case TABLE, SOURCE, VIEW, MATERIALIZED_VIEW -> Optional.of(Privilege.SELECT);
            case TYPE, SECRET, CONNECTION -> Optional.of(Privilege.USAGE);
            case INDEX, SINK, FUNCTION, OTHER -> Optional.empty();
        };
    }
}
