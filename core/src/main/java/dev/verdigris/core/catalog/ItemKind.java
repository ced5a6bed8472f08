package dev.verdigris.core.catalog;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.catalog.access.DefaultPrivilege;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.text.Kebab;

/** The kinds of objects that live in schemas. */
public enum ItemKind {
    TABLE,
    SOURCE,
    VIEW,
    MATERIALIZED_VIEW,
    INDEX,
    SINK,
    CONNECTION,
    SECRET,
    TYPE,
    FUNCTION,
    /** A kind that this version does not know. No property of such an object is assumed. */
    OTHER;

    /** The kind as the column {@code mz_objects.type} spells it. */
    public String catalogName() {
        return Kebab.of(this);
    }

    /** The kind as statements spell it, such as {@code MATERIALIZED VIEW}. */
    public String sql() {
        return name().replace('_', ' ');
    }

    /** The kind as messages spell it, such as {@code materialized view}. */
    public String text() {
        return this == OTHER ? "object of an unknown kind" : sql().toLowerCase(Locale.ROOT);
    }

    /** Whether objects of this kind can be queried. */
    public boolean isRelation() {
        return switch (this) {
            case TABLE, SOURCE, VIEW, MATERIALIZED_VIEW -> true;
            case INDEX, SINK, CONNECTION, SECRET, TYPE, FUNCTION, OTHER -> false;
        };
    }

    /** The privileges that somebody can have on such an object; none if it has no grants. */
    public Set<Privilege> privileges() {
        return switch (this) {
            case TABLE -> EnumSet.of(Privilege.SELECT, Privilege.INSERT, Privilege.UPDATE, Privilege.DELETE);
            case SOURCE, VIEW, MATERIALIZED_VIEW -> EnumSet.of(Privilege.SELECT);
            case CONNECTION, SECRET, TYPE -> EnumSet.of(Privilege.USAGE);
            case INDEX, SINK, FUNCTION, OTHER -> EnumSet.noneOf(Privilege.class);
        };
    }

    /** The kind of default privileges that concern such an object; empty if none do. */
    public Optional<DefaultPrivilege.ObjectKind> byDefault() {
        return switch (this) {
            case TABLE, SOURCE, VIEW, MATERIALIZED_VIEW -> Optional.of(DefaultPrivilege.ObjectKind.TABLE);
            case CONNECTION -> Optional.of(DefaultPrivilege.ObjectKind.CONNECTION);
            case SECRET -> Optional.of(DefaultPrivilege.ObjectKind.SECRET);
            case TYPE -> Optional.of(DefaultPrivilege.ObjectKind.TYPE);
            case INDEX, SINK, FUNCTION, OTHER -> Optional.empty();
        };
    }

    /** Whether dropping such an object loses data that no query can compute again. */
    public boolean holdsData() {
        return switch (this) {
            case TABLE, SOURCE, CONNECTION, SECRET, OTHER -> true;
            case VIEW, MATERIALIZED_VIEW, INDEX, SINK, TYPE, FUNCTION -> false;
        };
    }

    /** Whether {@code ALTER SINK … SET FROM} accepts such an object. */
    public boolean feedsSinks() {
        return this == TABLE || this == SOURCE || this == MATERIALIZED_VIEW;
    }

    /** The kind of a value of {@code mz_objects.type}. */
    public static ItemKind ofCatalog(String type) {
        return Arrays.stream(values())
                .filter(kind -> kind.catalogName().equals(type))
                .findFirst()
                .orElse(OTHER);
    }
}
