package dev.verdigris.sandbox.session.variable;

import java.util.Map;
import java.util.Optional;

/** The defaults of Materialize's limits (Materialize docs: sql/show, system parameters). */
public final class SystemDefaults {

    private static final Map<String, String> LIMITS = Map.ofEntries(
            Map.entry("max_clusters", "25"),
            Map.entry("max_connections", "5000"),
            Map.entry("max_credit_consumption_rate", "1024"),
            Map.entry("max_databases", "1000"),
            Map.entry("max_materialized_views", "500"),
            Map.entry("max_objects_per_schema", "1000"),
            Map.entry("max_replicas_per_cluster", "5"),
            Map.entry("max_roles", "1000"),
            Map.entry("max_schemas_per_database", "1000"),
            Map.entry("max_sinks", "1000"),
            Map.entry("max_sources", "200"),
            Map.entry("max_tables", "200"));

    private SystemDefaults() {}

    /** The default of a system parameter; empty if the sandbox does not know it. */
    public static Optional<String> of(String name) {
        return Optional.ofNullable(LIMITS.get(name));
    }
}
