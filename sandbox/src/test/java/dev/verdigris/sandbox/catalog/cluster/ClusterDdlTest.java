package dev.verdigris.sandbox.catalog.cluster;

import java.util.List;

import dev.verdigris.sandbox.catalog.Dialect;
import dev.verdigris.sandbox.catalog.context.DdlOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ClusterDdlTest {

    private final Dialect db = Dialect.fresh();

    @AfterEach
    void close() {
        db.close();
    }

    private List<String> replicas(String cluster) {
        return db.rows("SELECT r.name, r.size FROM mz_catalog.mz_cluster_replicas r JOIN mz_catalog.mz_clusters c"
                + " ON c.id = r.cluster_id WHERE c.name = '" + cluster + "' ORDER BY 1");
    }

    @Test
    void createsManagedClustersWithNumberedReplicas() {
        db.run(
                "CREATE CLUSTER c (SIZE = '100cc', REPLICATION FACTOR 2, INTROSPECTION INTERVAL = '5s')",
                "CREATE CLUSTER one SIZE '25cc'",
                "CREATE CLUSTER paused (SIZE '25cc', REPLICATION FACTOR = 0)");
        assertThat(replicas("c")).containsExactly("r1|100cc", "r2|100cc");
        assertThat(replicas("one")).containsExactly("r1|25cc");
        assertThat(replicas("paused")).isEmpty();
        assertThat(db.rows(
                        "SELECT managed, size, replication_factor, disk, availability_zones, introspection_debugging,"
                                + " introspection_interval FROM mz_catalog.mz_clusters WHERE name = 'c'"))
                .containsExactly("t|100cc|2|t|-|f|00:00:05");
    }

    @Test
    void createsUnmanagedClustersReplicaByReplica() {
        db.run(
                "CREATE CLUSTER c REPLICAS (east (SIZE '25cc', AVAILABILITY ZONE 'use1-az1'), \"west 🐘\" (SIZE = '50cc'))",
                "CREATE CLUSTER none REPLICAS ()",
                "CREATE CLUSTER REPLICA none.r5 SIZE '25cc'");
        assertThat(replicas("c")).containsExactly("east|25cc", "west 🐘|50cc");
        assertThat(replicas("none")).containsExactly("r5|25cc");
        assertThat(db.rows("SELECT managed, size, replication_factor FROM mz_catalog.mz_clusters WHERE name = 'c'"))
                .containsExactly("f|-|-");
        db.run("DROP CLUSTER REPLICA c.east");
        assertThat(replicas("c")).containsExactly("west 🐘|50cc");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        CREATE CLUSTER c (MANAGED)                                    | SIZE must be specified for managed clusters
        CREATE CLUSTER c (SIZE '25cc', REPLICAS ())                   | SIZE not supported for unmanaged clusters
        CREATE CLUSTER c (MANAGED, REPLICAS ())                       | REPLICAS not supported for managed clusters
        CREATE CLUSTER c (MANAGED = false)                            | REPLICAS must be specified for unmanaged clusters
        CREATE CLUSTER c (REPLICAS (), REPLICATION FACTOR 1)          | REPLICATION FACTOR not supported for unmanaged clusters
        CREATE CLUSTER c (REPLICAS (), MANAGED false, SIZE 'x')       | SIZE not supported for unmanaged clusters
        CREATE CLUSTER c (SIZE '25cc', DISK)                          | DISK option not supported for modern cluster sizes because disk is always enabled
        CREATE CLUSTER c REPLICAS (r (INTERNAL))                      | SIZE option must be specified
        CREATE CLUSTER c (SIZE 'abc')                                 | unknown cluster replica size abc
        CREATE CLUSTER mz_c (SIZE '25cc')                             | cluster name "mz_c" is reserved
        CREATE CLUSTER quickstart (SIZE '25cc')                       | cluster 'quickstart' already exists
        CREATE CLUSTER REPLICA quickstart.r2 (SIZE '25cc')            | cannot modify managed cluster quickstart
        CREATE CLUSTER c (SIZE '25cc', SCHEDULE = ON REFRESH)         | `SCHEDULE = ON REFRESH` cluster option is not available
        DROP CLUSTER REPLICA quickstart.r1                            | cannot drop replica of managed cluster
        DROP CLUSTER REPLICA quickstart.r9                            | CLUSTER quickstart has no CLUSTER REPLICA named "r9"
        DROP CLUSTER nope                                             | unknown cluster 'nope'
        DROP CLUSTER mz_system                                        | system cluster 'mz_system' cannot be modified
        ALTER CLUSTER nope SET (SIZE '25cc')                          | unknown cluster 'nope'
        ALTER CLUSTER quickstart RESET (SIZE)                         | SIZE has no default value
        ALTER CLUSTER quickstart SET (REPLICAS ())                    | REPLICAS not supported for managed clusters
        ALTER CLUSTER quickstart RENAME TO mz_x                       | cluster name "mz_x" is reserved
        ALTER CLUSTER quickstart SET (SIZE '25cc') WITH (WAIT FOR '1s') | zero-downtime cluster reconfiguration is not available
        """)
    void refuses(String statement, String message) {
        assertThat(db.message(statement)).isEqualTo(message);
        assertThat(db.error(statement).sqlState()).isEqualTo("XX000");
    }

    @Test
    void refusesOptionsOfLaterServers() {
        db.run("CREATE CLUSTER c (SIZE '25cc')");
        String compression = "(EXPERIMENTAL ARRANGEMENT COMPRESSION = true)";
        assertThat(db.error("ALTER CLUSTER c SET " + compression).sqlState()).isEqualTo("0A000");
        assertThat(db.error("CREATE CLUSTER d (SIZE '25cc', " + compression.substring(1))
                        .sqlState())
                .isEqualTo("0A000");
    }

    @Test
    void namesTheValidSizes() {
        assertThat(db.error("CREATE CLUSTER c (SIZE 'abc')").hint())
                .startsWith("Valid cluster replica sizes are: 25cc, 50cc, 100cc, ");
    }

    @Test
    void changesReplicasOnlyAsFarAsNeeded() {
        db.run("CREATE CLUSTER c (SIZE '25cc', REPLICATION FACTOR 2)");
        List<String> ids = db.rows("SELECT r.id FROM mz_store.replica r JOIN mz_store.cluster c ON c.id = r.cluster_id"
                + " WHERE c.name = 'c' AND r.name = 'r1'");
        db.run("ALTER CLUSTER c SET (REPLICATION FACTOR 3)", "ALTER CLUSTER c SET (REPLICATION FACTOR 1)");
        assertThat(replicas("c")).containsExactly("r1|25cc");
        assertThat(db.rows("SELECT r.id FROM mz_store.replica r JOIN mz_store.cluster c ON c.id = r.cluster_id"
                        + " WHERE c.name = 'c'"))
                .isEqualTo(ids);
        db.run("ALTER CLUSTER c SET (SIZE '50cc')");
        assertThat(replicas("c")).containsExactly("r1|50cc");
        assertThat(db.rows("SELECT r.id FROM mz_store.replica r JOIN mz_store.cluster c ON c.id = r.cluster_id"
                        + " WHERE c.name = 'c'"))
                .isNotEqualTo(ids);
        db.run("ALTER CLUSTER c SET (REPLICATION FACTOR 0)");
        assertThat(replicas("c")).isEmpty();
        db.run("ALTER CLUSTER c RESET (REPLICATION FACTOR)");
        assertThat(replicas("c")).containsExactly("r1|50cc");
    }

    @Test
    void convertsBetweenManagedAndUnmanaged() {
        db.run(
                "CREATE CLUSTER c REPLICAS (r1 (SIZE '25cc'), r2 (SIZE '25cc'))",
                "CREATE CLUSTER odd REPLICAS (a (SIZE '25cc'))",
                "CREATE CLUSTER mixed REPLICAS (r1 (SIZE '25cc'), r2 (SIZE '50cc'))",
                "CREATE CLUSTER empty REPLICAS ()");
        assertThat(db.message("ALTER CLUSTER c SET (SIZE '50cc')"))
                .isEqualTo("SIZE not supported for unmanaged clusters");
        assertThat(db.message("ALTER CLUSTER c SET (INTROSPECTION DEBUGGING = true)"))
                .isEqualTo("INTROSPECTION DEGUBBING not supported for unmanaged clusters");
        assertThat(db.message("ALTER CLUSTER c SET (MANAGED, REPLICATION FACTOR 1)"))
                .isEqualTo("REPLICATION FACTOR 1 does not match number of replicas (2)");
        assertThat(db.message("ALTER CLUSTER odd SET (MANAGED)"))
                .isEqualTo("Cannot convert unmanaged cluster to managed, invalid replica names: a");
        assertThat(db.message("ALTER CLUSTER mixed SET (MANAGED)"))
                .isEqualTo("Cannot convert unmanaged cluster to managed, non-unique replica sizes: 25cc, 50cc");
        assertThat(db.message("ALTER CLUSTER empty SET (MANAGED)")).isEqualTo("Missing SIZE for empty cluster");
        db.run("ALTER CLUSTER c SET (MANAGED)", "ALTER CLUSTER c SET (REPLICATION FACTOR 3)");
        assertThat(replicas("c")).containsExactly("r1|25cc", "r2|25cc", "r3|25cc");
        db.run("ALTER CLUSTER c SET (MANAGED = false)");
        assertThat(db.rows("SELECT managed, size FROM mz_catalog.mz_clusters WHERE name = 'c'"))
                .containsExactly("f|-");
        assertThat(db.message("ALTER CLUSTER c SET (SIZE 'x')")).isEqualTo("SIZE not supported for unmanaged clusters");
    }

    @Test
    void obeysTheServersSwitchesAndLimits() {
        db.run(
                "ALTER SYSTEM SET enable_cluster_schedule_refresh = true",
                "ALTER SYSTEM SET enable_managed_cluster_availability_zones TO on",
                "ALTER SYSTEM SET max_clusters = 2",
                "CREATE CLUSTER c (SIZE '25cc', SCHEDULE = ON REFRESH (HYDRATION TIME ESTIMATE = '1 hour'),"
                        + " AVAILABILITY ZONES ('use1-az1', 'use1-az2'))");
        assertThat(replicas("c")).isEmpty();
        assertThat(db.rows("SELECT s.type, s.refresh_hydration_time_estimate, c.availability_zones"
                        + " FROM mz_internal.mz_cluster_schedules s JOIN mz_catalog.mz_clusters c ON c.id = s.cluster_id"
                        + " WHERE c.name = 'c'"))
                .containsExactly("on-refresh|01:00:00|{use1-az1,use1-az2}");
        assertThat(db.error("CREATE CLUSTER d (SIZE '25cc')"))
                .extracting(d -> d.sqlState(), d -> d.message(), d -> d.hint())
                .containsExactly(
                        "53000",
                        "creating cluster would violate max_clusters limit (desired: 3, limit: 2, current: 2)",
                        "Drop an existing cluster or contact support to request a limit increase.");
        assertThat(db.message("CREATE CLUSTER e (SIZE '25cc', REPLICATION FACTOR 1, SCHEDULE = ON REFRESH)"))
                .isEqualTo("REPLICATION FACTOR cannot be given together with any SCHEDULE other than MANUAL");
    }

    @Test
    void obeysTheLimitOfCredits() {
        db.run("ALTER SYSTEM SET max_credit_consumption_rate = 0.6", "CREATE CLUSTER c (SIZE '25cc')");
        assertThat(db.error("CREATE CLUSTER d (SIZE '25cc')"))
                .extracting(d -> d.sqlState(), d -> d.message())
                .containsExactly(
                        "53000",
                        "creating cluster replica would violate max_credit_consumption_rate limit (desired: 0.75,"
                                + " limit: 0.6, current: 0.5)");
        db.run(
                "CREATE CLUSTER e (SIZE '25cc', REPLICATION FACTOR 0)",
                "ALTER SYSTEM RESET max_credit_consumption_rate");
        db.run("CREATE CLUSTER d (SIZE '25cc')");
    }

    @Test
    void dropsClustersWithWhatIsBoundToThem() {
        db.run(
                "CREATE CLUSTER c (SIZE '25cc')",
                "CREATE TABLE t (a int)",
                "CREATE MATERIALIZED VIEW mv IN CLUSTER c AS SELECT a FROM t",
                "CREATE INDEX i IN CLUSTER quickstart ON mv (a)");
        assertThat(db.error("DROP CLUSTER c"))
                .extracting(d -> d.message(), d -> d.hint())
                .containsExactly(
                        "cannot drop cluster \"c\" because other objects depend on it",
                        "Use DROP ... CASCADE to drop the dependent objects too.");
        DdlOutcome outcome = db.outcome("DROP CLUSTER c CASCADE");
        assertThat(outcome.notices()).singleElement().satisfies(notice -> {
            assertThat(notice.message()).isEqualTo("drop cascades to 3 other objects");
            assertThat(notice.detail())
                    .isEqualTo("drop cascades to INDEX \"materialize.public.i\"\n"
                            + "drop cascades to MATERIALIZED VIEW \"materialize.public.mv\"\n"
                            + "drop cascades to CLUSTER REPLICA \"r1\"");
        });
        assertThat(db.rows("SELECT name FROM mz_catalog.mz_objects WHERE id LIKE 'u%'"))
                .containsExactly("t");
        assertThat(db.rows("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
                .containsExactly("t");
    }

    @Test
    void droppingTheSessionsClusterGivesANotice() {
        assertThat(db.outcome("DROP CLUSTER quickstart").notices())
                .extracting(n -> n.sqlState(), n -> n.message())
                .contains(
                        org.assertj.core.groups.Tuple.tuple("MZ003", "active cluster \"quickstart\" has been dropped"));
    }
}
