package dev.verdigris.e2e.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.parse.Statements;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The sandbox's grammar against Materialize's, statement by statement. */
class GrammarTest {

    private static final Path STATEMENTS = Path.of("src", "test", "resources", "oracle", "grammar.sql");

    @Test
    void theSandboxRefusesWithTheMessagesOfMaterialize() throws IOException {
        List<String> statements = Files.readAllLines(STATEMENTS).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("--"))
                .toList();
        List<Optional<String>> judgements = DialectOracle.openOrSkip().judge(statements);
        assertThat(judgements).hasSameSizeAs(statements);
        SoftAssertions all = new SoftAssertions();
        for (int i = 0; i < statements.size(); i++) {
            all.assertThat(ours(statements.get(i))).as(statements.get(i)).isEqualTo(judgements.get(i));
        }
        all.assertAll();
    }

    private static Optional<String> ours(String statement) {
        try {
            assertThat(Statements.parse(statement)).hasSizeLessThanOrEqualTo(1);
            return Optional.empty();
        } catch (SqlError failure) {
            boolean syntax = failure.diagnostic().sqlState().equals("42601");
            return syntax ? Optional.of(failure.diagnostic().message()) : Optional.empty();
        }
    }
}
