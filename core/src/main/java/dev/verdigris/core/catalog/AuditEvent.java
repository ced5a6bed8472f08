package dev.verdigris.core.catalog;

import java.time.Instant;
import java.util.Optional;

/**
 * A row of {@code mz_audit_events}.
 *
 * @param id its number, growing with time
 * @param eventType what was done: create, alter, drop, grant, revoke, …
 * @param objectType to what kind of object
 * @param details the server's JSON about it
 * @param user who did it; empty for the system
 * @param occurredAt when
 */
public record AuditEvent(
        long id, String eventType, String objectType, String details, Optional<String> user, Instant occurredAt) {}
