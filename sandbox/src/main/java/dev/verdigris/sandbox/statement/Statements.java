package dev.verdigris.sandbox.statement;

import java.util.List;

import dev.verdigris.sandbox.error.SqlFailure;

/** The entrance to the parser. */
public final class Statements {

    private Statements() {}

    /**
     * Reads a script of any number of statements parted by semicolons; empty ones are left out.
     *
     * @throws SqlFailure 42601 with a position in the script where Materialize's grammar refuses it, 0A000 where the
     *     sandbox does
     */
    public static List<Statement> parse(String script) {
        throw SqlFailure.unsupported(script);
    }
}
