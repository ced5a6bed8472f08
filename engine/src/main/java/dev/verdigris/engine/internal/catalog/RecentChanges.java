package dev.verdigris.engine.internal.catalog;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.engine.internal.connection.Rows;
import dev.verdigris.engine.internal.connection.SqlSession;

/**
 * Who has changed the catalog within the last ten seconds, and how. It comes from the audit log (Materialize docs:
 * {@code mz_catalog.mz_audit_events}), which has no index: reading it costs as much as reading half of the catalog.
 */
public final class RecentChanges {

    private static final int MOST_ROLES = 3;
    private static final int MOST_KINDS = 3;

    private RecentChanges() {}

    /**
     * Reads the changes, as a part of a sentence; empty if there was none.
     *
     * @throws dev.verdigris.engine.internal.connection.SqlFailure if the server refuses or the connection is lost
     */
    public static Optional<String> read(SqlSession session) {
        return text(session.query(CatalogQuery.recentChanges()));
    }

    static Optional<String> text(Rows events) {
        Map<String, List<Rows.Row>> roles = events.rows().stream()
                .collect(Collectors.groupingBy(RecentChanges::who, TreeMap::new, Collectors.toList()));
        return roles.isEmpty()
                ? Optional.empty()
                : Optional.of("in the last 10 s "
                        + roles.entrySet().stream()
                                .sorted(Comparator.comparing(
                                        role -> -role.getValue().size()))
                                .limit(MOST_ROLES)
                                .map(role -> role.getKey() + " ran " + kinds(role.getValue()))
                                .collect(Collectors.joining(", and ")));
    }

    private static String who(Rows.Row event) {
        String name = event.orNull("user_name");
        return name == null ? "the system" : "role " + Identifier.of(name).sql();
    }

    /** The most frequent kinds of statements, with their numbers. */
    private static String kinds(List<Rows.Row> events) {
        Map<String, Long> counts = events.stream()
                .collect(Collectors.groupingBy(
                        event -> event.text("event_type") + " " + event.text("object_type"),
                        TreeMap::new,
                        Collectors.counting()));
        return counts.entrySet().stream()
                .sorted(Comparator.comparing(kind -> -kind.getValue()))
                .limit(MOST_KINDS)
                .map(kind -> kind.getKey().replace('-', ' ') + " " + times(kind.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String times(long count) {
        return count == 1 ? "once" : count + " times";
    }
}
