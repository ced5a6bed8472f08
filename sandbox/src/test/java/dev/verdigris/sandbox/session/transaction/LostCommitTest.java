package dev.verdigris.sandbox.session.transaction;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.verdigris.sandbox.backend.BackendConnection;
import dev.verdigris.sandbox.backend.BackendLost;
import dev.verdigris.sandbox.backend.SharedConnection;
import dev.verdigris.sandbox.catalog.CatalogDatabase;
import dev.verdigris.sandbox.catalog.lock.CatalogState;
import dev.verdigris.sandbox.cost.Charge;
import dev.verdigris.sandbox.fault.FaultInjection;
import dev.verdigris.sandbox.session.SystemSession;
import dev.verdigris.sandbox.session.core.SessionServices;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The connection to PostgreSQL breaks at a COMMIT, so that its outcome is unknown. */
class LostCommitTest {

    private final List<Long> announced = new ArrayList<>();

    private CatalogDatabase database;
    private SharedConnection lookup;
    private CatalogState state;
    private SessionServices services;

    @BeforeEach
    void prepare() {
        database = CatalogDatabase.installed();
        lookup = new SharedConnection(database.address());
        state = new CatalogState(committed());
        state.addListener(announced::add);
        services = SessionServices.of(
                state, new FaultInjection(), sink -> CompletableFuture.completedFuture(null), lookup, new Charge(Duration.ZERO));
    }

    @AfterEach
    void close() {
        lookup.close();
        database.close();
    }

    private long committed() {
        return Long.parseLong(
                database.rows("SELECT value FROM mz_store.revision").get(0));
    }

    private void createRole(CuttingProxy.Moment moment, Path directory) throws Exception {
        try (CuttingProxy proxy = CuttingProxy.before(database.address(), directory, moment);
                BackendConnection backend = BackendConnection.open(proxy.address(), "test")) {
            assertThatThrownBy(() -> new SystemSession(services, backend).run("CREATE ROLE lost_newcomer"))
                    .isInstanceOf(BackendLost.class);
        }
    }

    @Test
    void theRevisionIncludesAChangeWhoseCommitWasLost(@TempDir Path directory) throws Exception {
        long before = state.revision();
        createRole(CuttingProxy.Moment.AFTER_COMMIT, directory);
        assertThat(database.rows("SELECT name FROM mz_catalog.mz_roles WHERE name = 'lost_newcomer'"))
                .containsExactly("lost_newcomer");
        assertThat(committed()).isEqualTo(before + 1);
        assertThat(state.revision()).isEqualTo(before + 1);
        assertThat(announced).containsExactly(before + 1);
    }

    @Test
    void theRevisionStaysIfNothingWasCommitted(@TempDir Path directory) throws Exception {
        long before = state.revision();
        createRole(CuttingProxy.Moment.BEFORE_COMMIT, directory);
        assertThat(database.rows("SELECT name FROM mz_catalog.mz_roles WHERE name = 'lost_newcomer'"))
                .isEmpty();
        assertThat(committed()).isEqualTo(before);
        assertThat(state.revision()).isEqualTo(before);
        assertThat(announced).isEmpty();
    }

    @Test
    void theNextChangeHasTheNextRevision(@TempDir Path directory) throws Exception {
        long before = state.revision();
        createRole(CuttingProxy.Moment.AFTER_COMMIT, directory);
        try (BackendConnection backend = BackendConnection.open(database.address(), "test")) {
            new SystemSession(services, backend).run("CREATE ROLE lost_another");
        }
        assertThat(committed()).isEqualTo(before + 2);
        assertThat(state.revision()).isEqualTo(before + 2);
    }
}
