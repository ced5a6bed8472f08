package dev.verdigris.sandbox.statement.ast;

import dev.verdigris.sandbox.statement.lex.StatementText;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import org.jspecify.annotations.Nullable;

/**
 * Every SHOW that reads the catalog; the catalog package turns it into a query.
 *
 * @param text the statement
 * @param what which objects
 * @param scope the schema, database, relation, cluster or role that filters them, or null
 * @param cluster the cluster that also filters them, or null
 * @param objectType the only type of objects whose privileges are shown, as the catalog's views write it, or null
 * @param filter LIKE, WHERE or neither
 */
public record ShowObjects(
        StatementText text,
        What what,
        @Nullable ObjectPath scope,
        @Nullable String cluster,
        @Nullable String objectType,
        Filter filter)
        implements Statement {

    /** The things that can be shown. */
    public enum What {
        CLUSTERS,
        CLUSTER_REPLICAS,
        COLUMNS,
        CONNECTIONS,
        DATABASES,
        DEFAULT_PRIVILEGES,
        INDEXES,
        INDEXES_ON,
        MATERIALIZED_VIEWS,
        NETWORK_POLICIES,
        OBJECTS,
        PRIVILEGES,
        ROLES,
        ROLE_MEMBERSHIP,
        SCHEMAS,
        SECRETS,
        SINKS,
        SOURCES,
        SUBSOURCES,
        TABLES,
        TABLES_ON,
        TYPES,
        VIEWS,
        CREATE_CLUSTER,
        CREATE_CONNECTION,
        CREATE_INDEX,
        CREATE_MATERIALIZED_VIEW,
        CREATE_SINK,
        CREATE_SOURCE,
        CREATE_TABLE,
        CREATE_TYPE,
        CREATE_VIEW
    }

    /** A filter for the rows. */
    public sealed interface Filter {

        /** No filter. */
        record None() implements Filter {}

        /**
         * LIKE on the column {@code name}, which some results do not have.
         *
         * @param pattern as written between the quotes
         */
        record Like(String pattern) implements Filter {}

        /**
         * WHERE over the columns shown.
         *
         * @param condition for PostgreSQL
         */
        record Where(String condition) implements Filter {}
    }
}
