package dev.verdigris.core.sink;

import java.util.regex.Pattern;

/**
 * The name of a topic in Kafka: up to 249 letters, digits, dots, hyphens and underscores of ASCII, and neither
 * {@code .} nor {@code ..}.
 */
public record Topic(String name) {

    private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");

    public Topic {
        if (!isValid(name)) {
            throw new IllegalArgumentException("not a topic: " + name);
        }
    }

    /** Whether a text is the name of a topic. */
    public static boolean isValid(String text) {
        return NAME.matcher(text).matches();
    }

    @Override
    public String toString() {
        return name;
    }
}
