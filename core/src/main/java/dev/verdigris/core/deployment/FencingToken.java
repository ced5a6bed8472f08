package dev.verdigris.core.deployment;

/**
 * What tells one state view from every other one that there ever was or will be: drawn at random by whoever makes or changes
 * a state view, so that a name which bears it never comes again.
 *
 * @param value twelve lower-case hexadecimal digits
 */
public record FencingToken(String value) {

    /** How many digits a token has. */
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
