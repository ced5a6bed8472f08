package dev.verdigris.core.history;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.core.catalog.AuditEvent;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.text.JsonMembers;

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

    /** Reads an event; empty if it is about something else, or if a name is missing. */
    static Optional<AuditChange> of(AuditEvent event) {
        try {
            Map<String, String> details = JsonMembers.of(event.details());
            return switch (event.objectType()) {
                case "view" -> view(event.eventType(), details);
                case "schema" -> renamed(event, schema(details, "old_name"), schema(details, "new_name"));
                case "cluster" -> renamed(event, cluster(details, "old_name"), cluster(details, "new_name"));
                default -> Optional.empty();
            };
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<AuditChange> view(String type, Map<String, String> details) {
        String id = text(details, "id");
        return switch (type) {
            case "create" -> Optional.of(new ViewCreated(id, item(details, "")));
            case "drop" -> Optional.of(new ViewDropped(id, item(details, "")));
            case "alter" -> Optional.of(new ViewRenamed(id, item(details, "old_name."), item(details, "new_name.")));
            default -> Optional.empty();
        };
    }

    private static Optional<AuditChange> renamed(AuditEvent event, Target from, Target to) {
        return event.eventType().equals("alter") ? Optional.of(new Renamed(from, to)) : Optional.empty();
    }

    private static ObjectName item(Map<String, String> details, String prefix) {
        return ObjectName.of(
                text(details, prefix + "database"), text(details, prefix + "schema"), text(details, prefix + "item"));
    }

    private static Target schema(Map<String, String> details, String key) {
        return new Target.OfSchema(SchemaName.of(text(details, "database_name"), text(details, key)));
    }

    private static Target cluster(Map<String, String> details, String key) {
        return new Target.OfCluster(Identifier.of(text(details, key)));
    }

    /** A missing text is empty, and no name is empty. */
    private static String text(Map<String, String> details, String key) {
        return details.getOrDefault(key, "");
    }
}
