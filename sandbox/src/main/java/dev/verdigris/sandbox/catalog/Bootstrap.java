package dev.verdigris.sandbox.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import dev.verdigris.sandbox.backend.CatalogTransaction;

/** Makes a new catalog. */
public final class Bootstrap {

    private Bootstrap() {}

    /**
     * Fills an empty PostgreSQL database named {@code materialize} with the store's tables, what a new Materialize
     * holds, and the relations of mz_catalog and mz_internal.
     */
    public static void install(CatalogTransaction transaction) {
        try (InputStream in = Bootstrap.class.getResourceAsStream("010-store.sql")) {
            if (in == null) throw new IllegalStateException();
            transaction.execute(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        transaction.execute(
                "CREATE SCHEMA mz_catalog; CREATE ROLE mz_system SUPERUSER; CREATE ROLE materialize SUPERUSER; "
                        + "INSERT INTO mz_store.role VALUES ('s1', 1, 'mz_system', true, true, true), ('u1', 2, 'materialize', true, null, null);"
                        + "INSERT INTO mz_store.database VALUES ('u1', 5, 'materialize', 's1'); INSERT INTO mz_store.schema VALUES ('u3', 6, 'u1', 'public', 's1');"
                        + "INSERT INTO mz_store.cluster (id,name,owner_id,managed,size,replication_factor) VALUES ('u1', 'quickstart', 's1', true, '25cc', 1);"
                        + "INSERT INTO mz_store.replica (id,name,cluster_id,size,owner_id) VALUES ('u1','r1','u1','25cc','s1')");
    }
}
