package dev.verdigris.sandbox.session.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.ast.Statement;
import dev.verdigris.sandbox.statement.parse.Statements;
import dev.verdigris.sandbox.wire.WireLimits;

/** Reads a client's text, whose length is limited. */
final class StatementTexts {

    private StatementTexts() {}

    static List<Statement> parse(String sql) {
        boolean surelyShort = sql.length() <= WireLimits.STATEMENT / 3;
        if (!surelyShort && sql.getBytes(StandardCharsets.UTF_8).length > WireLimits.STATEMENT) {
            throw SqlError.of("54000", "statement batch size cannot exceed " + WireLimits.STATEMENT + " bytes");
        }
        return Statements.parse(sql);
    }
}
