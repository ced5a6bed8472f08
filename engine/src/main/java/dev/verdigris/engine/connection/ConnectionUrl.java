package dev.verdigris.engine.connection;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads connection URLs in libpq's form. */
final class ConnectionUrl {

    private static final Set<String> SCHEMES = Set.of("postgres", "postgresql", "materialize");
    /** Parameters that have the same meaning as properties of the driver. */
    private static final Set<String> OF_DRIVER = Set.of("sslcert", "sslkey");

    private static final Set<String> PARAMETERS = Set.of(
            "sslmode",
            "sslrootcert",
            "sslcert",
            "sslkey",
            "application_name",
            "connect_timeout",
            "user",
            "password",
            "dbname");

    private static final Pattern PORT = Pattern.compile("\\d{1,5}");

    private ConnectionUrl() {}

    static ConnectionSettings parse(String url) {
        URI uri = uri(url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url);
        String scheme = uri.getScheme();
        if (scheme == null || !SCHEMES.contains(scheme)) {
            throw new IllegalArgumentException("the connection URL must begin with postgres:// or materialize://");
        }
        String host = host(uri);
        Map<String, String> parameters = parameters(uri.getRawQuery());
        String[] login = login(uri.getRawUserInfo(), parameters);
        ConnectionSettings standard =
                ConnectionSettings.of(host.startsWith("[") ? host.substring(1, host.length() - 1) : host, login[0]);
        return new ConnectionSettings(
                standard.host(),
                uri.getPort() == -1 ? standard.port() : uri.getPort(),
                standard.user(),
                login.length > 1 ? Optional.of(Secret.of(login[1])) : Optional.empty(),
                database(uri, parameters),
                tls(parameters),
                parameters.getOrDefault("application_name", standard.applicationName()),
                connectTimeout(parameters).orElse(standard.connectTimeout()),
                ofDriver(parameters));
    }

    private static String host(URI uri) {
        String host = uri.getHost();
        if (host == null || host.isEmpty()) {
            throw new IllegalArgumentException(
                    "the connection URL " + fault(Objects.requireNonNullElse(uri.getRawAuthority(), "")));
        }
        return host;
    }

    /** What is wrong with an address that Java does not read. It is not shown, because a password can be in it. */
    private static String fault(String address) {
        String place = address.substring(address.lastIndexOf('@') + 1);
        int colon = place.lastIndexOf(':');
        if (place.isEmpty() || colon == 0) {
            return "names no host";
        }
        return colon > 0 && !PORT.matcher(place.substring(colon + 1)).matches()
                ? "has a port that is no number from 1 to 65535"
                : "has a host that is malformed: its name needs letters, digits, hyphens and dots";
    }

    private static Map<String, String> ofDriver(Map<String, String> parameters) {
        Map<String, String> properties = new LinkedHashMap<>(parameters);
        properties.keySet().retainAll(OF_DRIVER);
        return properties;
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            // No cause: it contains the URL and so the password, which must not get into logs.
            throw new IllegalArgumentException("the connection URL is malformed near character "
                    + Math.max(0, e.getIndex()) + "; special characters in user or password need percent encoding");
        }
    }

    private static String[] login(String rawUserInfo, Map<String, String> parameters) {
        String user = parameters.get("user");
        String password = parameters.get("password");
        if (rawUserInfo != null) {
            int colon = rawUserInfo.indexOf(':');
            user = decode(colon < 0 ? rawUserInfo : rawUserInfo.substring(0, colon));
            password = colon < 0 ? password : decode(rawUserInfo.substring(colon + 1));
        }
        if (user == null || user.isEmpty()) {
            throw new IllegalArgumentException("the connection URL names no user");
        }
        return password == null ? new String[] {user} : new String[] {user, password};
    }

    private static String database(URI uri, Map<String, String> parameters) {
        String path = uri.getRawPath();
        if (path == null || path.length() < 2) {
            return parameters.getOrDefault("dbname", ConnectionSettings.DEFAULT_DATABASE);
        }
        return decode(path.substring(1));
    }

    private static Tls tls(Map<String, String> parameters) {
        String word = parameters.getOrDefault("sslmode", "prefer");
        Tls.Mode mode = Tls.Mode.ofWord(word)
                .orElseThrow(() -> new IllegalArgumentException("sslmode has no such value: " + word));
        return new Tls(mode, Optional.ofNullable(parameters.get("sslrootcert")).map(Path::of));
    }

    private static Optional<Duration> connectTimeout(Map<String, String> parameters) {
        String seconds = parameters.get("connect_timeout");
        if (seconds == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Duration.ofSeconds(Integer.parseInt(seconds)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("connect_timeout must be a number of seconds: " + seconds, e);
        }
    }

    private static Map<String, String> parameters(String rawQuery) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (rawQuery == null || rawQuery.isEmpty()) {
            return parameters;
        }
        for (String pair : rawQuery.split("&")) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (!PARAMETERS.contains(name)) {
                throw new IllegalArgumentException("the connection URL has an unknown parameter: " + name);
            }
            parameters.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        return parameters;
    }

    private static String decode(String text) {
        // URLDecoder is for forms, where a plus sign means a space. In a URL, a plus sign means itself.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
