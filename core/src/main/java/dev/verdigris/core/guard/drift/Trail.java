package dev.verdigris.core.guard.drift;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.AuditEvent;
import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.inventory.Part;
import dev.verdigris.core.inventory.SideChange;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.text.JsonMembers;

/**
 * Finds the event of the audit log that made a change. It looks only for events about the id and the fact that have
 * changed, so what Verdigris itself does to other objects explains nothing. The keys of the details are those of
 * Materialize 26.24 (Materialize docs: {@code mz_catalog.mz_audit_events}; the conformance cases of section 1.6).
 */
public final class Trail {

    private static final Set<String> GRANTS = Set.of("grant", "revoke");

    /** What has ids of its own namespace, besides clusters and their replicas. */
    private static final Set<String> CONTAINERS = Set.of("schema", "database", "role", "network-policy", "system");

    private static final Set<String> CONFIGURING = Set.of("alter", "create", "drop");

    private final CatalogSnapshot catalog;
    private final Map<String, List<Entry>> byValue = new HashMap<>();

    private Trail(CatalogSnapshot catalog) {
        this.catalog = catalog;
    }

    /** An event with the plain members of its details. */
    private record Entry(AuditEvent event, Map<String, String> details) {

        boolean is(String type) {
            return event.eventType().equals(type);
        }

        boolean has(String key, String value) {
            return value.equals(details.get(key));
        }

        boolean renames() {
            return is("alter") && details.keySet().stream().anyMatch(key -> key.startsWith("new_name"));
        }

        boolean givesAway() {
            return is("alter") && details.containsKey("new_owner_id");
        }

        boolean isGrantTo(RoleId role) {
            return GRANTS.contains(event.eventType()) && has("grantee_id", role.value());
        }

        /** A change of a cluster creates and drops its replicas. */
        boolean configures() {
            return CONFIGURING.contains(event.eventType()) && !renames() && !givesAway();
        }
    }

    /** Reads the audit log. */
    public static Trail of(CatalogSnapshot catalog) {
        return after(catalog, Optional.empty());
    }

    /**
     * Reads the audit log after an event. The server keeps no event about some settings of clusters, so an older event
     * would name a wrong author. Ids decide and not times, because the clocks of two machines differ.
     *
     * @param last the id of the last event that is left out; empty if none is
     */
    static Trail after(CatalogSnapshot catalog, Optional<Long> last) {
        Trail trail = new Trail(catalog);
        catalog.auditEvents().stream()
                .filter(event -> last.filter(id -> event.id() <= id).isEmpty())
                .sorted(Comparator.comparingLong(AuditEvent::id).reversed())
                .forEach(trail::add);
        return trail;
    }

    private void add(AuditEvent event) {
        details(event)
                .map(details -> new Entry(event, details))
                .ifPresent(entry -> Set.copyOf(entry.details().values())
                        .forEach(value -> byValue.computeIfAbsent(value, unused -> new ArrayList<>())
                                .add(entry)));
    }

