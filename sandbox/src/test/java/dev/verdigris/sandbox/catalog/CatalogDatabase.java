package dev.verdigris.sandbox.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import dev.verdigris.sandbox.backend.BackendAddress;
import dev.verdigris.sandbox.backend.BackendConnection;
import dev.verdigris.sandbox.backend.CatalogTransaction;
import dev.verdigris.sandbox.postgres.EmbeddedPostgres;
import dev.verdigris.sandbox.postgres.PostgresConfig;
import dev.verdigris.sandbox.postgres.PostgresStartException;

/**
 * A database with the store's tables and the catalog's relations, with only the rows that the scripts insert. All
 * databases of one JVM are copies of one template in one server.
 */
public final class CatalogDatabase implements AutoCloseable {

    private static final AtomicInteger COPIES = new AtomicInteger();

    private final BackendAddress address;
    private final BackendConnection connection;

    private CatalogDatabase(BackendAddress address) {
        this.address = address;
        this.connection = BackendConnection.open(address, "test");
    }

    /** A fresh copy. */
    public static CatalogDatabase create() {
        return copy(Template.NAME);
    }

    private static CatalogDatabase copy(String original) {
        String name = "copy_" + COPIES.incrementAndGet();
        copy(original, name);
        return new CatalogDatabase(at(Template.EMPTY, name));
    }

    private static void copy(String original, String name) {
        try (BackendConnection connection = BackendConnection.open(Template.EMPTY, "test")) {
            connection.sql().execute("CREATE DATABASE " + name + " TEMPLATE " + original);
        }
    }

    /** A fresh copy with the objects of {@code sample.sql}. */
    public static CatalogDatabase withSample() {
        CatalogDatabase database = create();
        database.sql().execute(resource("sample.sql"));
        return database;
    }

    /** A fresh copy with the contents of a new Materialize. */
    public static CatalogDatabase installed() {
        return copy(InstalledTemplate.NAME);
    }

    private static BackendAddress at(BackendAddress address, String database) {
        return new BackendAddress(address.socket(), address.user(), address.password(), database);
    }

    /** How to open more connections. */
    public BackendAddress address() {
        return address;
    }

    /** Statements on the connection of this test. */
    public CatalogTransaction sql() {
        return connection.sql();
    }

    /** The rows of a query, each as its values joined by a bar, NULL as {@code -}. */
    public List<String> rows(String query) {
        return connection.sql().query(query).stream()
                .map(row -> String.join(
                        "|",
                        row.values().stream()
                                .map(v -> Objects.requireNonNullElse(v, "-"))
                                .toList()))
                .toList();
    }

    @Override
    public void close() {
        connection.close();
    }

    /** The server and its template, made when first asked for; the server ends with the JVM. */
    private static final class Template {
        static final String NAME = "template_of_tests";
        static final EmbeddedPostgres SERVER = start();

        /** The database that stays empty. */
        static final BackendAddress EMPTY =
                new BackendAddress(SERVER.socket(), SERVER.user(), SERVER.password(), SERVER.database());

        static {
            try (BackendConnection connection = BackendConnection.open(EMPTY, "test")) {
                connection.sql().execute("CREATE DATABASE " + NAME + " TEMPLATE " + EMPTY.database());
            }
            try (BackendConnection connection = BackendConnection.open(at(EMPTY, NAME), "test")) {
                CatalogTransaction sql = connection.sql();
                sql.execute("BEGIN");
                CatalogScripts.TYPES.run(sql);
                CatalogScripts.STORE.run(sql);
                CatalogScripts.RELATIONS.run(sql);
                sql.execute("COMMIT");
            }
        }

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.start(PostgresConfig.ephemeral());
            } catch (PostgresStartException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A template that is made when first asked for. */
    private static final class InstalledTemplate {
        static final String NAME = make("installed_template_of_tests");

        private static String make(String name) {
            copy(Template.EMPTY.database(), name);
            try (BackendConnection connection = BackendConnection.open(at(Template.EMPTY, name), "test")) {
                CatalogTransaction sql = connection.sql();
                sql.execute("BEGIN");
                Bootstrap.install(sql);
                sql.execute("COMMIT");
            }
            return name;
        }
    }

    private static String resource(String name) {
        try (InputStream resource = Objects.requireNonNull(CatalogScripts.class.getResourceAsStream(name))) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
