package dev.verdigris.core.catalog;

import java.time.Instant;
import java.util.Optional;

/**
 * A row of {@code mz_audit_events}.
 *
 * @param id its number, which grows with time
 * @param eventType the action: create, alter, drop, grant, revoke, …
 * @param objectType the kind of the object
 * @param details the server's JSON about it
 * @param user the name of the role that did it; empty for the system
 * @param occurredAt the time of the event
 */
public record AuditEvent(
        long id, String eventType, String objectType, String details, Optional<String> user, Instant occurredAt) {}
