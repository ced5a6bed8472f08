package dev.verdigris.e2e.oracle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.e2e.cli.Shop;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

/** Every statement that Verdigris sends is one that Materialize's own parser accepts. */
public final class DialectOracleTest {

    @TempDir
    Path folder;

    @Test
    void acceptsWhatAWholeDeploymentSends() throws Exception {
        DialectOracle oracle = openOrSkip();
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.defaults())) {
            Shop shop = Shop.open(sandbox, folder);
            for (String verb : List.of(
                    "status",
                    "plan",
                    "init",
                    "build",
                    "await --timeout 60s",
                    "check",
                    "promote --dry-run",
                    "promote",
                    "rollback",
                    "promote",
                    "plan",
                    "cleanup --yes",
                    "init",
                    "build",
                    "abort --yes")) {
                shop.verdigris(verb.split(" ")).exits(0);
            }
            demandAccepted(oracle, sandbox);
        }
    }

    /** Judges everything in the sandbox's log; what was refused there as a syntax error must be refused here too. */
    public static void demandAccepted(DialectOracle oracle, Sandbox sandbox) throws IOException {
        List<String> accepted = sandbox.statementLog().entries().stream()
                .filter(entry -> !entry.outcome().equals("42601"))
                .map(entry -> entry.sql())
                .filter(sql -> !sql.contains("mz_sandbox"))
                .distinct()
                .toList();
        assertThat(accepted).hasSizeGreaterThan(50);
        List<Optional<String>> judgements;
        try {
            judgements = oracle.judge(accepted);
        } catch (DialectOracle.Unavailable why) {
            abort(why.getMessage());
            return;
        }
        List<String> refused = new ArrayList<>();
        for (int i = 0; i < accepted.size(); i++) {
            String sql = accepted.get(i);
            judgements.get(i).ifPresent(error -> refused.add(error + "\n    " + sql));
        }
        assertThat(refused).as("%d statements judged", accepted.size()).isEmpty();
    }

    /** The oracle, or a skip that says why there is none. */
    public static DialectOracle openOrSkip() throws IOException {
        try {
            return DialectOracle.open();
        } catch (DialectOracle.Unavailable why) {
            return abort(why.getMessage());
        }
    }
}
