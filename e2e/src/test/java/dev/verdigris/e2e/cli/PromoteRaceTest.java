package dev.verdigris.e2e.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Two processes promote the same deployment at the same moment, again and again. */
final class PromoteRaceTest {

    private static final int ROUNDS = Boolean.getBoolean("verdigris.proofs") ? 50 : 2;

    @TempDir
    Path folder;

    @Test
    void oneOfTwoPromotionsSwapsAndTheOtherExitsWithSix() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.defaults())) {
            Shop shop = Shop.open(sandbox, folder);
            shop.verdigris("init").exits(0);
            shop.verdigris("build").exits(0);
            shop.verdigris("await", "--timeout", "600s").exits(0);
            shop.verdigris("check").exits(0);
            for (int round = 1; round <= ROUNDS; round++) {
                race(sandbox, shop, round);
                assertThat(shop.liveVersion()).as("round %d", round).isEqualTo("2");
                assertThat(shop.sinkReads()).as("round %d", round).isEqualTo("shop");
                shop.verdigris("rollback").exits(0);
                assertThat(shop.liveVersion())
                        .as("after the rollback of round %d", round)
                        .isEqualTo("1");
            }
        }
    }

    /** Both have planned the same swap before either may send it: the server holds their first statement. */
    private static void race(Sandbox sandbox, Shop shop, int round) throws InterruptedException {
        shop.sql("SELECT mz_sandbox.hold_statements('RENAME TO')");
        String[] forward = {
            "promote", "--skip-readiness", "this is a test", "--accept", "VG-ROLLED-BACK-FILES=it was a mistake"
        };
        VerdigrisProcess one = shop.start(forward);
        VerdigrisProcess other = shop.start(forward);
        assertThat(sandbox.awaitHeldStatements(2, Duration.ofMinutes(5)))
                .as("both processes of round %d came to their swap", round)
                .isTrue();
        shop.sql("SELECT mz_sandbox.release_statements()");
        List<VerdigrisProcess.Ended> ended = List.of(one.join(), other.join());
        assertThat(ended)
                .as("round %d: %s", round, ended)
                .extracting(VerdigrisProcess.Ended::exit)
                .containsExactlyInAnyOrder(0, 6);
    }
}
