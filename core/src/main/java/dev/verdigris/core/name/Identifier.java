package dev.verdigris.core.name;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * One part of a name, exactly as the catalog stores it: any non-empty text without a NUL character.
 *
 * <p>An identifier may be longer than the server allows ({@link #MAX_BYTES}). Planning reports that as a problem, so
 * that the user sees all problems at once.
 *
 * @param value the unquoted text
 */
public record Identifier(String value) implements Comparable<Identifier> {

    /** The server's limit for one identifier, in bytes of UTF-8 (variable {@code max_identifier_length}). */
    public static final int MAX_BYTES = 255;

    public Identifier {
        Objects.requireNonNull(value, "value");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("an identifier cannot be empty");
        }
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("an identifier cannot contain a NUL character");
        }
    }

    /** Names one part. */
    public static Identifier of(String value) {
        return new Identifier(value);
    }

    /** The same text followed by {@code suffix}. */
    public Identifier withSuffix(String suffix) {
        return new Identifier(value + suffix);
    }

    /** The length that the server counts, in bytes of UTF-8. */
    public int byteLength() {
        return value.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Whether the name is longer than the server allows. */
    public boolean isTooLong() {
        return byteLength() > MAX_BYTES;
    }

    /** The identifier as SQL text. It is always quoted, so that case, keywords and special characters are safe. */
    public String sql() {
        return '"' + value.replace("\"", "\"\"") + '"';
    }

    @Override
    public int compareTo(Identifier other) {
        return value.compareTo(other.value);
    }

    /** The unquoted text, for messages. */
    @Override
    public String toString() {
        return value;
    }
}
