package dev.verdigris.sandbox.statement.ast;

import java.util.List;

import dev.verdigris.sandbox.statement.lex.StatementText;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import dev.verdigris.sandbox.statement.option.Option;

/** COPY between the client and a relation. */
public sealed interface Copy extends Statement {

    /** The options in the order written. */
    List<Option> options();

    /**
     * COPY … TO STDOUT.
     *
     * @param text the statement
     * @param body a {@link Query} or {@link Subscribe}; a bare relation becomes a query over it
     * @param options FORMAT and the like
     */
    record CopyTo(StatementText text, Statement body, List<Option> options) implements Copy {
        public CopyTo {
            options = List.copyOf(options);
        }
    }

    /**
     * COPY … FROM STDIN.
     *
     * @param text the statement
     * @param table the table to fill
     * @param columns the columns named; empty for all
     * @param options FORMAT and the like
     */
    record CopyFrom(StatementText text, ObjectPath table, List<String> columns, List<Option> options) implements Copy {
        public CopyFrom {
            columns = List.copyOf(columns);
            options = List.copyOf(options);
        }
    }
}
