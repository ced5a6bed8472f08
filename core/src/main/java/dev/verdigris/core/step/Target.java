package dev.verdigris.core.step;

import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;

/** The schema, cluster or object that a step changes, by name. Its text is the place that problems name. */
public sealed interface Target {

    /** A view, such as a state view. */
    static Target view(ObjectName name) {
        return new OfItem(ItemKind.VIEW, name);
    }

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

    /**
     * An object in a schema.
     *
     * @param kind its kind
     * @param name its full name
     */
    record OfItem(ItemKind kind, ObjectName name) implements Target {
        @Override
        public String toString() {
            return kind.text() + " " + name;
        }
    }
}
