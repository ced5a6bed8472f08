package dev.verdigris.sandbox.statement.rewrite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Names of the catalog that are read from another schema than the one written: schema {@code mz_pg} has names of
 * PostgreSQL's catalog as Materialize shows them, and some relations have moved since they were first made.
 */
final class CatalogShims {

    /** Where the shims are, under the same names. */
    private static final String SHIMS = "mz_pg";

    private static final String RESOURCE = "/dev/verdigris/sandbox/catalog/shims.txt";
    private static final Map<String, String> SCHEMAS = read();

    private CatalogShims() {}

    /** The schema where {@code schema.name} is read from, if it is not the one written. */
    static Optional<String> schemaOf(String schema, String name) {
        return Optional.ofNullable(SCHEMAS.get(schema + "." + name));
    }

    private static Map<String, String> read() {
        try (InputStream in = CatalogShims.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .collect(Collectors.toUnmodifiableMap(
                            words -> words[0], words -> words.length > 1 ? words[1] : SHIMS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
