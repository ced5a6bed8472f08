package dev.verdigris.sandbox.catalog.relation;

import dev.verdigris.sandbox.catalog.context.DdlRun;
import dev.verdigris.sandbox.statement.ast.RelationStatement;

/** Leaves the creation of relations to the class of each kind. */
public final class RelationDdl {

    private RelationDdl() {}

    public static void run(DdlRun run, RelationStatement statement) {
        switch (statement) {
            case RelationStatement.CreateTable table -> TableDdl.create(run, table);
            case RelationStatement.CreateView view -> ViewDdl.create(run, view);
            case RelationStatement.CreateMaterializedView view -> MaterializedViewDdl.create(run, view);
            case RelationStatement.ApplyReplacement apply -> ReplacementDdl.apply(run, apply);
            case RelationStatement.CreateIndex index -> IndexDdl.create(run, index);
            case RelationStatement.CreateSource source -> SourceDdl.create(run, source);
            case RelationStatement.CreateTableFromSource table -> SourceDdl.createTable(run, table);
        }
    }
}
