package dev.verdigris.e2e.kill;

import java.util.List;

/**
 * What a run leaves: the schemas, clusters and objects with owners, grants, comments and references, and the record.
 */
final class Ending {

    private static final List<String> QUERIES = List.of(
            "SELECT 'schema ' || s.name || ' ' || s.owner_id || ' ' || s.privileges::text FROM mz_catalog.mz_schemas s"
                    + " WHERE s.name LIKE '%@%'",
            "SELECT 'cluster ' || c.name || ' ' || c.owner_id || ' ' || c.size || ' ' || c.privileges::text"
                    + " FROM mz_catalog.mz_clusters c WHERE c.name LIKE '%@%'",
            "SELECT o.type || ' ' || s.name || '.' || o.name || ' ' || o.owner_id || ' '"
                    + " || COALESCE(o.privileges::text, '') FROM mz_catalog.mz_objects o"
                    + " JOIN mz_catalog.mz_schemas s ON s.id = o.schema_id WHERE s.name LIKE '%@%'",
            "SELECT 'comment ' || s.name || '.' || o.name || ' ' || COALESCE(c.object_sub_id, 0)::text || ' '"
                    + " || c.comment FROM mz_internal.mz_comments c JOIN mz_catalog.mz_objects o ON o.id = c.id"
                    + " JOIN mz_catalog.mz_schemas s ON s.id = o.schema_id WHERE s.name LIKE '%@%'",
            "SELECT 'reads ' || s.name || '.' || o.name || ' ' || t.name || '.' || p.name"
                    + " FROM mz_internal.mz_object_dependencies d JOIN mz_catalog.mz_objects o ON o.id = d.object_id"
                    + " JOIN mz_catalog.mz_schemas s ON s.id = o.schema_id"
                    + " JOIN mz_catalog.mz_objects p ON p.id = d.referenced_object_id"
                    + " JOIN mz_catalog.mz_schemas t ON t.id = p.schema_id WHERE s.name LIKE '%@%'",
            "SELECT 'version ' || version::text FROM (SELECT DISTINCT version FROM @.v) live");

    private Ending() {}

    /** The lines about a production, the same for every name. A line that is true twice is there twice. */
    static List<String> of(Stall stall) {
        return QUERIES.stream()
                .map(query -> query.replace("@", stall.name()))
                .flatMap(query -> stall.column(query).stream())
                .map(stall::anonymous)
                .sorted()
                .toList();
    }

    /** Whether any session but this one is open. */
    static boolean isAlone(Stall stall) {
        return stall.column("SELECT count(*)::text FROM mz_internal.mz_sessions")
                .equals(List.of("1"));
    }
}
