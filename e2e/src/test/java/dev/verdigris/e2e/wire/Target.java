package dev.verdigris.e2e.wire;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * The address of a server and the role that logs in.
 *
 * @param host its host
 * @param port its port
 * @param user the role
 * @param password empty if none is needed
 * @param database the database
 */
public record Target(String host, int port, String user, String password, String database) {

    /** Reads {@code postgres://user:password@host:port/database}. */
    public static Target parse(String url) {
        URI uri = URI.create(url);
        String[] login = uri.getRawUserInfo() == null
                ? new String[] {"materialize"}
                : uri.getRawUserInfo().split(":", 2);
        String path = uri.getPath() == null ? "" : uri.getPath();
        return new Target(
                uri.getHost(),
                uri.getPort() < 0 ? 6875 : uri.getPort(),
                decode(login[0]),
                login.length > 1 ? decode(login[1]) : "",
                path.length() > 1 ? path.substring(1) : "materialize");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return user + "@" + host + ":" + port + "/" + database;
    }
}
