package dev.verdigris.sandbox.work;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import dev.verdigris.sandbox.backend.BackendConnection;
import dev.verdigris.sandbox.catalog.CatalogDatabase;
import dev.verdigris.sandbox.fault.FaultInjection;
import dev.verdigris.sandbox.wire.Frame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Workers without work notify nobody. Otherwise they would wake themselves and never be idle. */
@Timeout(300)
class RestTest {

    private final CatalogDatabase database = CatalogDatabase.withSample();
    private final BackendConnection listener = BackendConnection.open(database.address(), "listener");

    @AfterEach
    void close() {
        listener.close();
        database.close();
    }

    @Test
    void aRoundWithoutChangesNotifiesNobody() {
        database.sql().execute("SET client_min_messages = warning");
        round();
        listener.sql().execute("LISTEN mz_sandbox_work");

        round();
        assertThat(heard()).isEmpty();

        database.sql().query("SELECT mz_sandbox.hold_hydration('auction')");
        assertThat(heard()).contains("fault");
    }

    /** One round sees a change of the faults. Notifications of that round's writes arrive before the test sees it. */
    @Test
    void idleWorkersAreWokenByOtherSessionsOnly() throws InterruptedException {
        // A source that does not run, because ticks send notifications too.
        database.sql().query("SELECT mz_sandbox.hold_hydration('auction')");
        WorkSettings settings = WorkSettings.defaults().withLagInterval(Duration.ofDays(1));
        try (BackgroundWorkers workers =
                BackgroundWorkers.start(() -> BackendConnection.open(database.address(), "worker"), settings)) {
            awaitHydration(workers);
            holdAndAwait(workers.faults(), "the last round that did something");
            holdAndAwait(workers.faults(), "the first that did not");
            listener.sql().execute("LISTEN mz_sandbox_work");

            holdAndAwait(workers.faults(), "another");

            assertThat(heard()).containsExactly("fault");
        }
    }

    private void awaitHydration(BackgroundWorkers workers) throws InterruptedException {
        Semaphore recorded = new Semaphore(1);
        workers.addProgressListener(recorded::release);
        String hydrated =
                "SELECT object_id FROM mz_internal.mz_hydration_statuses WHERE hydrated AND object_id LIKE 'u%'"
                        + " ORDER BY 1";
        do {
            assertThat(recorded.tryAcquire(120, TimeUnit.SECONDS)).isTrue();
        } while (!database.rows(hydrated).equals(List.of("u11", "u6", "u8")));
    }

    private void holdAndAwait(FaultInjection faults, String what) {
        database.sql().query("SELECT mz_sandbox.hold_statements('" + what + "')");
        while (faults.permission(what).isDone()) {
            // Only the scheduler reads the faults again.
            Thread.onSpinWait();
        }
    }

    private void round() {
        database.sql().execute("CALL mz_store.tidy()");
        database.sql().execute("CALL mz_store.note_statuses()");
        database.sql().execute("CALL mz_store.crash_again()");
    }

    /** The notifications so far. The last one is the test's own. */
    private List<String> heard() {
        database.sql().execute("NOTIFY mz_sandbox_work, 'the end'");
        List<String> heard = new ArrayList<>();
        while (true) {
            Frame frame = listener.read();
            if (frame.type() == 'A') {
                String text = new String(frame.body(), StandardCharsets.UTF_8);
                if (text.contains("the end")) {
                    return heard;
                }
                heard.add(text.substring(4).replace("mz_sandbox_work", "").replace("\0", ""));
            }
        }
    }
}
