package dev.verdigris.e2e.oracle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.StatementLog;

import static org.assertj.core.api.Assertions.assertThat;

/** Checks the statements sent to a sandbox with Materialize's parser. */
public final class LoggedStatements {

    private LoggedStatements() {}

    /**
     * Requires that the parser accepts every statement in the sandbox's log that the sandbox did not refuse with 42601.
     *
     * @param atLeast the least number of different statements, because a log without entries proves nothing
     */
    public static void demandAccepted(DialectOracle oracle, Sandbox sandbox, int atLeast) throws IOException {
        List<String> statements = sandbox.statementLog().entries().stream()
                .filter(entry -> !entry.outcome().equals("42601"))
                .map(StatementLog.Entry::sql)
                .distinct()
                .toList();
        assertThat(statements).hasSizeGreaterThanOrEqualTo(atLeast);
        List<Optional<String>> judgements = oracle.judge(statements);
        assertThat(judgements).hasSameSizeAs(statements);
        List<String> refused = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            String sql = statements.get(i);
            judgements.get(i).ifPresent(error -> refused.add(error + "\n    " + sql));
        }
        assertThat(refused).as("%d statements judged", statements.size()).isEmpty();
        System.out.println("dialect oracle: " + statements.size() + " different statements accepted");
    }
}
