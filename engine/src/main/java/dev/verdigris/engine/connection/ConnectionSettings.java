package dev.verdigris.engine.connection;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** The address of the server and the role that connects. Immutable. Its text contains no secret. */
public final class ConnectionSettings {

    /** The port on which a self-managed Materialize listens. */
    public static final int DEFAULT_PORT = 6875;

    /** The database that sessions start in unless another is set. */
    public static final String DEFAULT_DATABASE = "materialize";

    private final String host;
    private final int port;
    private final String user;
    private final Optional<Secret> password;
    private final String database;
    private final Tls tls;
    private final String applicationName;
    private final Duration connectTimeout;
    private final Map<String, String> properties;

    private ConnectionSettings(Builder builder) {
        this.host = builder.host;
        this.port = builder.port;
        this.user = builder.user;
        this.password = Optional.ofNullable(builder.password);
        this.database = builder.database;
        this.tls = builder.tls;
        this.applicationName = builder.applicationName;
        this.connectTimeout = builder.connectTimeout;
        this.properties = Collections.unmodifiableMap(new LinkedHashMap<>(builder.properties));
    }

    /** Begins settings with the defaults. */
    public static Builder builder(String host, String user) {
        return new Builder(host, user);
    }

    /** Settings for a server without password, with the other defaults. */
    public static ConnectionSettings of(String host, int port, String user, String database) {
        return builder(host, user).port(port).database(database).build();
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

    /** Begins settings with the values of these. */
    public Builder toBuilder() {
        Builder builder = builder(host, user)
                .port(port)
                .database(database)
                .tls(tls)
                .applicationName(applicationName)
                .connectTimeout(connectTimeout);
        password.ifPresent(builder::password);
        properties.forEach(builder::property);
        return builder;
    }

    /** Host name or address. */
    public String host() {
        return host;
    }

    /** TCP port, 1 to 65535. */
    public int port() {
        return port;
    }

    /** The role that runs the deployment. */
    public String user() {
        return user;
    }

    /** The role's password; empty if the server requires none. */
    public Optional<Secret> password() {
        return password;
    }

    /** The database that sessions start in. */
    public String database() {
        return database;
    }

    /** The encryption of the connection. */
    public Tls tls() {
        return tls;
    }

    /** The name under which sessions appear in the server's session and statement logs. */
    public String applicationName() {
        return applicationName;
    }

    /** The longest wait for a connection. */
    public Duration connectTimeout() {
        return connectTimeout;
    }

    /** Further properties of the PostgreSQL JDBC driver, by their names. Values may be secret. */
    public Map<String, String> properties() {
        return properties;
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

    /** Collects the settings. Each method changes one and returns the builder. */
    public static final class Builder {

        /** The engine sets these properties itself. */
        private static final Set<String> OWN = Set.of("preferQueryMode", "options");

        private String host;
        private String user;
        private int port = DEFAULT_PORT;
        private @Nullable Secret password;
        private String database = DEFAULT_DATABASE;
        private Tls tls = Tls.PREFERRED;
        private String applicationName = "verdigris";
        private Duration connectTimeout = Duration.ofSeconds(10);
        private final Map<String, String> properties = new LinkedHashMap<>();

        private Builder(String host, String user) {
            this.host = Objects.requireNonNull(host, "host");
            this.user = Objects.requireNonNull(user, "user");
        }

        /** Sets the host name or address. */
        public Builder host(String name) {
            host = Objects.requireNonNull(name, "host");
            return this;
        }

        /** Sets the role that runs the deployment. */
        public Builder user(String role) {
            user = Objects.requireNonNull(role, "user");
            return this;
        }

        /**
         * Sets the TCP port. Default: {@link #DEFAULT_PORT}.
         *
         * @throws IllegalArgumentException if there is no such port
         */
        public Builder port(int number) {
            if (number < 1 || number > 65_535) {
                throw new IllegalArgumentException("port out of range: " + number);
            }
            port = number;
            return this;
        }

        /** Sets the role's password. Default: none. */
        public Builder password(Secret secret) {
            password = secret;
            return this;
        }

        /** Sets the database that sessions start in. Default: {@link #DEFAULT_DATABASE}. */
        public Builder database(String name) {
            database = Objects.requireNonNull(name, "database");
            return this;
        }

        /** Sets the encryption of the connection. Default: {@link Tls#PREFERRED}. */
        public Builder tls(Tls value) {
            tls = value;
            return this;
        }

        /** Sets the name under which sessions appear in the server's logs. Default: {@code verdigris}. */
        public Builder applicationName(String name) {
            applicationName = name;
            return this;
        }

        /**
         * Sets the longest wait for a connection, in steps of a second. Default: 10 s.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder connectTimeout(Duration limit) {
            if (limit.isNegative() || limit.isZero()) {
                throw new IllegalArgumentException("connectTimeout must be positive but is " + limit);
            }
            connectTimeout = limit;
            return this;
        }

        /**
         * Sets a property of the PostgreSQL JDBC driver, such as {@code sslkey} or {@code socketFactory}. It has
         * precedence over the other settings.
         *
         * @throws IllegalArgumentException for {@code preferQueryMode} and {@code options}, which the engine sets
         */
        public Builder property(String name, String value) {
            if (OWN.contains(name)) {
                throw new IllegalArgumentException("the engine itself sets the driver's property " + name);
            }
            properties.put(name, value);
            return this;
        }

        /** Creates the settings. */
        public ConnectionSettings build() {
            return new ConnectionSettings(this);
        }
    }
}
