package dev.verdigris.sandbox.statement;

import org.jspecify.annotations.Nullable;

/** Reads the words for kinds of objects. */
final class KindParser {

    private final TokenCursor cursor;

    KindParser(TokenCursor cursor) {
        this.cursor = cursor;
    }

    /** TABLE, MATERIALIZED VIEW, …; null if none is next. */
    @Nullable
    ObjectKind singular() {
        // CLUSTER REPLICA before CLUSTER.
        if (cursor.accept("CLUSTER REPLICA")) {
            return ObjectKind.CLUSTER_REPLICA;
        }
        if (cursor.accept("USER")) {
            return ObjectKind.ROLE;
        }
        for (ObjectKind kind : ObjectKind.values()) {
            if (kind != ObjectKind.FUNCTION && cursor.accept(kind.sql())) {
                return kind;
            }
        }
        return null;
    }

    /** TABLES, MATERIALIZED VIEWS, …; null if none is next. */
    @Nullable
    ObjectKind plural() {
        for (ObjectKind kind : ObjectKind.values()) {
            if (kind != ObjectKind.FUNCTION && cursor.accept(pluralOf(kind))) {
                return kind;
            }
        }
        return null;
    }

    static String pluralOf(ObjectKind kind) {
        return switch (kind) {
            case INDEX -> "INDEXES";
            case NETWORK_POLICY -> "NETWORK POLICIES";
            case TABLE,
                    VIEW,
                    MATERIALIZED_VIEW,
                    SOURCE,
                    SINK,
                    CONNECTION,
                    SECRET,
                    TYPE,
                    FUNCTION,
                    ROLE,
                    DATABASE,
                    SCHEMA,
                    CLUSTER,
                    CLUSTER_REPLICA -> kind.sql() + "S";
        };
    }
}
