package dev.verdigris.sandbox.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.verdigris.sandbox.backend.CatalogTransaction;
import org.jspecify.annotations.Nullable;

/** Makes a new catalog. */
public final class Bootstrap {

    /** Names every script, in the order in which they run. */
    private static final String INDEX = "scripts.txt";

    private Bootstrap() {}

    /**
     * Fills an empty PostgreSQL database named {@code materialize} with the store's tables, what a new Materialize
     * holds, and the relations of mz_catalog and mz_internal. All of it is the transaction's: without its commit
     * nothing is there.
     */
    public static void install(CatalogTransaction transaction) {
        scripts().forEach(script -> transaction.execute(resource(script)));
    }

    /** Whether {@link #install} was done in this database before, so that a kept data directory can be used again. */
    public static boolean isInstalled(CatalogTransaction transaction) {
        return transaction
                        .query("SELECT FROM pg_catalog.pg_namespace WHERE nspname = 'mz_store'")
                        .size()
                == 1;
    }

    static List<String> scripts() {
        return resource(INDEX).lines().filter(line -> !line.isBlank()).toList();
    }

    private static String resource(String name) {
        try (@Nullable InputStream in = Bootstrap.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
