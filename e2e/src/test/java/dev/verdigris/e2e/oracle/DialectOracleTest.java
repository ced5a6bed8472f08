package dev.verdigris.e2e.oracle;

import java.nio.file.Path;
import java.util.List;

import dev.verdigris.e2e.cli.Shop;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every statement that Verdigris sends is one that Materialize's own parser accepts. */
final class DialectOracleTest {

    @TempDir
    Path folder;

    @Test
    void theParserAcceptsTheStatementsOfADeployment() throws Exception {
        DialectOracle oracle = DialectOracle.openOrSkip();
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.defaults())) {
            Shop shop = Shop.open(sandbox, folder);
            for (String verb : List.of(
                    "status",
                    "plan",
                    "init",
                    "build",
                    "await --timeout 600s",
                    "check",
                    "promote --dry-run",
                    "promote",
                    "rollback",
                    "promote --accept VG-ROLLED-BACK-FILES=test",
                    "plan",
                    "cleanup --yes",
                    "init",
                    "build",
                    "abort --yes")) {
                shop.verdigris(verb.split(" ")).exits(0);
            }
            LoggedStatements.demandAccepted(oracle, sandbox, 50);
        }
    }
}
