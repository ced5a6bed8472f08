package dev.verdigris.core.catalog;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.verdigris.core.catalog.access.Acl;
import dev.verdigris.core.catalog.access.DefaultPrivilege;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.catalog.access.Role;
import dev.verdigris.core.catalog.access.RoleMember;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.catalog.id.CatalogId.SchemaId;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;

/**
 * The catalog at one moment: all input of planning. Immutable. Every list keeps its given order, and every look-up is
 * pure.
 *
 * <p>It contains user objects only (ids {@code u…}), of all databases. Dependencies on system objects are left out. A
 * fact that the server did not report is absent here. Planners take an absent fact as unknown, never as good. A method
 * that needs a {@link CatalogPart} that was not read throws {@link CatalogPart.Unread}.
 */
public final class CatalogSnapshot {

    private final SnapshotBuilder.Parts parts;
    private final NameIndex names;
    private final ItemIndex objects;
    private final Map<CatalogId, String> comments = new HashMap<>();

    /** Creates a snapshot. It uses the index {@code similar} if that index fits the parts. */
    CatalogSnapshot(SnapshotBuilder.Parts parts, Optional<ItemIndex> similar) {
        this.parts = parts;
        this.names = new NameIndex(parts);
        this.objects = similar.filter(index -> index.isOf(parts)).orElseGet(() -> new ItemIndex(parts));
        for (Comment comment : parts.comments) {
            if (comment.column().isEmpty()) {
                comments.put(comment.target(), comment.text());
            }
        }
    }

    /** Starts a snapshot for a session. */
    public static SnapshotBuilder builder(Session session) {
        return new SnapshotBuilder(session);
    }

    /** A builder with all parts of this snapshot. */
    public SnapshotBuilder toBuilder() {
        return new SnapshotBuilder(parts, objects);
    }

    /** The session that read the catalog. */
    public Session session() {
        return parts.session;
    }

    /** All databases. */
    public List<Database> databases() {
        return parts.databases;
    }

    /** All roles; PUBLIC is not among them. */
    public List<Role> roles() {
        return parts.roles;
    }

    /** The parts that were not read. */
    public Set<CatalogPart> unread() {
        return Collections.unmodifiableSet(parts.unread);
    }

    /** All direct memberships. */
    public List<RoleMember> roleMembers() {
        CatalogPart.ROLE_MEMBERS.demand(parts.unread);
        return parts.roleMembers;
    }

    /** All schemas of user databases. */
    public List<Schema> schemas() {
        return parts.schemas;
    }

    /** All clusters, system ones too. */
    public List<Cluster> clusters() {
        return parts.clusters;
    }

    /** All user objects. */
    public List<Item> items() {
        return parts.items;
    }

    /** The highest id of an object that was dropped in a simulation. The server uses no id twice. */
    public Optional<ItemId> lastGone() {
        return parts.lastGone;
    }

    /** All direct references between user objects. */
    public List<Dependency> dependencies() {
        return parts.dependencies;
    }

    /** All comments. */
    public List<Comment> comments() {
        return parts.comments;
    }

    /** All default privileges. */
    public List<DefaultPrivilege> defaultPrivileges() {
        CatalogPart.DEFAULT_PRIVILEGES.demand(parts.unread);
        return parts.defaultPrivileges;
    }

    /** The grants on the system itself, such as CREATECLUSTER. */
    public Acl systemPrivileges() {
        CatalogPart.SYSTEM_PRIVILEGES.demand(parts.unread);
        return parts.systemPrivileges;
    }

    /** The limits that the server reported. */
    public Map<Limit, Integer> limits() {
        CatalogPart.LIMITS.demand(parts.unread);
        return parts.limits;
    }

    /** The credits per hour of a replica of each size that the server reported. */
    public Map<String, BigDecimal> credits() {
        CatalogPart.SIZES.demand(parts.unread);
        return parts.credits;
    }

    /** The status of the last resize of a cluster, as the server writes it. An older server shows none. */
    public Optional<String> reconfiguration(ClusterId cluster) {
        if (!session().knowsReconfigurations()) {
            return Optional.empty();
        }
        CatalogPart.RECONFIGURATIONS.demand(parts.unread);
        return Optional.ofNullable(parts.reconfigurations.get(cluster));
    }

    /** The newest audit events, newest first. */
    public List<AuditEvent> auditEvents() {
        CatalogPart.AUDIT_EVENTS.demand(parts.unread);
        return parts.auditEvents;
    }

    /** The connections of all sessions, with the times at which they began. */
    public Map<Long, Instant> connections() {
        CatalogPart.CONNECTIONS.demand(parts.unread);
        return parts.connections;
    }

    /** Running SUBSCRIBEs. */
    public List<Subscription> subscriptions() {
        CatalogPart.SUBSCRIPTIONS.demand(parts.unread);
        return parts.subscriptions;
    }

    /** Replacement materialized views that are not applied yet. */
    public List<Replacement> replacements() {
        CatalogPart.REPLACEMENTS.demand(parts.unread);
        return parts.replacements;
    }

    /** The temporary views of all sessions. They are not among the items. */
    public List<TemporaryView> temporaryViews() {
        return parts.temporaryViews;
    }

    /** The status of a source, source table or sink, if the server has one. */
    public Optional<RunStatus> status(ItemId item) {
        boolean sink = item(item).filter(found -> found.kind() == ItemKind.SINK).isPresent();
        (sink ? CatalogPart.SINK_STATUSES : CatalogPart.SOURCE_STATUSES).demand(parts.unread);
        return Optional.ofNullable(parts.statuses.get(item));
    }

