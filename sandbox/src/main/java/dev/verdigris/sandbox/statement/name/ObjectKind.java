package dev.verdigris.sandbox.statement.name;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The kinds of objects that statements name. */
public enum ObjectKind {
    TABLE,
    VIEW,
    MATERIALIZED_VIEW,
    SOURCE,
    SINK,
    INDEX,
    CONNECTION,
    SECRET,
    TYPE,
    FUNCTION,
    ROLE,
    DATABASE,
    SCHEMA,
    CLUSTER,
    CLUSTER_REPLICA,
    NETWORK_POLICY;

    private static final Set<ObjectKind> RELATIONS = EnumSet.of(TABLE, VIEW, MATERIALIZED_VIEW, SOURCE);

    /** The kind as a statement spells it: {@code MATERIALIZED VIEW}. */
    public String sql() {
        return name().replace('_', ' ');
    }

    /** The kind as messages spell it: {@code materialized view}. */
    public String words() {
        return sql().toLowerCase(Locale.ROOT);
    }

    /** The kind as the catalog spells it: {@code materialized-view}. */
    public String catalogName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind as the audit log and mz_comments spell it; only functions differ. */
    public String auditName() {
        return this == FUNCTION ? "func" : catalogName();
    }

    /** Whether objects of this kind live in a schema. */
    public boolean isItem() {
        return ordinal() <= FUNCTION.ordinal();
    }

    /** Whether an object of this kind has rows that a query can read. */
    public boolean isRelation() {
        return RELATIONS.contains(this);
    }

    /** The kind that the catalog spells {@code catalogName}. */
    public static ObjectKind ofCatalogName(String catalogName) {
        return valueOf(catalogName.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
