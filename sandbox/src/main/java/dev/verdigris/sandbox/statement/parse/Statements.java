package dev.verdigris.sandbox.statement.parse;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.ast.Statement;

/** The entry point of the parser. */
public final class Statements {

    /** Materialize's limit for one script. */
    private static final int MAX_BYTES = 1_000_000;

    private Statements() {}

    /**
     * Parses a script of any number of statements, separated by semicolons. Empty statements are left out.
     *
     * <p>A script with a syntax error is refused as a whole, before any of its statements runs.
     *
     * @throws SqlError 42601 with a position in the script where Materialize's grammar refuses it, 0A000 where the
     *     sandbox does, 54000 above a million bytes
     */
    public static List<Statement> parse(String script) {
        if (script.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw SqlError.of("54000", "statement batch size cannot exceed 1000.0 KB");
        }
        return StatementParser.parse(script);
    }
}