    /** The columns of a relation in their order; empty if they are not known. */
    public List<Column> columns(ItemId relation) {
        CatalogPart.COLUMNS.demand(parts.unread);
        return parts.columns.getOrDefault(relation, List.of());
    }

    /** Finds a column by name. */
    public Optional<Column> columnNamed(ItemId relation, Identifier name) {
        return columns(relation).stream()
                .filter(column -> column.name().equals(name))
                .findFirst();
    }

    /** Finds a database by name. */
    public Optional<Database> database(Identifier name) {
        return names.database(name);
    }

    /** Finds a schema by name. */
    public Optional<Schema> schema(SchemaName name) {
        return names.schema(name);
    }

    /** Finds a schema by id. */
    public Optional<Schema> schema(SchemaId id) {
        return names.schema(id);
    }

    /** Finds a cluster by name. */
    public Optional<Cluster> cluster(Identifier name) {
        return names.cluster(name);
    }

    /** Finds a cluster by id. */
    public Optional<Cluster> cluster(ClusterId id) {
        return names.cluster(id);
    }

    /** Finds what a target names. */
    public Optional<? extends Owned> find(Target target) {
        return switch (target) {
            case Target.OfSchema of -> schema(of.name());
            case Target.OfCluster of -> cluster(of.name());
            case Target.OfItem of ->
                schema(of.name().schema()).stream()
                        .flatMap(schema -> itemsNamed(schema.id(), of.name().name()).stream())
                        .filter(item -> item.kind() == of.kind())
                        .findFirst();
        };
    }

    /** Whether a role exists. PUBLIC and the roles of the system always do. */
    public boolean exists(RoleId role) {
        return !role.isUser() || parts.roles.stream().anyMatch(each -> each.id().equals(role));
    }

    /** The present name of a schema or cluster; empty if it does not exist. No other id is of a half of a pair. */
    public Optional<Target> half(CatalogId id) {
        return switch (id) {
            case SchemaId schema -> schema(schema).map(found -> new Target.OfSchema(nameOf(found)));
            case ClusterId cluster -> cluster(cluster).map(found -> new Target.OfCluster(found.name()));
            case ItemId item -> Optional.empty();
            case RoleId role -> Optional.empty();
            case CatalogId.DatabaseId database -> Optional.empty();
            case CatalogId.ReplicaId replica -> Optional.empty();
        };
    }

    /** Finds an object by id. */
    public Optional<Item> item(ItemId id) {
        return objects.item(id);
    }

    /** The objects of one name in a schema. A relation, a type and a function may share a name. */
    public List<Item> itemsNamed(SchemaId schema, Identifier name) {
        return objects.itemsNamed(schema, name);
    }

    /** The objects of a schema, by name. */
    public List<Item> itemsIn(SchemaId schema) {
        return objects.itemsIn(schema);
    }

    /** The objects that run on a cluster, by name. */
    public List<Item> itemsOn(ClusterId cluster) {
        return objects.itemsOn(cluster);
    }

    /** The full name of a schema. */
    public SchemaName nameOf(Schema schema) {
        return names.nameOf(schema);
    }

    /** The full name of an object. */
    public ObjectName nameOf(Item item) {
        return names.nameOf(item);
    }

    /** The target that names an object. */
    public Target.OfItem targetOf(Item item) {
        return new Target.OfItem(item.kind(), nameOf(item));
    }

    /** A role's name; {@code PUBLIC} for everybody, the id itself if the role is gone. */
    public String nameOf(RoleId role) {
        return names.nameOf(role);
    }

    /**
     * The objects that an object reads directly: references, the relation of an index, the source of a source table.
     */
    public SortedSet<ItemId> reads(ItemId item) {
        return objects.reads(item);
    }

    /** The objects that read an object directly. */
    public SortedSet<ItemId> readers(ItemId item) {
        return objects.readers(item);
    }

    /** All objects that depend on any of {@code items}, directly or not. The items themselves are not among them. */
    public SortedSet<ItemId> dependentsOf(Collection<ItemId> items) {
        SortedSet<ItemId> found = new TreeSet<>(CatalogId.ORDER);
        List<ItemId> open = new ArrayList<>(items);
        while (!open.isEmpty()) {
            for (ItemId reader : readers(open.remove(open.size() - 1))) {
                if (found.add(reader)) {
                    open.add(reader);
                }
            }
        }
        found.removeAll(Set.copyOf(items));
        return found;
    }

    /** The comment on an object itself, not on its columns. */
    public Optional<String> comment(CatalogId target) {
        return Optional.ofNullable(comments.get(target));
    }

    /** The default privileges scoped to a schema. */
    public List<DefaultPrivilege> defaultPrivilegesIn(SchemaId schema) {
        return defaultPrivileges().stream()
                .filter(row -> row.schema().filter(schema::equals).isPresent())
                .toList();
    }

    /** The role itself and every role that it belongs to, directly or not. */
    public Set<RoleId> rolesOf(RoleId role) {
        CatalogPart.ROLE_MEMBERS.demand(parts.unread);
        return names.rolesOf(role);
    }

    /** Whether a role is {@code other}, or belongs to it. Memberships are asked for only if it is not. */
    public boolean isMember(RoleId role, RoleId other) {
        return role.equals(other) || rolesOf(role).contains(other);
    }

    /**
     * Whether a grant lets a role do something: a grant to it, to PUBLIC, or to a role that it belongs to. Memberships
     * are asked for only if the first two do not suffice.
     */
    public boolean allows(Acl acl, RoleId role, Privilege privilege) {
        if (role.isPublic()) {
            return acl.allows(Set.of(), privilege);
        }
        return acl.allows(Set.of(role), privilege) || acl.allows(rolesOf(role), privilege);
    }
}
