package dev.verdigris.sandbox.statement.ast;

import java.util.List;

import dev.verdigris.sandbox.statement.lex.StatementText;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import dev.verdigris.sandbox.statement.option.Option;
import org.jspecify.annotations.Nullable;

/** Tables, views, materialized views, indexes and sources. */
public sealed interface RelationStatement extends DdlStatement {

    /**
     * CREATE TABLE.
     *
     * @param text the statement
     * @param name the table
     * @param temporary whether it ends with the session
     * @param ifNotExists whether an existing one gives only a notice
     * @param columns in order
     * @param options WITH (…)
     */
    record CreateTable(
            StatementText text,
            ObjectPath name,
            boolean temporary,
            boolean ifNotExists,
            List<ColumnDefinition> columns,
            List<Option> options)
            implements RelationStatement {
        public CreateTable {
            columns = List.copyOf(columns);
            options = List.copyOf(options);
        }

        @Override
        public String commandTag() {
            return "CREATE TABLE";
        }
    }

    /**
     * One column of CREATE TABLE.
     *
     * @param name the column
     * @param type the type as written
     * @param nullable whether it lacks NOT NULL
     * @param defaultExpression the expression after DEFAULT, or null
     */
    record ColumnDefinition(
            String name,
            String type,
            boolean nullable,
            @Nullable String defaultExpression) {}

    /**
     * CREATE VIEW.
     *
     * @param text the statement
     * @param name the view
     * @param temporary whether it ends with the session
     * @param orReplace whether an existing one is replaced
     * @param ifNotExists whether an existing one gives only a notice
     * @param columns the names given to the columns; empty if none
     * @param query the query as typed
     */
    record CreateView(
            StatementText text,
            ObjectPath name,
            boolean temporary,
            boolean orReplace,
            boolean ifNotExists,
            List<String> columns,
            String query)
            implements RelationStatement {
        public CreateView {
            columns = List.copyOf(columns);
        }

        @Override
        public String commandTag() {
            return "CREATE VIEW";
        }

        @Override
        public boolean movesNames() {
            return orReplace;
        }
    }

    /**
     * CREATE MATERIALIZED VIEW and CREATE REPLACEMENT MATERIALIZED VIEW.
     *
     * @param text the statement
     * @param name the view
     * @param orReplace whether an existing one is replaced
     * @param ifNotExists whether an existing one gives only a notice
     * @param columns the names given to the columns; empty if none
     * @param replaces the materialized view that this is a replacement for, or null
     * @param cluster the cluster named, or null for the session's
     * @param options WITH (…); there may be several REFRESH options
     * @param query the query as typed
     */
    record CreateMaterializedView(
            StatementText text,
            ObjectPath name,
            boolean orReplace,
            boolean ifNotExists,
            List<String> columns,
            @Nullable ObjectPath replaces,
            @Nullable String cluster,
            List<Option> options,
            String query)
            implements RelationStatement {
        public CreateMaterializedView {
            columns = List.copyOf(columns);
            options = List.copyOf(options);
        }

        @Override
        public String commandTag() {
            return "CREATE MATERIALIZED VIEW";
        }

        @Override
        public boolean movesNames() {
            return orReplace;
        }
    }

    /**
     * ALTER MATERIALIZED VIEW … APPLY REPLACEMENT.
     *
     * @param text the statement
     * @param name the view to replace
     * @param ifExists whether a missing one gives only a notice
     * @param replacement the replacement
     */
    record ApplyReplacement(StatementText text, ObjectPath name, boolean ifExists, ObjectPath replacement)
            implements RelationStatement {
        @Override
        public String commandTag() {
            return "ALTER MATERIALIZED VIEW";
        }

        @Override
        public TransactionClass transactionClass() {
            return TransactionClass.NEVER;
        }

        @Override
        public boolean movesNames() {
            return true;
        }
    }

    /**
     * CREATE INDEX.
     *
     * @param text the statement
     * @param name the index, or null for a name made from the relation's
     * @param byDefault whether DEFAULT was written: the key is the relation's default key
     * @param ifNotExists whether an existing one gives only a notice
     * @param cluster the cluster named, or null for the session's
     * @param relation the relation indexed
     * @param keys the key's expressions as typed; empty for the default key
     * @param options WITH (…)
     */
    record CreateIndex(
            StatementText text,
            @Nullable String name,
            boolean byDefault,
            boolean ifNotExists,
            @Nullable String cluster,
            ObjectPath relation,
            List<String> keys,
            List<Option> options)
            implements RelationStatement {
        public CreateIndex {
            keys = List.copyOf(keys);
            options = List.copyOf(options);
        }

        @Override
        public String commandTag() {
            return "CREATE INDEX";
        }
    }

    /**
     * CREATE SOURCE … FROM LOAD GENERATOR.
     *
     * @param text the statement
     * @param name the source
     * @param ifNotExists whether an existing one gives only a notice
     * @param cluster the cluster named, or null for the session's
     * @param generator AUCTION, COUNTER, …
     * @param options the generator's
     * @param forAllTables whether FOR ALL TABLES asks for subsources
     * @param withOptions WITH (…)
     */
    record CreateSource(
            StatementText text,
            ObjectPath name,
            boolean ifNotExists,
            @Nullable String cluster,
            String generator,
            List<Option> options,
            boolean forAllTables,
            List<Option> withOptions)
            implements RelationStatement {
        public CreateSource {
            options = List.copyOf(options);
            withOptions = List.copyOf(withOptions);
        }

        @Override
        public String commandTag() {
            return "CREATE SOURCE";
        }

        @Override
        public TransactionClass transactionClass() {
            return TransactionClass.MULTI;
        }
    }

    /**
     * CREATE TABLE … FROM SOURCE.
     *
     * @param text the statement
     * @param name the table
     * @param ifNotExists whether an existing one gives only a notice
     * @param columns the names given to the columns; empty if none
     * @param source the source
     * @param reference the table within the source, or null
     * @param options WITH (…)
     */
    record CreateTableFromSource(
            StatementText text,
            ObjectPath name,
            boolean ifNotExists,
            List<String> columns,
            ObjectPath source,
            @Nullable ObjectPath reference,
            List<Option> options)
            implements RelationStatement {
        public CreateTableFromSource {
            columns = List.copyOf(columns);
            options = List.copyOf(options);
        }

        @Override
        public String commandTag() {
            return "CREATE TABLE";
        }

        @Override
        public TransactionClass transactionClass() {
            return TransactionClass.MULTI;
        }
    }
}
