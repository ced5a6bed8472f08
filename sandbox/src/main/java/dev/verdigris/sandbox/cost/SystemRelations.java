package dev.verdigris.sandbox.cost;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.verdigris.sandbox.statement.name.ObjectPath;

/** What it costs to read one relation alone. */
final class SystemRelations {

    private static final Set<String> SCHEMAS =
            Set.of("mz_catalog", "mz_internal", "mz_introspection", "pg_catalog", "information_schema");

    /** The dearest one that was measured, the audit log apart: for a system relation that was not. */
    private static final double NOT_MEASURED = 4.3;

    private static final Map<String, Double> MEASURED = measured();

    private SystemRelations() {}

    /** The units of one read with a filter. A user's relation counts as indexed. */
    static double units(ObjectPath relation) {
        return isOfTheSystem(relation) ? MEASURED.getOrDefault(relation.last(), NOT_MEASURED) : 1;
    }

    private static boolean isOfTheSystem(ObjectPath relation) {
        List<String> qualifier = relation.qualifier();
        return qualifier.isEmpty()
                ? relation.last().startsWith("mz_") || relation.last().startsWith("pg_")
                : SCHEMAS.contains(qualifier.get(qualifier.size() - 1));
    }

    private static Map<String, Double> measured() {
        try (InputStream stream = SystemRelations.class.getResourceAsStream("relations.tsv")) {
            if (stream == null) {
                throw new IllegalStateException("relations.tsv is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split("\t"))
                    .collect(Collectors.toUnmodifiableMap(row -> row[0], row -> Double.valueOf(row[1])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
