package dev.verdigris.sandbox.session.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.verdigris.sandbox.backend.CatalogTransaction;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.session.core.SessionCore;
import dev.verdigris.sandbox.statement.ast.Subscribe;
import dev.verdigris.sandbox.statement.lex.BackendNames;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import dev.verdigris.sandbox.statement.rewrite.QueryText;
import dev.verdigris.sandbox.statement.rewrite.SchemaMapping;

/**
 * A query that keeps the relations of its beginning. In Materialize a SUBSCRIBE is bound to ids, and a swap does not
 * change what it reads. PostgreSQL resolves names at each run, so each run uses the present names of the relations. The
 * caller must hold the name resolution lock when it creates one or asks for its text.
 */
final class BoundQuery {

    private static final String WHERE_NOW = """
            SELECT n.nspname, c.relname, coalesce(pg_catalog.to_regclass($2)::oid = c.oid, false)
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.oid = $1::oid""";

    private final CatalogTransaction sql;
    private final SchemaMapping backing;
    private final Subscribe statement;
    private final String database;
    private final List<Relation> relations = new ArrayList<>();

    /** A relation by its number, with its name in the query and the one that it had last. */
    private static final class Relation {
        final ObjectPath written;
        final String backing;
        final String oid;
        ObjectPath now;

        Relation(ObjectPath written, String backing, String oid) {
            this.written = written;
            this.backing = backing;
            this.oid = oid;
            this.now = written;
        }
    }

    BoundQuery(SessionCore core, SchemaMapping backing, Subscribe statement) {
        this.sql = core.backend().sql();
        this.backing = backing;
        this.statement = statement;
        this.database = core.variables().get("database");
        for (ObjectPath written : statement.relations()) {
            String name = backing.of(written).quoted();
            String oid = sql.query("SELECT pg_catalog.to_regclass($1)::oid", BackendNames.inSql(name))
                    .get(0)
                    .nullable(0);
            if (oid != null) {
                relations.add(new Relation(written, name, oid));
            }
        }
        text();
    }

    /** The PostgreSQL oids of the relations that it reads. */
    List<String> relationOids() {
        return relations.stream().map(relation -> relation.oid).toList();
    }

    /**
     * The query for PostgreSQL with the present names.
     *
     * @throws SqlError XX000 if a relation was dropped; 0A000 if its columns are qualified with a name that it lost
     */
    String text() {
        Map<ObjectPath, ObjectPath> elsewhere = new LinkedHashMap<>();
        for (Relation relation : relations) {
            CatalogTransaction.Row row = sql.queryOne(WHERE_NOW, relation.oid, BackendNames.inSql(relation.backing))
                    .orElseThrow(() -> dropped(relation));
            relation.now = ObjectPath.of(row.text(0), row.text(1));
            if (!row.flag(2)) {
                elsewhere.put(relation.written, relation.now);
                requireReachable(relation);
            }
        }
        return backing.qualify(statement.backendSql(), statement.relations(), elsewhere);
    }

    private void requireReachable(Relation relation) {
        String name = relation.written.last();
        boolean renamed = !relation.now.last().equals(name);
        if (renamed
                && new QueryText(statement.backendSql())
                        .columnQualifiers().stream()
                                .anyMatch(qualifier -> qualifier.last().equals(name))) {
            throw SqlError.unsupported("SUBSCRIBE across a rename of " + name);
        }
    }

    /** The error for a dropped relation, in Materialize's words, with the last known name. */
    private SqlError dropped(Relation relation) {
        String in = relation.written.size() == 3 ? relation.written.parts().get(0) : database;
        return SqlError.internal("subscribe has been terminated because underlying relation \"" + in + "."
                + SchemaMapping.shown(relation.now.toString()) + "\" was dropped");
    }
}
