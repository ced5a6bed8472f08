package dev.verdigris.sandbox.catalog.relation;

import dev.verdigris.sandbox.catalog.context.DdlContext;
import dev.verdigris.sandbox.statement.ast.RelationStatement;

/** Calls the class of each kind of relation. */
public final class RelationDdl {

    private RelationDdl() {}

    /** Carries out a statement that creates or changes a relation or an index. */
    public static void run(DdlContext ddl, RelationStatement statement) {
        switch (statement) {
            case RelationStatement.CreateTable table -> TableDdl.create(ddl, table);
            case RelationStatement.CreateView view -> ViewDdl.create(ddl, view);
            case RelationStatement.CreateMaterializedView view -> MaterializedViewDdl.create(ddl, view);
            case RelationStatement.ApplyReplacement apply -> ReplacementDdl.apply(ddl, apply);
            case RelationStatement.CreateIndex index -> IndexDdl.create(ddl, index);
            case RelationStatement.CreateSource source -> SourceDdl.create(ddl, source);
            case RelationStatement.CreateTableFromSource table -> SourceDdl.createTable(ddl, table);
        }
    }
}
