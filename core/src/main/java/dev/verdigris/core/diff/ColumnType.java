package dev.verdigris.core.diff;

import java.util.List;
import java.util.Set;

import dev.verdigris.core.catalog.Column;

/**
 * The type of a column with its modifier.
 *
 * @param name the bare name of the type
 * @param modifier the modifier as the server counts it; -1 if there is none
 */
public record ColumnType(String name, int modifier) {

    private static final String ARRAY = "[]";

    private static final String NUMERIC = "numeric";

    private static final String VARCHAR = "character varying";

    /** The server counts the length of its own header in the modifiers of these types. */
    private static final int HEADER = 4;

    private static final int SCALE_BITS = 16;

    private static final int SCALE_MASK = 0xffff;

    private static final Set<String> WITH_LENGTH = Set.of(VARCHAR, "character");

    private static final Set<String> WITH_PRECISION =
            Set.of("timestamp without time zone", "timestamp with time zone", "time");

    /**
     * Types of which each holds all values of those before it, and writes them in the same form. A {@code real} of 0.1
     * is another number as {@code double precision}.
     */
    private static final List<List<String>> WIDER = List.of(
            List.of("smallint", "integer", "bigint"), List.of("uint2", "uint4", "uint8"), List.of(VARCHAR, "text"));

    /** The type of a column. */
    public static ColumnType of(Column column) {
        return new ColumnType(column.type(), column.modifier());
    }

    /** The type as SQL writes it, such as {@code numeric(39,2)}. */
    public String text() {
        if (isArray()) {
            return new ColumnType(base(), modifier).text() + ARRAY;
        }
        if (name.equals(NUMERIC) && modifier >= HEADER) {
            return name + "(" + ((modifier - HEADER) >> SCALE_BITS) + "," + scale() + ")";
        }
        if (WITH_LENGTH.contains(name) && modifier >= HEADER) {
            return name + "(" + (modifier - HEADER) + ")";
        }
        if (WITH_PRECISION.contains(name) && modifier >= 0) {
            int space = name.indexOf(' ');
            return space < 0
                    ? name + "(" + modifier + ")"
                    : name.substring(0, space) + "(" + modifier + ")" + name.substring(space);
        }
        return modifier < 0 ? name : name + " with modifier " + modifier;
    }

    /**
     * Whether another type holds every value of this one and writes it in the same form: a pure widening. The server
     * counts 39 digits for every {@code numeric}, so only its scale can become narrower.
     */
    public boolean widensTo(ColumnType other) {
        if (isArray() || other.isArray()) {
            return isArray()
                    && other.isArray()
                    && new ColumnType(base(), modifier).widensTo(new ColumnType(other.base(), other.modifier));
        }
        return name.equals(other.name)
                ? modifier == other.modifier || isLessLimited(other)
                : WIDER.stream()
                        .anyMatch(types -> types.contains(name) && types.indexOf(name) < types.indexOf(other.name));
    }

    /** Whether the same type with another modifier holds every value. */
    private boolean isLessLimited(ColumnType other) {
        if (name.equals(NUMERIC)) {
            return other.modifier < HEADER || modifier >= HEADER && scale() <= other.scale();
        }
        boolean limited = name.equals(VARCHAR) || WITH_PRECISION.contains(name);
        return limited && (other.modifier < 0 || modifier >= 0 && modifier <= other.modifier);
    }

    private boolean isArray() {
        return name.endsWith(ARRAY);
    }

    private String base() {
        return name.substring(0, name.length() - ARRAY.length());
    }

    private int scale() {
        return (modifier - HEADER) & SCALE_MASK;
    }

    /** The type, for messages. */
    @Override
    public String toString() {
        return text();
    }
}
