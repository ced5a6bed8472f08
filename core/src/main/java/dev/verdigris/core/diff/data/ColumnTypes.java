package dev.verdigris.core.diff.data;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which types the server can group, sort and test for equality, and to which type both sides are cast if their types
 * differ. A name is that of {@code mz_columns.type}, without modifiers.
 */
final class ColumnTypes {

    static final String TEXT = "text";

    private static final String DOUBLE = "double precision";
    private static final String NUMERIC = "numeric";

    /** From the narrowest to the widest. A value of each fits into the types after it. */
    private static final List<String> INTEGERS = List.of("smallint", "integer", "bigint");

    private static final Set<String> UNSIGNED = Set.of("uint2", "uint4", "uint8");
    private static final Set<String> FLOATS = Set.of("real", DOUBLE);
    private static final Set<String> TEXTS = Set.of(TEXT, "character varying", "varchar");

    /** From the narrowest to the widest. */
    private static final List<String> MOMENTS =
            List.of("date", "timestamp without time zone", "timestamp with time zone");

    private static final Set<String> OTHERS = Set.of(
            "boolean",
            "bytea",
            "character",
            "jsonb",
            "mz_timestamp",
            "oid",
            "time",
            "time without time zone",
            "timestamp",
            "uuid");

    /** Equal values of these have the same text. */
    private static final Set<String> ONE_TEXT =
            Set.of("boolean", "bytea", "mz_timestamp", "oid", "time", "time without time zone", "timestamp", "uuid");

    private ColumnTypes() {}

    /** The type to which both sides are cast before they are compared; empty if they are compared as they are. */
    static Optional<String> cast(String live, String staged) {
        if (live.equals(staged)) {
            return isComparable(live) ? Optional.empty() : Optional.of(TEXT);
        }
        return Optional.of(wider(INTEGERS, live, staged)
                .or(() -> wider(MOMENTS, live, staged))
                .or(() -> number(live, staged))
                .orElse(TEXT));
    }

    /**
     * Servers disagree whether 30 days equal one month, and whether 0 equals -0 inside an array. The texts of such values
     * are equal or not on every server.
     */
    private static boolean isComparable(String type) {
        boolean isArray = type.endsWith("[]");
        String element = isArray ? type.substring(0, type.length() - 2) : type;
        return isExact(element)
                || (FLOATS.contains(element) && !isArray)
                || TEXTS.contains(element)
                || MOMENTS.contains(element)
                || OTHERS.contains(element);
    }

    private static Optional<String> wider(List<String> types, String one, String other) {
        int last = Math.max(types.indexOf(one), types.indexOf(other));
        return types.contains(one) && types.contains(other) ? Optional.of(types.get(last)) : Optional.empty();
    }

    private static Optional<String> number(String one, String other) {
        if (!isNumber(one) || !isNumber(other)) {
            return Optional.empty();
        }
        return Optional.of(FLOATS.contains(one) || FLOATS.contains(other) ? DOUBLE : NUMERIC);
    }

    private static boolean isNumber(String type) {
        return isExact(type) || FLOATS.contains(type);
    }

    private static boolean isExact(String type) {
        return INTEGERS.contains(type) || UNSIGNED.contains(type) || type.equals(NUMERIC);
    }

    /** The value that is compared. Materialize groups 0 and -0 apart, although they are equal; the sum of both with 0 is 0. */
    static String compared(String type, String expression) {
        return FLOATS.contains(type) ? "(" + expression + " + 0::" + type + ")" : expression;
    }

    /**
     * An expression whose text is the same for equal values of a type, so that the same rows are taken into the sample
     * on both sides; empty if there is none.
     */
    static Optional<String> oneText(String type, String expression) {
        if (type.equals(NUMERIC) || FLOATS.contains(type)) {
            // 1.0 and 1.00 are equal, but their texts are not.
            return Optional.of("(" + expression + "::double precision + 0)::text");
        }
        boolean one = INTEGERS.contains(type)
                || UNSIGNED.contains(type)
                || TEXTS.contains(type)
                || MOMENTS.contains(type)
                || ONE_TEXT.contains(type);
        return one ? Optional.of(expression + "::text") : Optional.empty();
    }
}
