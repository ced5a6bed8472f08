package dev.verdigris.core.catalog;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.verdigris.core.catalog.access.Acl;
import dev.verdigris.core.catalog.access.DefaultPrivilege;
import dev.verdigris.core.catalog.access.Role;
import dev.verdigris.core.catalog.access.RoleMember;
import dev.verdigris.core.catalog.id.ItemId;

/** The plain lists of a snapshot. {@link CatalogSnapshot} explains each. */
record CatalogParts(
        Session session,
        List<Database> databases,
        List<Role> roles,
        List<RoleMember> roleMembers,
        List<Schema> schemas,
        List<Cluster> clusters,
        List<Item> items,
        List<Dependency> dependencies,
        List<Comment> comments,
        List<DefaultPrivilege> defaultPrivileges,
        Acl systemPrivileges,
        Map<ItemId, List<Column>> columns,
        Map<ItemId, RunStatus> statuses,
        Map<Limit, Integer> limits,
        List<AuditEvent> auditEvents,
        List<Subscription> subscriptions,
        List<Replacement> replacements,
        List<TemporaryView> temporaryViews,
        Set<CatalogPart> unread) {}
