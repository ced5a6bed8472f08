package dev.verdigris.sandbox.catalog;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The catalog's relations about the sample, before any worker has changed it. */
class CatalogContentsTest {

    private static CatalogDatabase database;

    @BeforeAll
    static void create() {
        database = CatalogDatabase.withSample();
        database.sql().execute("SET search_path = mz_catalog, pg_catalog");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void listsPrivilegesInTheOrderOfRoles() {
        assertThat(database.rows("SELECT name, privileges FROM mz_schemas WHERE id = 'u3'"))
                .containsExactly("public|{u2=C/s1,s1=UC/s1,=U/s1}");
        assertThat(database.rows("SELECT privileges FROM mz_system_privileges")).containsExactly("u2=BN/s1");
        assertThat(database.rows("SELECT privileges FROM mz_objects WHERE id IN ('u7', 'u8')"))
                .containsExactly("-", "-");
        assertThat(database.rows("SELECT privileges FROM mz_relations WHERE id = 'u2'"))
                .containsExactly("{}");
    }

    @Test
    void leavesTheConfigurationOfUnmanagedClustersNull() {
        assertThat(database.rows("SELECT name, managed, size, replication_factor, availability_zones FROM mz_clusters"
                        + " WHERE id LIKE 'u%' ORDER BY id"))
                .containsExactly("quick.start|t|25cc|1|-", "paused|t|50cc|0|{use1-az1,use1-az2}", "by hand|f|-|-|-");
        assertThat(database.rows("SELECT cluster_id, type FROM mz_internal.mz_cluster_schedules ORDER BY 1"))
                .containsExactly("u1|manual", "u2|manual");
    }

    @Test
    void putsIndexesIntoTheSchemaOfTheirRelation() {
        assertThat(database.rows("SELECT schema_id, type, cluster_id FROM mz_objects WHERE id = 'u7'"))
                .containsExactly("u3|index|u1");
        assertThat(database.rows("SELECT index_position, on_position, on_expression, nullable FROM mz_index_columns"
                        + " WHERE index_id = 'u7' ORDER BY 1"))
                .containsExactly("1|1|-|f", "2|-|buyer + 1|t");
        assertThat(database.rows("SELECT name, \"on\", cluster, key FROM mz_internal.mz_show_indexes WHERE id = 'u7'"))
                .containsExactly("v_idx|v|quick.start|{id,\"buyer + 1\"}");
    }

    @Test
    void showsColumnsWithTheirTypesAndDefaultsOfPlainTablesOnly() {
        assertThat(
                        database.rows(
                                "SELECT name, position, nullable, type, \"default\", type_oid FROM mz_columns WHERE id = 'u10' ORDER BY 2"))
                .containsExactly("word|1|t|text|'x'|25", "times|2|f|integer|1|23");
        assertThat(
                        database.rows(
                                "SELECT name, position, nullable, type, \"default\", type_oid FROM mz_columns WHERE id = 'u3' ORDER BY 2"))
                .containsExactly(
                        "id|1|f|bigint|-|20",
                        "seller|2|f|bigint|-|20",
                        "item|3|f|text|-|25",
                        "end_time|4|f|timestamp with time zone|-|1184");
    }

    @Test
    void hidesLiteralsInRedactedStatements() {
        assertThat(database.rows("SELECT create_sql, redacted_create_sql, definition FROM mz_views WHERE id = 'u4'"))
                .containsExactly(
                        "CREATE VIEW v AS SELECT 'it''s secret'|CREATE VIEW v AS SELECT '<REDACTED>'|SELECT 1;");
    }

    @Test
    void distinguishesCommentsByType() {
        assertThat(database.rows("SELECT name, comment FROM mz_internal.mz_show_schemas WHERE database_id = 'u1'"))
                .containsExactly("public|of the schema");
        assertThat(database.rows("SELECT comment FROM mz_internal.mz_show_tables WHERE name = 'auctions'"))
                .containsExactly("of the table");
        assertThat(database.rows("SELECT comment FROM mz_internal.mz_show_columns WHERE id = 'u2' AND name = 'buyer'"))
                .containsExactly("who buys");
    }

    @Test
    void followsDependenciesThroughViews() {
        assertThat(database.rows("SELECT referenced_object_id FROM mz_internal.mz_object_transitive_dependencies"
                        + " WHERE object_id = 'u9' ORDER BY 1"))
                .containsExactly("u1", "u2", "u4", "u5");
        assertThat(database.rows(
                        "SELECT dependency_id FROM mz_internal.mz_compute_dependencies WHERE object_id = 'u7'"))
                .containsExactly("u2");
        assertThat(database.rows(
                        "SELECT object_id, dependency_id FROM mz_internal.mz_materialization_dependencies ORDER BY 1"))
                .containsExactly("u11|u10", "u5|u2", "u7|u2", "u8|u11", "u9|u5");
    }

    @Test
    void listsHydrationOfDataflowsOnly() {
        assertThat(database.rows("SELECT object_id, replica_id, hydrated FROM mz_internal.mz_hydration_statuses"
                        + " WHERE object_id LIKE 'u%' ORDER BY 1"))
                .containsExactly("u1|u1|f", "u11|u1|f", "u5|u1|f", "u6|u1|f", "u7|u1|f", "u8|u1|-", "u9|-|f");
        assertThat(database.rows(
                        "SELECT count(*) FROM mz_internal.mz_compute_hydration_statuses WHERE object_id = 'u9'"))
                .containsExactly("0");
    }

    @Test
    void hasNoStatusOfAReplicaBeforeItsFirstEvent() {
        assertThat(database.rows("SELECT * FROM mz_internal.mz_cluster_replica_statuses"))
                .isEmpty();
        database.sql()
                .execute("INSERT INTO mz_store.replica_status_history (replica_id, status, reason) VALUES"
                        + " ('u1', 'online', NULL), ('u1', 'offline', 'oom-killed')");
        assertThat(database.rows(
                        "SELECT replica_id, process_id, status, reason FROM mz_internal.mz_cluster_replica_statuses"))
                .containsExactly("u1|0|offline|oom-killed");
    }

    @Test
    void ranksStatusesOverReplicas() {
        database.sql()
                .execute(
                        "INSERT INTO mz_store.status_history (object_id, replica_id, status) VALUES"
                                + " ('u1', 'u1', 'starting'), ('u1', 'u1', 'running'), ('u1', 'u7', 'stalled'), ('u1', NULL, 'paused')");
        assertThat(database.rows("SELECT id, type, status FROM mz_internal.mz_source_statuses ORDER BY id"))
                .containsExactly("u1|load-generator|running", "u2|table|running", "u3|table|running");
        assertThat(database.rows("SELECT id, name, type, status FROM mz_internal.mz_sink_statuses"))
                .containsExactly("u8|words sink|kafka|created");
        database.sql().execute("DELETE FROM mz_store.status_history");
    }

    @Test
    void onlyWrittenRelationsHaveACurrentFrontier() {
        assertThat(database.rows("SELECT object_id, write_frontier > 1600000000000, read_frontier IS NOT NULL"
                        + " FROM mz_internal.mz_frontiers ORDER BY 1"))
                .containsExactly(
                        "u1|f|t", "u10|t|t", "u11|f|t", "u2|f|t", "u3|f|t", "u5|f|t", "u6|f|t", "u7|f|t", "u8|f|t",
                        "u9|f|t");
    }

    @Test
    void listsItsOwnRelationsAsMaterializeDoes() {
        assertThat(
                        database.rows(
                                "SELECT r.type, s.name, r.id LIKE 's%', r.privileges FROM mz_relations r JOIN mz_schemas s ON s.id = r.schema_id"
                                        + " WHERE r.name IN ('mz_databases', 'mz_objects', 'mz_clusters', 'mz_frontiers') ORDER BY r.name"))
                .containsExactly(
                        "table|mz_catalog|t|{s1=r/s1,g1=r/s1,=r/s1}",
                        "materialized-view|mz_catalog|t|{s1=r/s1,g1=r/s1,=r/s1}",
                        "source|mz_internal|t|{s1=r/s1,g1=r/s1,=r/s1}",
                        "view|mz_catalog|t|{s1=r/s1,g1=r/s1,=r/s1}");
    }

    @Test
    void readsLifetimesFromTheAuditLog() {
        database.sql()
                .execute("INSERT INTO mz_store.audit_event (id, event_type, object_type, details, occurred_at) VALUES"
                        + " (1, 'create', 'cluster', '{\"id\": \"u1\", \"name\": \"prod\"}', '2026-01-01'),"
                        + " (2, 'create', 'cluster', '{\"id\": \"u9\", \"name\": \"quick.start_dbt_deploy\"}', '2025-12-01'),"
                        + " (3, 'drop', 'cluster', '{\"id\": \"u9\", \"name\": \"quick.start_dbt_deploy\"}', '2026-01-01 01:00'),"
                        + " (4, 'create', 'cluster-replica', '{\"replica_id\": \"u1\", \"replica_name\": \"r1\", \"cluster_id\": \"u1\","
                        + " \"cluster_name\": \"quick.start\", \"logical_size\": \"25cc\"}', '2026-01-01')");
        assertThat(database.rows(
                        "SELECT cluster_id, current_deployment_cluster_id FROM mz_internal.mz_cluster_deployment_lineage"
                                + " WHERE cluster_name = 'quick.start' ORDER BY 1"))
                .containsExactly("u1|u1", "u9|u1");
        assertThat(database.rows("SELECT id, object_type, dropped_at IS NULL FROM mz_internal.mz_object_history"
                        + " WHERE created_at IS NOT NULL ORDER BY 2, 1"))
                .containsExactly("u1|cluster|t", "u9|cluster|f", "u1|cluster-replica|t");
        assertThat(
                        database.rows(
                                "SELECT replica_id, size, cluster_name, credits_per_hour FROM mz_internal.mz_cluster_replica_history"))
                .containsExactly("u1|25cc|quick.start|0.25");
        database.sql().execute("DELETE FROM mz_store.audit_event");
    }

    @Test
    void namesGrantsByRole() {
        assertThat(
                        database.rows(
                                "SELECT grantor, grantee, database, name, privilege_type FROM mz_internal.mz_show_schema_privileges ORDER BY 2"))
                .containsExactly(
                        "mz_system|PUBLIC|materialize|public|USAGE", "mz_system|developers|materialize|public|CREATE");
    }
}
