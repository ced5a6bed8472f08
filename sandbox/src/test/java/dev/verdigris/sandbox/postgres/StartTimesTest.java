package dev.verdigris.sandbox.postgres;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Prints how long starting and stopping take; the bound only catches a wait that should not be there. */
class StartTimesTest {

    private static final int ROUNDS = 9;

    @Test
    void aWarmStartAndAStopAreQuick() throws Exception {
        EmbeddedPostgres.start(PostgresConfig.ephemeral()).close();
        List<Long> starts = new ArrayList<>();
        List<Long> stops = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            EmbeddedPostgres postgres = EmbeddedPostgres.start(PostgresConfig.ephemeral());
            long started = System.nanoTime();
            postgres.close();
            starts.add((started - begin) / 1_000_000);
            stops.add((System.nanoTime() - started) / 1_000_000);
        }
        System.out.println("PostgreSQL, warm, " + ROUNDS + " rounds: start " + told(starts) + ", stop " + told(stops));
        assertThat(median(starts)).isLessThan(5_000);
        assertThat(median(stops)).isLessThan(5_000);
    }

    private static long median(List<Long> milliseconds) {
        return milliseconds.stream().sorted().toList().get(milliseconds.size() / 2);
    }

    private static String told(List<Long> milliseconds) {
        return median(milliseconds) + " ms (" + Collections.min(milliseconds) + " to " + Collections.max(milliseconds)
                + ")";
    }
}