    /** Details of another form explain nothing. */
    private static Optional<Map<String, String>> details(AuditEvent event) {
        try {
            return Optional.of(JsonMembers.of(event.details()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The event that made a change, if the audit log has it; of several, the last one. */
    Optional<AuditEvent> of(SideChange change) {
        return all(change).max(Comparator.comparingLong(AuditEvent::id));
    }

    /**
     * The roles one of which made a change, in the order of their first event. The audit log does not show which column
     * a comment is about, nor which setting of a cluster a statement has changed.
     */
    List<String> authors(SideChange change) {
        return all(change)
                .sorted(Comparator.comparingLong(AuditEvent::id))
                .map(Trail::who)
                .distinct()
                .toList();
    }

    /** The author of an event. */
    static String who(AuditEvent event) {
        return event.user().orElse("the system");
    }

    private Stream<AuditEvent> all(SideChange change) {
        Part part = change.part();
        return switch (change) {
            case SideChange.Created created -> last(about(part, entry -> entry.is("create")));
            case SideChange.Replaced replaced -> last(about(part, entry -> entry.is("create")));
            case SideChange.Dropped dropped -> last(about(part, entry -> entry.is("drop")));
            case SideChange.Altered altered -> altered(altered);
        };
    }

    private Stream<AuditEvent> altered(SideChange.Altered altered) {
        Stream<AuditEvent> events = about(altered.part(), entry -> made(altered, entry));
        return switch (altered.fact().aspect()) {
            case NAME, OWNER, READS -> last(events);
            case GRANT,
                    DEFAULT_PRIVILEGE,
                    COMMENT,
                    COLUMN_COMMENT,
                    SIZE,
                    REPLICATION_FACTOR,
                    SCHEDULE,
                    AVAILABILITY_ZONES,
                    INTROSPECTION,
                    AUTO_SCALING_STRATEGY,
                    REPLICA -> events;
        };
    }

    /** Each of these events undoes the one before, so only the last one counts. */
    private static Stream<AuditEvent> last(Stream<AuditEvent> events) {
        return events.max(Comparator.comparingLong(AuditEvent::id)).stream();
    }

    /** The time at which a schema or cluster got its present name, if the audit log has it. */
    Optional<AuditEvent> naming(CatalogId id, Target target) {
        return byValue.getOrDefault(id.value(), List.of()).stream()
                .filter(entry -> entry.event().objectType().equals(type(target)))
                .filter(entry -> entry.is("alter")
                        && entry.has("new_name", target.lastPart().value()))
                .map(Entry::event)
                .findFirst();
    }

    /** The last time at which a schema or cluster lost a name, if the audit log has it. */
    public Optional<AuditEvent> losing(CatalogId id, Target target) {
        return byValue.getOrDefault(id.value(), List.of()).stream()
                .filter(entry -> entry.event().objectType().equals(type(target)))
                .filter(entry -> entry.is("alter")
                        && entry.has("old_name", target.lastPart().value()))
                .map(Entry::event)
                .findFirst();
    }

    /** The event that created an object, if the audit log has it. */
    public Optional<AuditEvent> creating(Item item) {
        return byValue.getOrDefault(item.id().value(), List.of()).stream()
                .filter(entry -> entry.is("create")
                        && entry.has("id", item.id().value())
                        && isItem(entry.event().objectType()))
                .map(Entry::event)
                .findFirst();
    }

    /**
     * The full names of the objects that were dropped in a schema of this name.
     *
     * @param when which events count
     */
    public Stream<String> dropped(SchemaName schema, Predicate<AuditEvent> when) {
        return byValue.getOrDefault(schema.schema().value(), List.of()).stream()
                .filter(entry -> entry.is("drop")
                        && entry.has("schema", schema.schema().value())
                        && entry.has("database", schema.database().value())
                        && when.test(entry.event()))
                .flatMap(entry -> Optional.ofNullable(entry.details().get("item")).stream()
                        .map(name -> entry.event().objectType().replace('-', ' ') + " " + schema.object(name)));
    }

    private static String type(Target target) {
        return target instanceof Target.OfSchema ? "schema" : "cluster";
    }

    private static boolean made(SideChange.Altered altered, Entry entry) {
        return switch (altered.fact().aspect()) {
            case NAME -> entry.renames();
            case OWNER -> entry.givesAway();
            case GRANT, DEFAULT_PRIVILEGE ->
                entry.isGrantTo(altered.fact().roles().getFirst());
            case COMMENT, COLUMN_COMMENT -> entry.is("comment");
            case READS -> entry.is("alter") && !entry.renames() && !entry.givesAway();
            case SIZE,
                    REPLICATION_FACTOR,
                    SCHEDULE,
                    AVAILABILITY_ZONES,
                    INTROSPECTION,
                    AUTO_SCALING_STRATEGY,
                    REPLICA -> entry.configures();
        };
    }

    private Stream<AuditEvent> about(Part part, Predicate<Entry> made) {
        return ids(part)
                .flatMap(id -> byValue.getOrDefault(id, List.of()).stream())
                .filter(entry -> isAbout(part, entry.event().objectType()) && made.test(entry))
                .map(Entry::event)
                .distinct();
    }

    /** The id alone, and the id after the letters of its namespace, as events about any kind of object have it. */
    private Stream<String> ids(Part part) {
        String plain = part.id().value();
        return switch (part.what()) {
            case Part.What.OfSchema of ->
                Stream.concat(
                        Stream.of(plain),
                        catalog.schema(of.id()).map(schema -> "S" + schema.database() + "." + plain).stream());
            case Part.What.OfCluster of -> Stream.of(plain, "C" + plain);
            case Part.What.OfItem of -> Stream.of(plain, "I" + plain);
        };
    }

    /**
     * Whether an event about this type of object can be about a part. Ids of different namespaces may be equal. An
     * event about default privileges has the type of the objects that are created later.
     */
    private static boolean isAbout(Part part, String type) {
        return switch (part.what()) {
            case Part.What.OfSchema of -> !type.startsWith("cluster");
            case Part.What.OfCluster of -> type.startsWith("cluster");
            case Part.What.OfItem of -> isItem(type);
        };
    }

    private static boolean isItem(String type) {
        return !type.startsWith("cluster") && !CONTAINERS.contains(type);
    }
}
