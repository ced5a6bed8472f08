package dev.verdigris.core.name;

import java.util.Comparator;

/**
 * A schema within its database.
 *
 * @param database the schema's database
 * @param schema the schema's own name
 */
public record SchemaName(Identifier database, Identifier schema) implements Comparable<SchemaName> {

    private static final Comparator<SchemaName> ORDER =
            Comparator.comparing(SchemaName::database).thenComparing(SchemaName::schema);

    /** Names a schema by its two parts. */
    public static SchemaName of(String database, String schema) {
        return new SchemaName(Identifier.of(database), Identifier.of(schema));
    }

    /** The schema of the same database whose name has {@code suffix} at its end. */
    public SchemaName withSuffix(String suffix) {
        return new SchemaName(database, schema.withSuffix(suffix));
    }

    /** An object of this schema. */
    public ObjectName object(String name) {
        return new ObjectName(this, Identifier.of(name));
    }

    /** The fully qualified name as SQL text. */
    public String sql() {
        return database.sql() + '.' + schema.sql();
    }

    @Override
    public int compareTo(SchemaName other) {
        return ORDER.compare(this, other);
    }

    /** The unquoted parts joined by dots, for messages. */
    @Override
    public String toString() {
        return database + "." + schema;
    }
}
