package dev.verdigris.sandbox.catalog.relation;

import java.util.List;

import dev.verdigris.sandbox.catalog.context.DdlContext;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.ast.RelationStatement;
import dev.verdigris.sandbox.statement.option.Option;
import dev.verdigris.sandbox.statement.option.OptionValues;

/** Calls the class of each kind of relation. */
public final class RelationDdl {

    private RelationDdl() {}

    /** Carries out a statement that creates or changes a relation or an index. */
    public static void run(DdlContext ddl, RelationStatement statement) {
        requireNoHistory(ddl, statement);
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

    /** Only materialized views keep a record of RETAIN HISTORY, and only where the server has that feature. */
    private static void requireNoHistory(DdlContext ddl, RelationStatement statement) {
        List<Option> options = switch (statement) {
            case RelationStatement.CreateTable table -> table.options();
            case RelationStatement.CreateIndex index -> index.options();
            case RelationStatement.CreateSource source -> source.withOptions();
            case RelationStatement.CreateTableFromSource table -> table.options();
            case RelationStatement.CreateView view -> List.of();
            case RelationStatement.CreateMaterializedView view -> List.of();
            case RelationStatement.ApplyReplacement apply -> List.of();
        };
        if (OptionValues.find(options, "RETAIN HISTORY").isPresent()) {
            ddl.requireFeature("enable_logical_compaction_window", false, "RETAIN HISTORY");
            throw SqlError.unsupported("RETAIN HISTORY of this object");
        }
    }
}
