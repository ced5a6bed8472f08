package dev.verdigris.core.deployment.record;

/**
 * A random value that makes the name of a state view unique. A new one is drawn each time a state view is created or
 * renamed, so no name of a state view is ever used twice.
 *
 * @param value twelve lower-case hexadecimal digits
 */
public record FencingToken(String value) {

    /** The number of digits of a token. */
    public static final int DIGITS = 12;

    public FencingToken {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a token: " + value);
        }
    }

    /** Whether {@code text} can be a token. */
    public static boolean isValid(String text) {
        return text.matches("[0-9a-f]{" + DIGITS + "}");
    }

    @Override
    public String toString() {
        return value;
    }
}
