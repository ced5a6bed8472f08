package dev.verdigris.sandbox.statement.ast;

import dev.verdigris.sandbox.statement.lex.StatementText;
import dev.verdigris.sandbox.statement.name.ObjectPath;

/** The creation of schemas and databases. */
public sealed interface SchemaStatement extends DdlStatement {

    /**
     * CREATE SCHEMA.
     *
     * @param text the statement
     * @param name the schema, with or without its database
     * @param ifNotExists whether an existing one gives only a notice
     */
    record CreateSchema(StatementText text, ObjectPath name, boolean ifNotExists) implements SchemaStatement {
        @Override
        public String commandTag() {
            return "CREATE SCHEMA";
        }
    }

    /**
     * CREATE DATABASE.
     *
     * @param text the statement
     * @param name the database
     * @param ifNotExists whether an existing one gives only a notice
     */
    record CreateDatabase(StatementText text, String name, boolean ifNotExists) implements SchemaStatement {
        @Override
        public String commandTag() {
            return "CREATE DATABASE";
        }
    }
}
