package dev.verdigris.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

final class PsqlScriptTest {

    @Test
    void cutsAtSemicolonsOutsideOfQuotesAndComments() {
        assertThat(PsqlScript.statements("""
                        -- a comment; with a semicolon
                        SELECT ';', "a;b", E'it\\'s;', 'it''s;'; /* another; one */
                        SELECT $x$ ; $$ ; $x$, a::text
                        """, Map.of()))
                .containsExactly("SELECT ';', \"a;b\", E'it\\'s;', 'it''s;'", "SELECT $x$ ; $$ ; $x$, a::text");
    }

    @Test
    void fillsVariablesInAsWhatTheyAreQuotedFor() {
        assertThat(PsqlScript.statements("""
                        \\set who  o'brien
                        SELECT :'who', :"who", :n, ':n', a::int, b[1:2]
                        """, Map.of("n", "7")))
                .containsExactly("SELECT 'o''brien', \"o'brien\", 7, ':n', a::int, b[1:2]");
    }

    @Test
    void followsTheBranchOfADefinedVariable() {
        String script = """
                \\if :{?broker}
                \\else
                    \\set broker here
                \\endif
                SELECT :'broker';
                """;
        assertThat(PsqlScript.statements(script, Map.of())).containsExactly("SELECT 'here'");
        assertThat(PsqlScript.statements(script, Map.of("broker", "there"))).containsExactly("SELECT 'there'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\copy a from b", "\\i other.sql", "\\gexec", "\\endif", "SELECT :'unset'"})
    void refusesWhatItDoesNotKnow(String script) {
        assertThatIllegalArgumentException().isThrownBy(() -> PsqlScript.statements(script, Map.of()));
    }

    @Test
    void readsTheScriptsOfTheExample() throws IOException {
        Path example = Path.of(System.getProperty("project.root")).resolve("examples/auction");
        for (String script : new String[] {"setup.sql", "sink.sql", "teardown.sql", "reader.sql"}) {
            assertThat(PsqlScript.statements(Files.readString(example.resolve(script)), Map.of("USER", "materialize")))
                    .isNotEmpty()
                    .noneMatch(statement -> statement.contains("\\") || statement.contains("--"));
        }
    }
}
