package dev.verdigris.e2e.conformance;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.e2e.conformance.ConformanceCase.Protocol;
import dev.verdigris.e2e.wire.Answer;
import dev.verdigris.e2e.wire.Answer.Diagnostic;
import dev.verdigris.e2e.wire.Answer.Result;
import dev.verdigris.e2e.wire.WireClient;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.StatementLog.Entry;
import dev.verdigris.sandbox.junit.SandboxExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** A case drops what it has made, and nothing else, in one message. */
@ExtendWith(SandboxExtension.class)
final class CleanupTest {

    private static final Answer DONE =
            new Answer(List.of(new Result(List.of(), List.of(), "DONE")), List.of(), Optional.empty(), 'I');
    private static final Answer REFUSED = new Answer(
            List.of(), List.of(), Optional.of(new Diagnostic(Map.of('S', "ERROR", 'C', "42601", 'M', "no"))), 'I');

    private final Cleanup cleanup = new Cleanup("p1_", "p1_s");

    @Test
    void aCaseThatMadeNothingMoreDropsItsSchema() {
        cleanup.sent("CREATE TABLE t (a int4)", DONE);
        assertThat(cleanup.message()).isEqualTo("DROP SCHEMA IF EXISTS \"p1_s\" CASCADE");
    }

    @Test
    void everyNameThatWasGivenIsDropped() {
        cleanup.sent("create  cluster P1_c (SIZE = '25cc')", DONE);
        cleanup.sent("CREATE SCHEMA \"p1_a \"\"b\"", DONE);
        cleanup.sent("ALTER CLUSTER p1_c RENAME TO \"p1_C\"", DONE);
        cleanup.sent("SELECT 'p1_text'", DONE);
        String names = "\"p1_s\", \"p1_c\", \"p1_a \"\"b\", \"p1_C\"";
        assertThat(cleanup.statements())
                .containsExactly(
                        "DROP SCHEMA IF EXISTS " + names + " CASCADE", "DROP CLUSTER IF EXISTS " + names + " CASCADE");
        assertThat(cleanup.message()).startsWith("BEGIN; DROP SCHEMA").endsWith(" CASCADE; COMMIT");
    }

    @Test
    void rolesThatAreLeftAreDropped() {
        cleanup.loggedIn("p1_joe");
        cleanup.loggedIn("materialize");
        cleanup.sent("CREATE ROLE p1_r", DONE);
        cleanup.sent("CREATE ROLE p1_gone", DONE);
        cleanup.sent("DROP ROLE IF EXISTS p1_gone", DONE);
        assertThat(cleanup.statements())
                .containsExactly(
                        "DROP SCHEMA IF EXISTS \"p1_s\" CASCADE",
                        "DROP OWNED BY \"p1_joe\"",
                        "DROP ROLE \"p1_joe\"",
                        "DROP OWNED BY \"p1_r\"",
                        "DROP ROLE \"p1_r\"");
    }

    @Test
    void whatTheServerRefusedWasNotMade() {
        cleanup.sent("CREATE DATABASE p1_d", REFUSED);
        cleanup.sent("CREATE ROLE p1_r", REFUSED);
        assertThat(cleanup.statements()).containsExactly("DROP SCHEMA IF EXISTS \"p1_s\" CASCADE");
    }

    @Test
    void oneMessageCleansUpAndLeavesEverythingElse(Sandbox sandbox) throws IOException {
        Server server = Server.of(sandbox);
        String neighbour = Server.RUN + "_other";
        try (WireClient client = WireClient.connect(server.system(), Map.of())) {
            client.simple("CREATE SCHEMA " + neighbour);
            client.simple("CREATE CLUSTER " + neighbour + " (SIZE = '25cc')");
            String before = client.simple(everything()).toString();
            sandbox.statementLog().clear();
            CaseResult result = CaseRun.of(server, manyThings(), Protocol.SIMPLE);
            assertThat(result.differences()).isEmpty();
            assertThat(sandbox.statementLog().entries().stream()
                            .filter(entry -> entry.sql().startsWith("DROP"))
                            .map(Entry::message)
                            .distinct())
                    .hasSize(1);
            assertThat(sandbox.statementLog().entries()).extracting(Entry::sql).noneMatch(sql -> sql.contains("LIKE"));
            assertThat(client.simple(everything())).hasToString(before);
        }
    }

    private static String everything() {
        return "SELECT name, id FROM mz_databases UNION ALL SELECT name, id FROM mz_schemas UNION ALL"
                + " SELECT name, id FROM mz_clusters UNION ALL SELECT name, id FROM mz_roles ORDER BY 1, 2";
    }

    private static ConformanceCase manyThings() {
        return CaseParser.parse("many", """
                === Many things are made
                > CREATE DATABASE ${p}d
                = CREATE DATABASE
                > CREATE SCHEMA ${p}d.${p}x
                = CREATE SCHEMA
                > CREATE SCHEMA "${p}One, ""more\"""
                = CREATE SCHEMA
                > CREATE CLUSTER ${p}c (SIZE = '${size}')
                = CREATE CLUSTER
                > ALTER CLUSTER ${p}c RENAME TO ${p}e
                = ALTER CLUSTER
                [joe@${p}joe] SELECT 1 AS one
                |*
                = SELECT 1
                > GRANT CREATE ON DATABASE ${p}d TO ${p}joe
                = GRANT
                """.lines().toList()).getFirst();
    }
}
