package dev.verdigris.core.catalog;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;

/** A schema, cluster or object of a schema, by name. Its text is the place that problems name. */
public sealed interface Target {

    /** A view, such as a state view. */
    static Target view(ObjectName name) {
        return new OfItem(ItemKind.VIEW, name);
    }

    /** The last part of the name, which a rename changes. */
    default Identifier lastPart() {
        return switch (this) {
            case OfSchema of -> of.name().schema();
            case OfCluster of -> of.name();
            case OfItem of -> of.name().name();
        };
    }

    /** The full name as SQL text. */
    default String sql() {
        return switch (this) {
            case OfSchema of -> of.name().sql();
            case OfCluster of -> of.name().sql();
            case OfItem of -> of.name().sql();
        };
    }

    /** A schema, by its full name. */
    record OfSchema(SchemaName name) implements Target {

        @Override
        public String toString() {
            return "schema " + name;
        }
    }

    /** A cluster, by its name. */
    record OfCluster(Identifier name) implements Target {

        @Override
        public String toString() {
            return "cluster " + name;
        }
    }

    /** An object of a schema, by its kind and full name. */
    record OfItem(ItemKind kind, ObjectName name) implements Target {

        @Override
        public String toString() {
            return kind.text() + " " + name;
        }
    }
}
