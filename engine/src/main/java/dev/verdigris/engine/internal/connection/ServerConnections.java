package dev.verdigris.engine.internal.connection;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;

import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.connection.Notice;
import dev.verdigris.engine.progress.StatementKind;
import org.postgresql.PGProperty;

/**
 * Connects with the driver.
 *
 * @param settings the server and the role
 */
record ServerConnections(ConnectionSettings settings) implements ConnectionSource {

    @Override
    public SqlSession open(
            Optional<String> cluster, Consumer<Notice> notices, Cancellation cancellation, AnswerWatch watch) {
        String url = "jdbc:postgresql://" + bracketed(settings.host()) + ":" + settings.port() + "/";
        AnswerLimit limit = AnswerLimit.of(StatementKind.SESSION, settings.connectTimeout());
        try (AnswerWatch.Wait wait = watch.begin(limit, () -> {})) {
            return new SqlSession(connection(url, cluster, wait), notices, cancellation, watch, Optional.empty());
        }
    }

    private Connection connection(String url, Optional<String> cluster, AnswerWatch.Wait wait) {
        try {
            return DriverManager.getConnection(url, properties(cluster, wait.limit()));
        } catch (SQLException e) {
            throw SqlFailure.of(e, "", wait.failed());
        }
    }

    @Override
    public String address() {
        return settings.address();
    }

    private static String bracketed(String host) {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }

    private Properties properties(Optional<String> cluster, Duration limit) {
        Properties properties = new Properties();
        PGProperty.PG_DBNAME.set(properties, settings.database());
        PGProperty.USER.set(properties, settings.user());
        settings.password().ifPresent(secret -> PGProperty.PASSWORD.set(properties, secret.reveal()));
        PGProperty.SSL_MODE.set(properties, settings.tls().mode().word());
        settings.tls().rootCertificate().ifPresent(file -> PGProperty.SSL_ROOT_CERT.set(properties, file.toString()));
        PGProperty.APPLICATION_NAME.set(properties, settings.applicationName());
        PGProperty.CONNECT_TIMEOUT.set(
                properties, Math.toIntExact(limit.plusMillis(999).toSeconds()));
        // Unlike the other, it covers the whole of the start, and it may be a fraction of a second.
        PGProperty.LOGIN_TIMEOUT.set(properties, String.valueOf(limit.toMillis() / 1_000.0));
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        // Saves the driver's round trips after the start-up message.
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "9.5");
        settings.properties().forEach(properties::setProperty);
        // One message per call, also for texts of several statements. In other modes the driver splits them.
        PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
        PGProperty.OPTIONS.set(properties, options(cluster));
        return properties;
    }

    private static String options(Optional<String> cluster) {
        String options = "--welcome_message=off";
        return cluster.map(name -> options + " --cluster=" + escaped(name)).orElse(options);
    }

    private static String escaped(String option) {
        return option.replace("\\", "\\\\").replace(" ", "\\ ");
    }
}
