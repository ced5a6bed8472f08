package dev.verdigris.sandbox.statement.rewrite;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import org.jspecify.annotations.Nullable;

/**
 * Maps the schemas of all databases to schemas of the one PostgreSQL database. Those of database {@code materialize}
 * keep their names; those of another database get its id as a prefix, {@code mz_u2/public}, which no user's schema can
 * have. A rename or swap always renames the PostgreSQL schema, so that only PostgreSQL resolves names.
 */
public final class SchemaMapping {

    /** The database whose schemas keep their names. */
    public static final String PLAIN_DATABASE = "materialize";

    /** The schema of a session's temporary relations, and PostgreSQL's name for it. */
    public static final String TEMPORARY = "mz_temp";

    private static final String BACKEND_TEMPORARY = "pg_temp";

    private static final Pattern PREFIX = Pattern.compile("mz_(?:u[0-9]+|none)/");

    /** The sandbox's own schemas. */
    private static final Set<String> HIDDEN = Set.of("mz_store", "mz_source_data", "mz_pg");

    private static final Set<String> SECRET = Set.of(
            "pg_authid",
            "pg_shadow",
            "pg_user_mapping",
            "pg_user_mappings",
            "pg_statistic",
            "pg_hba_file_rules",
            "pg_file_settings",
            "pg_ident_file_mappings");

    private final String sessionDatabase;
    private final Map<String, String> ids;

    /**
     * The schemas as a session sees them.
     *
     * @param sessionDatabase the session's database; it may not exist
     * @param ids the id of each database, by its name
     */
    public SchemaMapping(String sessionDatabase, Map<String, String> ids) {
        this.sessionDatabase = sessionDatabase;
        this.ids = Map.copyOf(ids);
    }

    /** The PostgreSQL schema of a schema; the database is null for the system's. */
    public static String name(@Nullable String database, @Nullable String databaseId, String schema) {
        return database == null || database.equals(PLAIN_DATABASE) ? schema : "mz_" + databaseId + "/" + schema;
    }

    /** Whether this is a schema of PostgreSQL that clients may not name. */
    public static boolean isHidden(String schema) {
        return HIDDEN.contains(schema) || PREFIX.matcher(schema).lookingAt();
    }

    /**
     * Refuses names in schemas that clients may not name.
     *
     * @throws SqlError as for a schema that does not exist
     */
    public static void requireVisible(Collection<ObjectPath> relations) {
        for (ObjectPath path : relations) {
            List<String> qualifier = path.qualifier();
            String schema = qualifier.isEmpty() ? "" : qualifier.get(qualifier.size() - 1);
            if (isHidden(schema)) {
                throw SqlError.internal("unknown schema '" + schema + "'");
            }
        }
    }

    /** Whether this is a relation of PostgreSQL about its own users and files. */
    static boolean isSecret(String relation) {
        return SECRET.contains(relation);
    }

    /** Whether every session has the schema of that name in PostgreSQL, although nobody has created it. */
    public static boolean isTemporary(String backendSchema) {
        return backendSchema.equals(BACKEND_TEMPORARY);
    }

    /** A text of PostgreSQL's with the names of schemas as clients know them. */
    public static String shown(String text) {
        return PREFIX.matcher(text).replaceAll("");
    }

    /** The PostgreSQL schema for a schema of the session's database or of the system. */
    public String ofSession(String schema) {
        if (schema.equals(TEMPORARY)) {
            return BACKEND_TEMPORARY;
        }
        return isSystem(schema) ? schema : of(sessionDatabase, schema, ids.getOrDefault(sessionDatabase, "none"));
    }

    private static String of(String database, String schema, String id) {
        return name(database, id, schema);
    }

    /**
     * The name that means a relation in PostgreSQL.
     *
     * @throws SqlError if it names a database that does not exist
     */
    public ObjectPath of(ObjectPath relation) {
        List<String> parts = relation.parts();
        return switch (parts.size()) {
            case 2 -> ObjectPath.of(ofSession(parts.get(0)), parts.get(1));
            case 3 -> inDatabase(relation);
            default -> relation;
        };
    }

    private ObjectPath inDatabase(ObjectPath relation) {
        String database = relation.parts().get(0);
        String id = ids.get(database);
        if (id == null) {
            throw SqlError.internal("unknown database '" + database + "'");
        }
        String schema = relation.parts().get(1);
        return ObjectPath.of(isSystem(schema) ? schema : of(database, schema, id), relation.last());
    }

    /** The relation that PostgreSQL calls {@code name} in its messages, as it was typed. */
    public String typed(String name, Collection<ObjectPath> relations) {
        return relations.stream()
                .filter(relation -> relation.size() > 1 && isCalled(name, relation))
                .map(ObjectPath::toString)
                .findFirst()
                .orElseGet(() -> shown(name));
    }

    /** PostgreSQL leaves a database out. */
    private boolean isCalled(String name, ObjectPath relation) {
        boolean known = relation.size() == 2
                || (relation.size() == 3 && ids.containsKey(relation.parts().get(0)));
        return known && of(relation).toString().equals(name);
    }

    private static boolean isSystem(String schema) {
        return schema.startsWith("mz_") || schema.startsWith("pg_") || schema.equals("information_schema");
    }

    /**
     * The statement with names that mean the same in PostgreSQL as in the session; the same text if they already do.
     *
     * @param sql the statement for PostgreSQL
     * @param relations the relations that it names
     * @throws SqlError if a name has a database that does not exist
     */
    public String qualify(String sql, Collection<ObjectPath> relations) {
        return qualify(sql, relations, Map.of());
    }

    /**
     * The same for relations that have moved.
     *
     * @param elsewhere their names in PostgreSQL, by the names in the statement
     */
    public String qualify(String sql, Collection<ObjectPath> relations, Map<ObjectPath, ObjectPath> elsewhere) {
        Map<ObjectPath, ObjectPath> moved = new LinkedHashMap<>();
        for (ObjectPath relation : relations) {
            ObjectPath backing = of(relation);
            boolean plain = relation.size() == 3
                    && relation.parts().get(0).equals(PLAIN_DATABASE)
                    && backing.parts().equals(relation.parts().subList(1, 3));
            if (relation.size() <= 3 && !plain && !backing.equals(relation)) {
                moved.put(relation, backing);
            }
        }
        moved.putAll(elsewhere);
        return moved.isEmpty() ? sql : new QueryText(sql).withRelations(relation -> backing(moved, relation));
    }

    /** The replacement of a name in front of a column, which may have fewer or more parts than the relation's name. */
    private @Nullable ObjectPath backing(Map<ObjectPath, ObjectPath> moved, ObjectPath name) {
        ObjectPath same = moved.get(name);
        if (same != null || name.size() < 2) {
            return same;
        }
        List<ObjectPath> alike = new ArrayList<>();
        moved.forEach((relation, backing) -> {
            if (full(relation).equals(full(name))) {
                alike.add(backing);
            }
        });
        return alike.isEmpty() ? null : alike.get(0);
    }

    private List<String> full(ObjectPath name) {
        return name.size() == 3
                ? name.parts()
                : List.of(sessionDatabase, name.parts().get(0), name.last());
    }
}
