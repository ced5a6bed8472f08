package dev.verdigris.core.catalog;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import dev.verdigris.core.catalog.access.Acl;
import dev.verdigris.core.catalog.access.DefaultPrivilege;
import dev.verdigris.core.catalog.access.Role;
import dev.verdigris.core.catalog.access.RoleMember;
import dev.verdigris.core.catalog.id.ItemId;

/**
 * Collects the parts of a {@link CatalogSnapshot}. Each method replaces the whole part. A part that is not given stays
 * empty, and counts as read unless {@link #unread} says otherwise.
 */
public final class SnapshotBuilder {

    private final Session session;
    private final Optional<ItemIndex> similar;
    private List<Database> databases = List.of();
    private List<Role> roles = List.of();
    private List<RoleMember> roleMembers = List.of();
    private List<Schema> schemas = List.of();
    private List<Cluster> clusters = List.of();
    private List<Item> items = List.of();
    private List<Dependency> dependencies = List.of();
    private List<Comment> comments = List.of();
    private List<DefaultPrivilege> defaultPrivileges = List.of();
    private Acl systemPrivileges = Acl.NONE;
    private Map<ItemId, List<Column>> columns = Map.of();
    private Map<ItemId, RunStatus> statuses = Map.of();
    private Map<Limit, Integer> limits = Map.of();
    private List<AuditEvent> auditEvents = List.of();
    private List<Subscription> subscriptions = List.of();
    private List<Replacement> replacements = List.of();
    private List<TemporaryView> temporaryViews = List.of();
    private final Set<CatalogPart> unread = EnumSet.noneOf(CatalogPart.class);

    SnapshotBuilder(Session session) {
        this.session = session;
        this.similar = Optional.empty();
    }

    SnapshotBuilder(CatalogParts parts, ItemIndex similar) {
        this.similar = Optional.of(similar);
        this.session = parts.session();
        this.databases = parts.databases();
        this.roles = parts.roles();
        this.roleMembers = parts.roleMembers();
        this.schemas = parts.schemas();
        this.clusters = parts.clusters();
        this.items = parts.items();
        this.dependencies = parts.dependencies();
        this.comments = parts.comments();
        this.defaultPrivileges = parts.defaultPrivileges();
        this.systemPrivileges = parts.systemPrivileges();
        this.columns = parts.columns();
        this.statuses = parts.statuses();
        this.limits = parts.limits();
        this.auditEvents = parts.auditEvents();
        this.subscriptions = parts.subscriptions();
        this.replacements = parts.replacements();
        this.temporaryViews = parts.temporaryViews();
        this.unread.addAll(parts.unread());
    }

    /** Says that parts were not read; each of them counts as read once it is set after that. */
    public SnapshotBuilder unread(Collection<CatalogPart> value) {
        unread.addAll(value);
        return this;
    }

    /** Sets the databases. */
    public SnapshotBuilder databases(Collection<Database> value) {
        databases = List.copyOf(value);
        return this;
    }

    /** Sets the roles. */
    public SnapshotBuilder roles(Collection<Role> value) {
        roles = List.copyOf(value);
        return this;
    }

    /** Sets the direct memberships. */
    public SnapshotBuilder roleMembers(Collection<RoleMember> value) {
        unread.remove(CatalogPart.ROLE_MEMBERS);
        roleMembers = List.copyOf(value);
        return this;
    }

    /** Sets the schemas. System schemas, which have no database, are left out. */
    public SnapshotBuilder schemas(Collection<Schema> value) {
        schemas = List.copyOf(value);
        return this;
    }

    /** Sets the clusters with their replicas. */
    public SnapshotBuilder clusters(Collection<Cluster> value) {
        clusters = List.copyOf(value);
        return this;
    }

    /** Sets the user objects. */
    public SnapshotBuilder items(Collection<Item> value) {
        items = List.copyOf(value);
        return this;
    }

    /** Sets the direct references. */
    public SnapshotBuilder dependencies(Collection<Dependency> value) {
        dependencies = List.copyOf(value);
        return this;
    }

    /** Sets the comments. */
    public SnapshotBuilder comments(Collection<Comment> value) {
        comments = List.copyOf(value);
        return this;
    }

