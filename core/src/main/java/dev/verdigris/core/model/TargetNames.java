package dev.verdigris.core.model;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;

/**
 * The staged counterparts of production names.
 *
 * <p>A schema or cluster may be mapped to itself. Then models may use it, and its name does not change.
 *
 * @param database the database of file paths and of the session if they name none
 * @param schemas each schema in which models may define objects, with its staged counterpart
 * @param clusters each cluster that models may use, with its staged counterpart
 */
public record TargetNames(
        Identifier database, SortedMap<SchemaName, SchemaName> schemas, SortedMap<Identifier, Identifier> clusters) {

    public TargetNames {
        schemas = Collections.unmodifiableSortedMap(new TreeMap<>(schemas));
        clusters = Collections.unmodifiableSortedMap(new TreeMap<>(clusters));
        schemas.forEach((live, staged) -> {
            if (!live.database().equals(staged.database())) {
                throw new IllegalArgumentException("schema " + live + " cannot be staged in another database");
            }
        });
    }

    /** The same schemas and clusters, each under its own name. Queries in these names read the live side. */
    public TargetNames unchanged() {
        SortedMap<SchemaName, SchemaName> sameSchemas = new TreeMap<>();
        schemas.keySet().forEach(live -> sameSchemas.put(live, live));
        SortedMap<Identifier, Identifier> sameClusters = new TreeMap<>();
        clusters.keySet().forEach(live -> sameClusters.put(live, live));
        return new TargetNames(database, sameSchemas, sameClusters);
    }

    /** The name that an object of a production name has on the side of these names. */
    public ObjectName target(ObjectName live) {
        return staged(live.schema()).map(live::in).orElse(live);
    }

    /** The staged counterpart of a schema, if models may define objects in it. */
    Optional<SchemaName> staged(SchemaName live) {
        return Optional.ofNullable(schemas.get(live));
    }

    /** Whether the schema has another name on the staged side. */
    boolean renames(SchemaName live) {
        return staged(live).filter(staged -> !staged.equals(live)).isPresent();
    }

    /** Whether this is the name of a staged counterpart. */
    boolean isStaged(SchemaName name) {
        return !schemas.containsKey(name) && schemas.containsValue(name);
    }

    /** The schema whose staged counterpart has this name, or else the schema itself. */
    SchemaName live(SchemaName name) {
        return schemas.entrySet().stream()
                .filter(pair -> isStaged(name) && pair.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(name);
    }

    /** Whether this is the name of a staged counterpart. */
    boolean isStagedCluster(Identifier name) {
        return !clusters.containsKey(name) && clusters.containsValue(name);
    }

    /** Whether the swap will rename a schema of this name in any database. */
    boolean swaps(Identifier schema) {
        return schemas.entrySet().stream()
                .filter(pair -> !pair.getKey().equals(pair.getValue()))
                .anyMatch(pair -> pair.getKey().schema().equals(schema)
                        || pair.getValue().schema().equals(schema));
    }
}
