package dev.verdigris.sandbox.statement;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names of PostgreSQL's catalog that clients of the sandbox must not see as they are: schema {@code mz_pg} has each of
 * them as Materialize shows it.
 */
final class CatalogShims {

    /** Where the shims are, under the same names. */
    static final String SCHEMA = "mz_pg";

    private static final String RESOURCE = "/dev/verdigris/sandbox/catalog/shims.txt";
    private static final Set<String> NAMES = read();

    private CatalogShims() {}

    /** Whether {@code schema.name} has a shim. */
    static boolean covers(String schema, String name) {
        return NAMES.contains(schema + "." + name);
    }

    private static Set<String> read() {
        try (InputStream in = CatalogShims.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
