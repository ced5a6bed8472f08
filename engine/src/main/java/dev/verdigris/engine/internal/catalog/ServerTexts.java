package dev.verdigris.engine.internal.catalog;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.access.Acl;
import dev.verdigris.core.catalog.access.AclItem;
import org.jspecify.annotations.Nullable;

/** Reads the server's text forms of values. */
final class ServerTexts {

    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);

    private ServerTexts() {}

    /** Elements of an array or a list: {@code {a,"b c",NULL}}. NULL elements are left out. */
    static List<String> elements(@Nullable String text) {
        List<String> elements = new ArrayList<>();
        if (text == null || text.length() < 2) {
            return elements;
        }
        StringBuilder element = new StringBuilder();
        boolean quoted = false;
        boolean wasQuoted = false;
        for (int i = 1; i < text.length() - 1; i++) {
            char c = text.charAt(i);
            if (c == '\\' && quoted) {
                element.append(text.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
                wasQuoted = true;
            } else if (c == ',' && !quoted) {
                add(elements, element, wasQuoted);
                wasQuoted = false;
            } else {
                element.append(c);
            }
        }
        add(elements, element, wasQuoted);
        return elements;
    }

    private static void add(List<String> elements, StringBuilder element, boolean quoted) {
        if (quoted || !element.isEmpty() && !element.toString().equals("NULL")) {
            elements.add(element.toString());
        }
        element.setLength(0);
    }

    static Acl acl(@Nullable String text) {
        return new Acl(elements(text).stream().map(AclItem::parse).toList());
    }

    static Duration seconds(String text) {
        return Duration.ofNanos(new BigDecimal(text).multiply(NANOS).longValue());
    }

    static Optional<Duration> maybeSeconds(@Nullable String text) {
        return Optional.ofNullable(text).map(ServerTexts::seconds);
    }

    static Instant instant(String secondsSinceEpoch) {
        return Instant.EPOCH.plus(seconds(secondsSinceEpoch));
    }
}
