package dev.verdigris.core.catalog;

import java.math.BigDecimal;
import java.time.Instant;
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
import java.util.stream.Stream;

import dev.verdigris.core.catalog.access.Acl;
import dev.verdigris.core.catalog.access.DefaultPrivilege;
import dev.verdigris.core.catalog.access.Role;
import dev.verdigris.core.catalog.access.RoleMember;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;

/**
 * Collects the parts of a {@link CatalogSnapshot}. Each method replaces the whole part. A part that is not given stays
 * empty, and counts as read unless {@link #unread} says otherwise.
 */
public final class SnapshotBuilder {

    private final Parts parts;
    private final Optional<ItemIndex> similar;

    SnapshotBuilder(Session session) {
        this.parts = new Parts(session);
        this.similar = Optional.empty();
    }

    SnapshotBuilder(Parts parts, ItemIndex similar) {
        this.parts = parts.copy();
        this.similar = Optional.of(similar);
    }

    /** Says that parts were not read; each of them counts as read once it is set after that. */
    public SnapshotBuilder unread(Collection<CatalogPart> value) {
        parts.unread.addAll(value);
        return this;
    }

    /** Sets the databases. */
    public SnapshotBuilder databases(Collection<Database> value) {
        parts.databases = List.copyOf(value);
        return this;
    }

    /** Sets the roles. */
    public SnapshotBuilder roles(Collection<Role> value) {
        parts.roles = List.copyOf(value);
        return this;
    }

    /** Sets the direct memberships. */
    public SnapshotBuilder roleMembers(Collection<RoleMember> value) {
        parts.unread.remove(CatalogPart.ROLE_MEMBERS);
        parts.roleMembers = List.copyOf(value);
        return this;
    }

    /** Sets the schemas. System schemas, which have no database, are left out. */
    public SnapshotBuilder schemas(Collection<Schema> value) {
        parts.schemas = List.copyOf(value);
        return this;
    }

    /** Sets the clusters with their replicas. */
    public SnapshotBuilder clusters(Collection<Cluster> value) {
        parts.clusters = List.copyOf(value);
        return this;
    }

    /** Sets the user objects. */
    public SnapshotBuilder items(Collection<Item> value) {
        parts.items = List.copyOf(value);
        return this;
    }

    /** Sets the direct references. */
    public SnapshotBuilder dependencies(Collection<Dependency> value) {
        parts.dependencies = List.copyOf(value);
        return this;
    }

    /** Sets the comments. */
    public SnapshotBuilder comments(Collection<Comment> value) {
        parts.comments = List.copyOf(value);
        return this;
    }

    /** Sets the default privileges. */
    public SnapshotBuilder defaultPrivileges(Collection<DefaultPrivilege> value) {
        parts.unread.remove(CatalogPart.DEFAULT_PRIVILEGES);
        parts.defaultPrivileges = List.copyOf(value);
        return this;
    }

    /** Sets the grants on the system. */
    public SnapshotBuilder systemPrivileges(Acl value) {
        parts.unread.remove(CatalogPart.SYSTEM_PRIVILEGES);
        parts.systemPrivileges = value;
        return this;
    }

    /** Sets the columns of relations, each list in the order of positions. */
    public SnapshotBuilder columns(Map<ItemId, List<Column>> value) {
        parts.unread.remove(CatalogPart.COLUMNS);
        Map<ItemId, List<Column>> copy = new LinkedHashMap<>();
        value.forEach((item, list) -> copy.put(item, List.copyOf(list)));
        parts.columns = Collections.unmodifiableMap(copy);
        return this;
    }

    /** Removes columns and statuses of objects that are gone. No simulated object gets one of their ids. */
    public SnapshotBuilder forget(Set<ItemId> gone) {
        parts.lastGone = Stream.concat(parts.lastGone.stream(), gone.stream()).max(CatalogId.ORDER);
        Map<ItemId, List<Column>> known = new LinkedHashMap<>(parts.columns);
        known.keySet().removeAll(gone);
        parts.columns = Collections.unmodifiableMap(known);
        return statuses(parts.statuses.values().stream()
                .filter(status -> !gone.contains(status.item()))
                .toList());
    }

