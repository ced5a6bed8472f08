package dev.verdigris.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** One sandbox for all tests of this JVM. Each test uses its own names. */
public final class SharedSandbox {

    private static final Sandbox INSTANCE = start();

    private SharedSandbox() {}

    private static Sandbox start() {
        try {
            Sandbox sandbox = Sandbox.start(SandboxConfig.defaults());
            Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
            return sandbox;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static Sandbox get() {
        return INSTANCE;
    }

    /** A pgjdbc connection; {@code parameters} begin with an ampersand or are empty. */
    public static Connection connect(String parameters) throws SQLException {
        return DriverManager.getConnection(INSTANCE.jdbcUrl() + parameters);
    }

    public static Connection connectSystem(String parameters) throws SQLException {
        return DriverManager.getConnection(INSTANCE.internalJdbcUrl() + parameters);
    }
}
