package dev.verdigris.core.environment;

/**
 * What tells one seal from every other one that there ever was or will be: drawn at random by whoever makes or changes
 * a seal, so that a name which bears it never comes again.
 *
 * @param value twelve lower-case hexadecimal digits
 */
public record Nonce(String value) {

    /** How many digits a nonce has. */
    public static final int DIGITS = 12;

    public Nonce {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a nonce: " + value);
        }
    }

    /** Whether {@code text} can be a nonce. */
    public static boolean isValid(String text) {
        return text.matches("[0-9a-f]{" + DIGITS + "}");
    }

    @Override
    public String toString() {
        return value;
    }
}
