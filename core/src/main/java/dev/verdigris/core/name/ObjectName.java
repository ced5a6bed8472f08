package dev.verdigris.core.name;

import java.util.Comparator;

/**
 * A relation, index, sink or other schema-scoped object by its full name.
 *
 * @param schema the object's schema
 * @param name the object's own name
 */
public record ObjectName(SchemaName schema, Identifier name) implements Comparable<ObjectName> {

    private static final Comparator<ObjectName> ORDER =
            Comparator.comparing(ObjectName::schema).thenComparing(ObjectName::name);

    /** Names an object by its three parts. */
    public static ObjectName of(String database, String schema, String name) {
        return new ObjectName(SchemaName.of(database, schema), Identifier.of(name));
    }

    /** The object of the same name in another schema. */
    public ObjectName in(SchemaName other) {
        return new ObjectName(other, name);
    }

    /** The fully qualified name as SQL text. */
    public String sql() {
        return schema.sql() + '.' + name.sql();
    }

    @Override
    public int compareTo(ObjectName other) {
        return ORDER.compare(this, other);
    }

    /** The unquoted parts joined by dots, for messages. */
    @Override
    public String toString() {
        return schema + "." + name;
    }
}
