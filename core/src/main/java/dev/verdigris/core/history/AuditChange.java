package dev.verdigris.core.history;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.core.catalog.AuditEvent;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;

/**
 * What an event of the audit log says about a state view or a half of a pair. The keys of the details are those of
 * Materialize 26.24 (Materialize docs: {@code mz_catalog.mz_audit_events}; the conformance cases of section 1.6).
 */
sealed interface AuditChange {

    /** A view was created. */
    record ViewCreated(String id, ObjectName name) implements AuditChange {}

    /** A view was renamed. */
    record ViewRenamed(String id, ObjectName from, ObjectName to) implements AuditChange {}

    /** A view was dropped. */
    record ViewDropped(String id, ObjectName name) implements AuditChange {}

    /** A schema or cluster was renamed. A swap is three renames. */
    record Renamed(Target from, Target to) implements AuditChange {}

    /** Reads an event; empty if it is about something else. */
    static Optional<AuditChange> of(AuditEvent event) {
        try {
            Map<String, String> details = JsonMembers.of(event.details());
            return switch (event.objectType()) {
                case "view" -> view(event.eventType(), details);
                case "schema" -> event.eventType().equals("alter") ? schema(details) : Optional.empty();
                case "cluster" -> event.eventType().equals("alter") ? cluster(details) : Optional.empty();
                default -> Optional.empty();
            };
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<AuditChange> view(String type, Map<String, String> details) {
        String id = details.getOrDefault("id", "");
        return switch (type) {
            case "create" -> item(details, "").map(name -> new ViewCreated(id, name));
            case "drop" -> item(details, "").map(name -> new ViewDropped(id, name));
            case "alter" ->
                item(details, "old_name.")
                        .flatMap(from -> item(details, "new_name.").map(to -> new ViewRenamed(id, from, to)));
            default -> Optional.empty();
        };
    }

    private static Optional<ObjectName> item(Map<String, String> details, String prefix) {
        return has(details, prefix + "database", prefix + "schema", prefix + "item")
                ? Optional.of(ObjectName.of(
                        details.get(prefix + "database"), details.get(prefix + "schema"), details.get(prefix + "item")))
                : Optional.empty();
    }

    private static Optional<AuditChange> schema(Map<String, String> details) {
        return has(details, "database_name", "old_name", "new_name")
                ? Optional.of(new Renamed(schema(details, "old_name"), schema(details, "new_name")))
                : Optional.empty();
    }

    private static Target schema(Map<String, String> details, String key) {
        return new Target.OfSchema(SchemaName.of(details.get("database_name"), details.get(key)));
    }

    private static Optional<AuditChange> cluster(Map<String, String> details) {
        return has(details, "old_name", "new_name")
                ? Optional.of(new Renamed(
                        new Target.OfCluster(Identifier.of(details.get("old_name"))),
                        new Target.OfCluster(Identifier.of(details.get("new_name")))))
                : Optional.empty();
    }

    private static boolean has(Map<String, String> details, String... keys) {
        for (String key : keys) {
            if (!details.containsKey(key)) {
                return false;
            }
        }
        return true;
    }
}
