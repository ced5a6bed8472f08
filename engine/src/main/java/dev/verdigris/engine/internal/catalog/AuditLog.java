package dev.verdigris.engine.internal.catalog;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.AuditEvent;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.engine.internal.connection.Rows;
import dev.verdigris.engine.internal.connection.SqlSession;

/**
 * Reads the audit log (Materialize docs: {@code mz_catalog.mz_audit_events}). It has no index: reading it costs as much
 * as reading the whole catalog.
 */
public final class AuditLog {

    private AuditLog() {}

    /**
     * The events about the state views of all environments and about the renames of an environment's pairs, in no
     * order.
     *
     * @throws dev.verdigris.engine.internal.connection.SqlFailure if the server refuses or the connection is lost
     */
    public static List<AuditEvent> about(SqlSession session, Environment environment) {
        List<String> names = environment.pairs().stream()
                .flatMap(pair -> Stream.of(pair.live(), pair.suffixed()))
                .map(target -> target.lastPart().value())
                .distinct()
                .toList();
        return session.query(CatalogQuery.history(names)).map(AuditLog::event);
    }

    /** An event from a row of {@code audit_events.sql} or {@code history.sql}. */
    static AuditEvent event(Rows.Row row) {
        return new AuditEvent(
                Long.parseLong(row.text("id")),
                row.text("event_type"),
                row.text("object_type"),
                row.text("details"),
                Optional.ofNullable(row.orNull("user_name")),
                ServerTexts.instant(row.text("occurred_seconds")));
    }
}
