package dev.verdigris.core.step;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;

/** A schema or a cluster, by name: what init copies owners, grants and comments to. */
public sealed interface Target {

    /**
     * A schema.
     *
     * @param name its full name
     */
    record OfSchema(SchemaName name) implements Target {
        @Override
        public String toString() {
            return "schema " + name;
        }
    }

    /**
     * A cluster.
     *
     * @param name its name
     */
    record OfCluster(Identifier name) implements Target {
        @Override
        public String toString() {
            return "cluster " + name;
        }
    }
}
