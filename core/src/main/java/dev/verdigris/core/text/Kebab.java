package dev.verdigris.core.text;

import java.util.Locale;

/** Names of constants and types in kebab case, as JSON and messages use them. */
public final class Kebab {

    private Kebab() {}

    /** {@code already-done} for {@code ALREADY_DONE}. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@code repoint-sink} for {@code RepointSink}. */
    public static String of(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
