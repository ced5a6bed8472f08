package dev.verdigris.sandbox.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.verdigris.sandbox.backend.CatalogTransaction;

/** The SQL resources that make the catalog's types, relations and functions, in the order in which they must run. */
enum CatalogScripts {
    /** Materialize's types. They run first in a new database, because the types need fixed oids. */
    TYPES("005-types"),

    /** The store's tables, empty, and the functions that show its templates. */
    STORE("010-store"),

    /** The contents of a new Materialize. */
    CONTENTS("020-bootstrap"),

    /** All views and functions over the store's tables. */
    RELATIONS(
            "105-casts",
            "110-acl",
            "112-session",
            "115-has-privilege",
            "120-namespaces",
            "122-introspection-indexes",
            "125-items",
            "130-dependencies",
            "135-progress",
            "140-statuses",
            "145-history",
            "150-show",
            "155-show-privileges",
            "160-absent",
            "165-introspection",
            "170-types-and-functions",
            "175-pg-shims",
            "180-work",
            "182-generators",
            "184-sinks",
            "190-faults",
            "197-nullability",
            "198-builtins",
            "199-grants");

    private final List<String> names;

    CatalogScripts(String... names) {
        this.names = List.of(names);
    }

    /**
     * Runs the scripts.
     *
     * @throws dev.verdigris.sandbox.error.SqlError when one fails; the transaction must then be rolled back
     */
    public void run(CatalogTransaction transaction) {
        names.forEach(name -> transaction.execute(text(name)));
    }

    private static String text(String name) {
        try (InputStream resource = CatalogScripts.class.getResourceAsStream(name + ".sql")) {
            if (resource == null) {
                throw new IllegalStateException("the script " + name + " is missing from this build");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the script " + name + " cannot be read", e);
        }
    }
}
