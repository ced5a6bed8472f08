package dev.verdigris.core.diff.data;

import java.util.Optional;

import dev.verdigris.core.name.Identifier;

/**
 * A column that both sides have, by its name.
 *
 * @param name its name
 * @param liveType the bare name of its type on the live side
 * @param stagedType the same on the staged side
 * @param cast the type to which both sides are cast before they are compared; empty if they are compared as they are
 */
public record ComparedColumn(Identifier name, String liveType, String stagedType, Optional<String> cast) {

    /** Two columns of these types. */
    static ComparedColumn of(Identifier name, String liveType, String stagedType) {
        return new ComparedColumn(name, liveType, stagedType, ColumnTypes.cast(liveType, stagedType));
    }

    /** The value that is compared, as SQL over the relation. */
    String value() {
        return ColumnTypes.compared(
                cast.orElse(liveType),
                cast.map(type -> name.sql() + "::" + type).orElseGet(name::sql));
    }

    /** SQL whose text is the same for equal values, if there is such SQL. */
    Optional<String> oneText() {
        return ColumnTypes.oneText(cast.orElse(liveType), value());
    }

    /** How it is compared, as a sentence; empty if it is compared as it is. */
    public Optional<String> remark() {
        return cast.map(type -> liveType.equals(stagedType)
                ? "Column " + name + " of type " + liveType + " is compared as " + type + "."
                : "Column " + name + " is " + liveType + " on the live side and " + stagedType
                        + " on the staged side. It is compared as " + type + ".");
    }
}
