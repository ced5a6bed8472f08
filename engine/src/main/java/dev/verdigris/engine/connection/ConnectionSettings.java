package dev.verdigris.engine.connection;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The address of the server and the role that connects. Its text contains no secret.
 *
 * @param host host name or address
 * @param port TCP port, 1 to 65535
 * @param user the role that runs the deployment
 * @param password the role's password; empty if the server requires none
 * @param database the database that sessions start in
 * @param tls the encryption of the connection
 * @param applicationName the name under which sessions appear in the server's session and statement logs
 * @param connectTimeout the longest wait for a connection, in steps of a second
 * @param properties further properties of the PostgreSQL JDBC driver, such as {@code sslkey} or {@code socketFactory},
 *     by their names; they have precedence over the other settings, and values may be secret
 */
public record ConnectionSettings(
        String host,
        int port,
        String user,
        Optional<Secret> password,
        String database,
        Tls tls,
        String applicationName,
        Duration connectTimeout,
        Map<String, String> properties) {

    /** The port on which a self-managed Materialize listens. */
    public static final int DEFAULT_PORT = 6875;

    /** The database that sessions start in unless another is set. */
    public static final String DEFAULT_DATABASE = "materialize";

    /** The engine sets these properties itself. */
    private static final Set<String> OWN = Set.of("preferQueryMode", "options");

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if there is no such port, if the wait is not positive, or for the properties
     *     {@code preferQueryMode} and {@code options}, which the engine sets
     */
    public ConnectionSettings {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port out of range: " + port);
        }
        if (connectTimeout.isNegative() || connectTimeout.isZero()) {
            throw new IllegalArgumentException("connectTimeout must be positive but is " + connectTimeout);
        }
        OWN.stream().filter(properties::containsKey).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("the engine itself sets the driver's property " + name);
        });
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    /**
     * Settings with the defaults: {@link #DEFAULT_PORT}, no password, {@link #DEFAULT_DATABASE}, {@link Tls#PREFERRED},
     * the name {@code verdigris}, and 10 s.
     */
    public static ConnectionSettings of(String host, String user) {
        return of(host, DEFAULT_PORT, user, DEFAULT_DATABASE);
    }

    /** Settings for a server without password, with the other defaults. */
    public static ConnectionSettings of(String host, int port, String user, String database) {
        return new ConnectionSettings(
                host,
                port,
                user,
                Optional.empty(),
                database,
                Tls.PREFERRED,
                "verdigris",
                Duration.ofSeconds(10),
                Map.of());
    }

    /**
     * Reads a URL such as {@code postgres://user:password@host:port/database?sslmode=require}.
     *
     * @throws IllegalArgumentException with a message for the user if the URL is not valid; the message never contains
     *     the URL, which may have a password
     */
    public static ConnectionSettings parse(String url) {
        return ConnectionUrl.parse(url);
    }

    /** The same with a TCP port. */
    public ConnectionSettings withPort(int number) {
        return new ConnectionSettings(
                host, number, user, password, database, tls, applicationName, connectTimeout, properties);
    }

    /** The same with the role's password. */
    public ConnectionSettings withPassword(Secret secret) {
        return new ConnectionSettings(
                host, port, user, Optional.of(secret), database, tls, applicationName, connectTimeout, properties);
    }

    /** The same with a database that sessions start in. */
    public ConnectionSettings withDatabase(String name) {
        return new ConnectionSettings(
                host, port, user, password, name, tls, applicationName, connectTimeout, properties);
    }

    /** The same with another encryption. */
    public ConnectionSettings withTls(Tls value) {
        return new ConnectionSettings(
                host, port, user, password, database, value, applicationName, connectTimeout, properties);
    }

    /** The same with a name for the server's logs. */
    public ConnectionSettings withApplicationName(String name) {
        return new ConnectionSettings(host, port, user, password, database, tls, name, connectTimeout, properties);
    }

    /** The same with a longest wait for a connection. */
    public ConnectionSettings withConnectTimeout(Duration limit) {
        return new ConnectionSettings(host, port, user, password, database, tls, applicationName, limit, properties);
    }

    /** The same with these properties of the driver. */
    public ConnectionSettings withProperties(Map<String, String> all) {
        return new ConnectionSettings(host, port, user, password, database, tls, applicationName, connectTimeout, all);
    }

    /** The server and the role without secrets, for messages. */
    public String address() {
        return user + "@" + host + ":" + port + "/" + database;
    }

    /** The same as {@link #address()}. */
    @Override
    public String toString() {
        return address();
    }
}
