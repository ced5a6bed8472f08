package dev.verdigris.core.name;

import java.util.Objects;

/**
 * A text value inside SQL.
 *
 * @param value the text without quotes
 */
public record Literal(String value) {

    public Literal {
        Objects.requireNonNull(value, "value");
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a SQL text cannot contain a NUL character");
        }
    }

    /** Wraps a text. */
    public static Literal of(String value) {
        return new Literal(value);
    }

    /**
     * The value as SQL text, quoted for {@code standard_conforming_strings = on}. Materialize has no other setting. A
     * backslash is an ordinary character there.
     */
    public String sql() {
        return '\'' + value.replace("'", "''") + '\'';
    }

    @Override
    public String toString() {
        return value;
    }
}
