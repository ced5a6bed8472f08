package dev.verdigris.cli.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The settings that a URL may contain and that are keys of their own. They outlive the URL: if a stronger place has a
 * URL that does not name such a setting, the setting remains in force. Otherwise, a connection could lose its
 * encryption.
 */
final class UrlParameters {

    private static final List<Key> KEYS =
            List.of(Key.SSLMODE, Key.SSLROOTCERT, Key.SSLCERT, Key.SSLKEY, Key.CONNECT_TIMEOUT);

    private UrlParameters() {}

    /**
     * The values of one place, with the settings of its URL as values. A key of its own has precedence in one place. A
     * URL whose variables are not set counts as written: it is reported only if its place decides.
     */
    static Map<Key, List<Value>> apart(Map<Key, List<Value>> place, Map<String, String> variables) {
        if (!place.containsKey(Key.URL)) {
            return place;
        }
        Map<Key, List<Value>> all = new EnumMap<>(place);
        for (Value written : place.get(Key.URL)) {
            Value url = written.replaced(true, variables).orElse(written);
            KEYS.forEach(key -> in(url, key).ifPresent(value -> all.putIfAbsent(key, List.of(value))));
        }
        return all;
    }

    private static Optional<Value> in(Value url, Key key) {
        int query = url.text().indexOf('?');
        String parameter = key.name().toLowerCase(Locale.ROOT) + "=";
        return Arrays.stream(url.text().substring(query + 1).split("&"))
                .filter(each -> query >= 0 && each.startsWith(parameter))
                .findFirst()
                .flatMap(each -> decoded(each.substring(parameter.length())))
                .map(text -> new Value(text, Optional.empty(), url.origin(), url.references()));
    }

    /** Empty if the text is malformed. The reading of the whole URL reports that. */
    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
