package dev.verdigris.sandbox.postgres;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.verdigris.sandbox.Rounds;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Prints how long starting and stopping take. There is no bound, because other programs run on this machine too. */
class StartTimesTest {

    private static final int ROUNDS = Rounds.of(3, 9);

    @Test
    void startsAndStopsRepeatedly() throws Exception {
        EmbeddedPostgres.start(PostgresConfig.ephemeral()).close();
        List<Long> starts = new ArrayList<>();
        List<Long> stops = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            EmbeddedPostgres postgres = EmbeddedPostgres.start(PostgresConfig.ephemeral());
            long started = System.nanoTime();
            assertThat(postgres.isAlive()).isTrue();
            postgres.close();
            assertThat(postgres.process().isAlive()).isFalse();
            starts.add((started - begin) / 1_000_000);
            stops.add((System.nanoTime() - started) / 1_000_000);
        }
        System.out.println("PostgreSQL, warm, " + ROUNDS + " rounds: start " + told(starts) + ", stop " + told(stops));
    }

    private static long median(List<Long> milliseconds) {
        return milliseconds.stream().sorted().toList().get(milliseconds.size() / 2);
    }

    private static String told(List<Long> milliseconds) {
        return median(milliseconds) + " ms (" + Collections.min(milliseconds) + " to " + Collections.max(milliseconds)
                + ")";
    }
}
