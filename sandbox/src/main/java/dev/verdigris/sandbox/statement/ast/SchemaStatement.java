package dev.verdigris.sandbox.statement.ast;

import dev.verdigris.sandbox.statement.lex.StatementText;
import dev.verdigris.sandbox.statement.name.ObjectPath;

/** Creation of what holds objects. */
public sealed interface SchemaStatement extends DdlStatement {

    /**
     * CREATE SCHEMA.
     *
     * @param text the statement
     * @param name the schema, with or without its database
     * @param ifNotExists whether an existing one is only noticed
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
     * @param ifNotExists whether an existing one is only noticed
     */
    record CreateDatabase(StatementText text, String name, boolean ifNotExists) implements SchemaStatement {
        @Override
        public String commandTag() {
            return "CREATE DATABASE";
        }
    }
}