    /** Sets the statuses of sources and sinks. */
    public SnapshotBuilder statuses(Collection<RunStatus> value) {
        Map<ItemId, RunStatus> copy = new LinkedHashMap<>();
        value.forEach(status -> copy.put(status.item(), status));
        parts.statuses = Collections.unmodifiableMap(copy);
        return this;
    }

    /** Sets the credits per hour of a replica of each size. */
    public SnapshotBuilder credits(Map<String, BigDecimal> value) {
        parts.unread.remove(CatalogPart.SIZES);
        parts.credits = Map.copyOf(value);
        return this;
    }

    /** Sets the statuses of the last resizes of clusters. */
    public SnapshotBuilder reconfigurations(Map<ClusterId, String> value) {
        parts.unread.remove(CatalogPart.RECONFIGURATIONS);
        parts.reconfigurations = Map.copyOf(value);
        return this;
    }

    /** Sets the limits. A limit that is not given counts as unknown. */
    public SnapshotBuilder limits(Map<Limit, Integer> value) {
        parts.unread.remove(CatalogPart.LIMITS);
        Map<Limit, Integer> copy = new EnumMap<>(Limit.class);
        copy.putAll(value);
        parts.limits = Collections.unmodifiableMap(copy);
        return this;
    }

    /** Sets the audit events since the deployment began. */
    public SnapshotBuilder auditEvents(Collection<AuditEvent> value) {
        parts.unread.remove(CatalogPart.AUDIT_EVENTS);
        parts.auditEvents = List.copyOf(value);
        return this;
    }

    /** Sets the connections of all sessions, with the times at which they began. */
    public SnapshotBuilder connections(Map<Long, Instant> value) {
        parts.unread.remove(CatalogPart.CONNECTIONS);
        parts.connections = Map.copyOf(value);
        return this;
    }

    /** Sets the running SUBSCRIBEs. */
    public SnapshotBuilder subscriptions(Collection<Subscription> value) {
        parts.unread.remove(CatalogPart.SUBSCRIPTIONS);
        parts.subscriptions = List.copyOf(value);
        return this;
    }

    /** Sets the replacements that are not applied yet. */
    public SnapshotBuilder replacements(Collection<Replacement> value) {
        parts.unread.remove(CatalogPart.REPLACEMENTS);
        parts.replacements = List.copyOf(value);
        return this;
    }

    /** Sets the temporary views of all sessions. */
    public SnapshotBuilder temporaryViews(Collection<TemporaryView> value) {
        parts.temporaryViews = List.copyOf(value);
        return this;
    }

    /** Keeps the default privileges that pass. A part that was not read stays unread. */
    public SnapshotBuilder keepDefaultPrivileges(Predicate<DefaultPrivilege> passes) {
        parts.defaultPrivileges =
                parts.defaultPrivileges.stream().filter(passes).toList();
        return this;
    }

    /** Keeps the replacements that pass. A part that was not read stays unread. */
    public SnapshotBuilder keepReplacements(Predicate<Replacement> passes) {
        parts.replacements = parts.replacements.stream().filter(passes).toList();
        return this;
    }

    /** Creates the snapshot. */
    public CatalogSnapshot build() {
        return new CatalogSnapshot(parts.copy(), similar);
    }

    /**
     * The plain lists of a snapshot. {@link CatalogSnapshot} explains each. Only {@link SnapshotBuilder} changes them.
     */
    static final class Parts implements Cloneable {

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
        Map<String, BigDecimal> credits = Map.of();
        Map<ClusterId, String> reconfigurations = Map.of();
        List<AuditEvent> auditEvents = List.of();
        Map<Long, Instant> connections = Map.of();
        List<Subscription> subscriptions = List.of();
        List<Replacement> replacements = List.of();
        List<TemporaryView> temporaryViews = List.of();
        Optional<ItemId> lastGone = Optional.empty();
        Set<CatalogPart> unread = EnumSet.noneOf(CatalogPart.class);

        Parts(Session session) {
            this.session = session;
        }

        /** A copy that can be changed without a change of this one. The lists are immutable, so both share them. */
        Parts copy() {
            try {
                Parts copy = (Parts) clone();
                copy.unread = EnumSet.copyOf(unread);
                return copy;
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException("this class is cloneable", e);
            }
        }
    }
}
