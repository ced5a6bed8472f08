package dev.verdigris.core.catalog;

import java.util.Locale;

/** The limits of the server that a second side may reach. Each is named like the server's parameter. */
public enum Limit {
    MAX_CLUSTERS,
    MAX_REPLICAS_PER_CLUSTER,
    MAX_SCHEMAS_PER_DATABASE,
    MAX_MATERIALIZED_VIEWS,
    MAX_OBJECTS_PER_SCHEMA;

    /** The name of the server's parameter, for {@code SHOW}. */
    public String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }
}
