package dev.verdigris.core.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.model.TargetNames;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;

/**
 * A named set of schemas and clusters that are released together in one atomic step.
 *
 * <p>An environment may be impossible, for example with a name that is too long or a pair that is listed twice. {@code
 * EnvironmentRules} reports this.
 *
 * @param name its name, which is part of the lock schema's name
 * @param database the database of its lock schema
 * @param schemas the live schemas, which may be in several databases
 * @param clusters the live clusters
 * @param suffix the text that follows the live name in a staged name
 */
public record Environment(
        Identifier name, Identifier database, List<SchemaName> schemas, List<Identifier> clusters, String suffix) {

    /** The suffix of the dbt macros, so that both tools can work on one deployment. */
    public static final String DEFAULT_SUFFIX = "_dbt_deploy";

    public Environment {
        schemas = List.copyOf(schemas);
        clusters = List.copyOf(clusters);
    }

    /** The pairs of schemas, then those of clusters, in the order of the configuration. */
    public List<Pair> pairs() {
        return Stream.concat(
                        schemas.stream()
                                .map(live -> new Pair(
                                        new Target.OfSchema(live), new Target.OfSchema(live.withSuffix(suffix)))),
                        clusters.stream()
                                .map(live -> new Pair(
                                        new Target.OfCluster(live), new Target.OfCluster(live.withSuffix(suffix)))))
                .toList();
    }

    /** Where the production names lead on the staged side. */
    public TargetNames targetNames() {
        SortedMap<SchemaName, SchemaName> stagedSchemas = new TreeMap<>();
        schemas.forEach(live -> stagedSchemas.put(live, live.withSuffix(suffix)));
        SortedMap<Identifier, Identifier> stagedClusters = new TreeMap<>();
        clusters.forEach(live -> stagedClusters.put(live, live.withSuffix(suffix)));
        return new TargetNames(database, stagedSchemas, stagedClusters);
    }

    /** The live name of an object of a staged schema; any other name itself. */
    public ObjectName liveName(ObjectName name) {
        return schemas.stream()
                .filter(live -> !schemas.contains(name.schema())
                        && live.withSuffix(suffix).equals(name.schema()))
                .findFirst()
                .map(name::in)
                .orElse(name);
    }

    /** Whether a name of a schema or cluster ends with the suffix, whether or not it is part of the environment. */
    public boolean isSuffixed(Identifier schemaOrCluster) {
        return !suffix.isEmpty() && schemaOrCluster.value().endsWith(suffix);
    }

    /** Begins an environment of that name. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /**
     * Collects the parts of an environment as plain texts. Each method changes one part and returns the builder.
     *
     * <p>{@link #build()} refuses only texts that cannot be names. A name that the server would refuse, for example for
     * its length, is a problem in the report of the first verb.
     */
    public static final class Builder {

        private final String name;
        private String database = "materialize";
        private final List<String> schemas = new ArrayList<>();
        private final List<SchemaName> schemasElsewhere = new ArrayList<>();
        private final List<String> clusters = new ArrayList<>();
        private String suffix = DEFAULT_SUFFIX;

        private Builder(String name) {
            this.name = name;
        }

        /** Sets the database of the lock schema and of schemas given by one name. Default: {@code materialize}. */
        public Builder database(String value) {
            database = value;
            return this;
        }

        /** Adds live schemas of the database, by the names that the catalog shows. A dot is part of the name. */
        public Builder schemas(String... names) {
            schemas.addAll(List.of(names));
            return this;
        }

        /** Adds live schemas of any database. */
        public Builder schemas(SchemaName... names) {
            schemasElsewhere.addAll(List.of(names));
            return this;
        }

        /** Adds live clusters, by the names that the catalog shows. */
        public Builder clusters(String... names) {
            clusters.addAll(List.of(names));
            return this;
        }

        /** Sets the suffix of staged names. Default: {@link #DEFAULT_SUFFIX}. */
        public Builder suffix(String value) {
            suffix = value;
            return this;
        }

        /**
         * Creates the environment.
         *
         * @throws IllegalArgumentException if a name is empty or contains a NUL character; the message lists all such
         *     names
         */
        public Environment build() {
            List<String> faults = new ArrayList<>();
            Identifier own = identifier("the name of the environment", name, faults);
            Identifier in = identifier("the database", database, faults);
            List<SchemaName> all = new ArrayList<>();
            schemas.forEach(each -> all.add(new SchemaName(in, identifier("a schema", each, faults))));
            all.addAll(schemasElsewhere);
            List<Identifier> live = new ArrayList<>();
            clusters.forEach(each -> live.add(identifier("a cluster", each, faults)));
            if (suffix.indexOf('\0') >= 0) {
                faults.add("the suffix contains a NUL character");
            }
            if (!faults.isEmpty()) {
                throw new IllegalArgumentException("environment \"" + name + "\": " + String.join("; ", faults));
            }
            return new Environment(own, in, all, live, suffix);
        }

        /** The name, or a placeholder after a fault was added. */
        private static Identifier identifier(String what, String text, List<String> faults) {
            try {
                return Identifier.of(text);
            } catch (IllegalArgumentException e) {
                faults.add(what + " is \"" + text + "\", but " + e.getMessage());
                return Identifier.of("?");
            }
        }
    }
}
