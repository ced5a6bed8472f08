package dev.verdigris.core.name;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * One part of a name, exactly as the catalog stores it: any non-empty text without a NUL character.
 *
 * <p>An identifier may be longer than the server allows ({@link #MAX_BYTES}); planning reports that as a problem
 * rather than failing here, so that all problems are told at once.
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
            throw new IllegalArgumentException("an identifier cannot hold a NUL character");
        }
    }

    /** Names one part. */
    public static Identifier of(String value) {
        return new Identifier(value);
    }

    /** The same text with {@code suffix} behind it. */
    public Identifier withSuffix(String suffix) {
        return new Identifier(value + suffix);
    }

    /** The length that the server counts, in bytes of UTF-8. */
    public int byteLength() {
        return value.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Whether the server would refuse this name for its length. */
    public boolean isTooLong() {
        return byteLength() > MAX_BYTES;
    }

    /** The identifier as SQL text: always quoted, so that case, keywords and odd characters need no thought. */
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
