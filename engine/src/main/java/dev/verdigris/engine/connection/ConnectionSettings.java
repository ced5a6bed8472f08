package dev.verdigris.engine.connection;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the server is and who we are there.
 *
 * @param host host name or address
 * @param port TCP port, 1 to 65535
 * @param user the role that runs the deployment
 * @param password empty where the server asks for none
 * @param database the database that sessions start in
 * @param tls how the connection is encrypted
 * @param applicationName what the server's session and statement logs show
 * @param connectTimeout longest wait for the connection to be made
 */
public record ConnectionSettings(
        String host,
        int port,
        String user,
        Optional<Secret> password,
        String database,
        Tls tls,
        String applicationName,
        Duration connectTimeout) {

    /** The port on which a self-managed Materialize listens. */
    public static final int DEFAULT_PORT = 6875;

    /** The name under which sessions appear in the server's logs. */
    public static final String DEFAULT_APPLICATION_NAME = "verdigris";

    public ConnectionSettings {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(database, "database");
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port out of range: " + port);
        }
        if (connectTimeout.isNegative() || connectTimeout.isZero()) {
            throw new IllegalArgumentException("connectTimeout must be positive");
        }
    }

    /** Settings for a server without password, with the defaults for all else. */
    public static ConnectionSettings of(String host, int port, String user, String database) {
        return new ConnectionSettings(
                host,
                port,
                user,
                Optional.empty(),
                database,
                Tls.PREFERRED,
                DEFAULT_APPLICATION_NAME,
                Duration.ofSeconds(10));
    }

    /**
     * Reads a URL such as {@code postgres://user:password@host:port/database?sslmode=require}.
     *
     * @throws IllegalArgumentException with a message for the user when it cannot be understood; the message never
     *     holds the URL, which may contain a password
     */
    public static ConnectionSettings parse(String url) {
        return ConnectionUrl.parse(url);
    }

    /** The same with another password. */
    public ConnectionSettings withPassword(Secret secret) {
        return new ConnectionSettings(
                host, port, user, Optional.of(secret), database, tls, applicationName, connectTimeout);
    }

    /** The same with another database to start in. */
    public ConnectionSettings withDatabase(String other) {
        return new ConnectionSettings(host, port, user, password, other, tls, applicationName, connectTimeout);
    }

    /** The same with another encryption. */
    public ConnectionSettings withTls(Tls other) {
        return new ConnectionSettings(host, port, user, password, database, other, applicationName, connectTimeout);
    }

    /** The same with another limit on connecting. */
    public ConnectionSettings withConnectTimeout(Duration other) {
        return new ConnectionSettings(host, port, user, password, database, tls, applicationName, other);
    }

    /** Where it leads, without secrets, for messages. */
    public String address() {
        return user + "@" + host + ":" + port + "/" + database;
    }
}