    /** Sets the default privileges. */
    public SnapshotBuilder defaultPrivileges(Collection<DefaultPrivilege> value) {
        unread.remove(CatalogPart.DEFAULT_PRIVILEGES);
        defaultPrivileges = List.copyOf(value);
        return this;
    }

    /** Sets the grants on the system. */
    public SnapshotBuilder systemPrivileges(Acl value) {
        unread.remove(CatalogPart.SYSTEM_PRIVILEGES);
        systemPrivileges = value;
        return this;
    }

    /** Sets the columns of relations, each list in the order of positions. */
    public SnapshotBuilder columns(Map<ItemId, List<Column>> value) {
        unread.remove(CatalogPart.COLUMNS);
        Map<ItemId, List<Column>> copy = new LinkedHashMap<>();
        value.forEach((item, list) -> copy.put(item, List.copyOf(list)));
        columns = Collections.unmodifiableMap(copy);
        return this;
    }

    /** Removes columns and statuses of objects that are gone: a simulated object may get one of their ids. */
    public SnapshotBuilder forget(Set<ItemId> gone) {
        Map<ItemId, List<Column>> known = new LinkedHashMap<>(columns);
        known.keySet().removeAll(gone);
        columns = Collections.unmodifiableMap(known);
        return statuses(statuses.values().stream()
                .filter(status -> !gone.contains(status.item()))
                .toList());
    }

    /** Sets the statuses of sources and sinks. */
    public SnapshotBuilder statuses(Collection<RunStatus> value) {
        Map<ItemId, RunStatus> copy = new LinkedHashMap<>();
        value.forEach(status -> copy.put(status.item(), status));
        statuses = Collections.unmodifiableMap(copy);
        return this;
    }

    /** Sets the limits. A limit that is not given counts as unknown. */
    public SnapshotBuilder limits(Map<Limit, Integer> value) {
        unread.remove(CatalogPart.LIMITS);
        Map<Limit, Integer> copy = new EnumMap<>(Limit.class);
        copy.putAll(value);
        limits = Collections.unmodifiableMap(copy);
        return this;
    }

    /** Sets the audit events since the deployment began. */
    public SnapshotBuilder auditEvents(Collection<AuditEvent> value) {
        unread.remove(CatalogPart.AUDIT_EVENTS);
        auditEvents = List.copyOf(value);
        return this;
    }

    /** Sets the running SUBSCRIBEs. */
    public SnapshotBuilder subscriptions(Collection<Subscription> value) {
        unread.remove(CatalogPart.SUBSCRIPTIONS);
        subscriptions = List.copyOf(value);
        return this;
    }

    /** Sets the replacements that are not applied yet. */
    public SnapshotBuilder replacements(Collection<Replacement> value) {
        unread.remove(CatalogPart.REPLACEMENTS);
        replacements = List.copyOf(value);
        return this;
    }

    /** Sets the temporary views of all sessions. */
    public SnapshotBuilder temporaryViews(Collection<TemporaryView> value) {
        temporaryViews = List.copyOf(value);
        return this;
    }

    /** Keeps the default privileges that pass. A part that was not read stays unread. */
    public SnapshotBuilder keepDefaultPrivileges(Predicate<DefaultPrivilege> passes) {
        defaultPrivileges = defaultPrivileges.stream().filter(passes).toList();
        return this;
    }

    /** Keeps the replacements that pass. A part that was not read stays unread. */
    public SnapshotBuilder keepReplacements(Predicate<Replacement> passes) {
        replacements = replacements.stream().filter(passes).toList();
        return this;
    }

    /** Creates the snapshot. */
    public CatalogSnapshot build() {
        return new CatalogSnapshot(
                new CatalogParts(
                        session,
                        databases,
                        roles,
                        roleMembers,
                        schemas,
                        clusters,
                        items,
                        dependencies,
                        comments,
                        defaultPrivileges,
                        systemPrivileges,
                        columns,
                        statuses,
                        limits,
                        auditEvents,
                        subscriptions,
                        replacements,
                        temporaryViews,
                        Collections.unmodifiableSet(EnumSet.copyOf(unread))),
                similar);
    }
}
