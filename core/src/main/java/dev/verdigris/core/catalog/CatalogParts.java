package dev.verdigris.core.catalog;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.verdigris.core.catalog.access.Acl;
import dev.verdigris.core.catalog.access.DefaultPrivilege;
import dev.verdigris.core.catalog.access.Role;
import dev.verdigris.core.catalog.access.RoleMember;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;

/** The plain lists of a snapshot. {@link CatalogSnapshot} explains each. Only {@link SnapshotBuilder} changes them. */
final class CatalogParts implements Cloneable {

    final Session session;
    List<Database> databases = List.of();
    List<Role> roles = List.of();
    List<RoleMember> roleMembers = List.of();
    List<Schema> schemas = List.of();
    List<Cluster> clusters = List.of();
    List<Item> items = List.of();
    List<Dependency> dependencies = List.of();
    List<Comment> comments = List.of();
    List<DefaultPrivilege> defaultPrivileges = List.of();
    Acl systemPrivileges = Acl.NONE;
    Map<ItemId, List<Column>> columns = Map.of();
    Map<ItemId, RunStatus> statuses = Map.of();
    Map<Limit, Integer> limits = Map.of();
    List<AuditEvent> auditEvents = List.of();
    List<Subscription> subscriptions = List.of();
    List<Replacement> replacements = List.of();
    List<TemporaryView> temporaryViews = List.of();
    Set<CatalogPart> unread = EnumSet.noneOf(CatalogPart.class);

    CatalogParts(Session session) {
        this.session = session;
    }

    /** A copy that can be changed without a change of this one. The lists are immutable, so both share them. */
    CatalogParts copy() {
        try {
            CatalogParts copy = (CatalogParts) clone();
            copy.unread = EnumSet.copyOf(unread);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this class is cloneable", e);
        }
    }
}
