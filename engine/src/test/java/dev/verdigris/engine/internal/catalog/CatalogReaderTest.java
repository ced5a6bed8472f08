package dev.verdigris.engine.internal.catalog;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.ClusterConfig;
import dev.verdigris.core.catalog.Column;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.Limit;
import dev.verdigris.core.catalog.Replica;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.catalog.access.Acl;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.Literal;
import dev.verdigris.core.readiness.Observation;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.WholeCatalog;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.internal.connection.SqlSession;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.StatementLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(SandboxExtension.class)
class CatalogReaderTest {

    @TempDir
    Path directory;

    private World world;
    private SqlSession session;

    @BeforeEach
    void makeAProduction(Sandbox sandbox) {
        world = World.create(sandbox, Names.hostile(), 1, directory);
        session = SqlSession.open(world.settings(), Optional.of(SqlSession.CATALOG_CLUSTER), notice -> {});
    }

    @AfterEach
    void dropIt() {
        session.close();
        world.close();
    }

    @Test
    void theCatalogIsReadInOneMessage(Sandbox sandbox) {
        sandbox.statementLog().clear();
        WholeCatalog.look(session, world);
        assertThat(sandbox.statementLog().roundTrips()).isEqualTo(1);
        assertThat(sandbox.statementLog().entries())
                .extracting(StatementLog.Entry::protocol)
                .containsOnly(StatementLog.Protocol.SIMPLE);
    }

    /**
     * The sandbox gives every object the same item id and global id. This test does not show that the server's global
     * ids differ.
     */
    @Test
    void aSubscriptionHasTheObjectsThatItReads() {
        Optional<String> onCluster = Optional.of(world.cluster(0).value());
        try (SqlSession subscriber = SqlSession.open(world.settings(), onCluster, notice -> {})) {
            subscriber.execute("BEGIN");
            subscriber.execute("DECLARE c CURSOR FOR SUBSCRIBE " + world.view(0));
            subscriber.query("FETCH 1 c");

            String id = world.one("SELECT id FROM mz_materialized_views WHERE name = "
                    + Literal.of(world.names().of("v")).sql());
            assertThat(WholeCatalog.read(session, world).subscriptions())
                    .singleElement()
                    .satisfies(subscription -> assertThat(subscription.reads()).containsExactly(new ItemId(id)));
        }
    }

    @Test
    void theSessionHasItsRole() {
        CatalogSnapshot catalog = WholeCatalog.read(session, world);
        assertThat(catalog.nameOf(catalog.session().role())).isEqualTo("materialize");
        assertThat(catalog.session().superuser()).isFalse();
        assertThat(catalog.session().serverVersion()).startsWith("v");
        assertThat(catalog.limits()).containsOnlyKeys(Limit.values()).containsEntry(Limit.MAX_CLUSTERS, 25);
    }

    @Test
    void theCreditsOfEverySizeAreRead() {
        CatalogSnapshot catalog = WholeCatalog.read(session, world);
        assertThat(catalog.credits())
                .containsEntry("25cc", new BigDecimal("0.25"))
                .containsEntry("128C", new BigDecimal("128"));
    }

    @Test
    void objectsHaveTheirPlaceAndTheirReferences() {
        String sink = world.createSink(0);
        CatalogSnapshot catalog = WholeCatalog.read(session, world);

        Item view = item(catalog, world.view(0), ItemKind.MATERIALIZED_VIEW);
        Item table = item(catalog, world.orders(), ItemKind.TABLE);
        Item reader = item(catalog, sink, ItemKind.SINK);
        assertThat(view.cluster()).isEqualTo(catalog.cluster(world.cluster(0)).map(Cluster::id));
        assertThat(view.createSql()).hasValueSatisfying(sql -> assertThat(sql).contains("SELECT"));
        assertThat(catalog.reads(view.id())).containsExactly(table.id());
        assertThat(catalog.reads(reader.id())).contains(view.id());
        assertThat(reader.subtype()).contains("kafka");
        assertThat(reader.connection()).isPresent();
        assertThat(catalog.items()).anySatisfy(item -> {
            assertThat(item.kind()).isEqualTo(ItemKind.INDEX);
            assertThat(item.on()).contains(view.id());
        });
        assertThat(catalog.columns(view.id()))
                .extracting(Column::name)
                .containsExactly(Identifier.of("id"), Identifier.of("amount"), Identifier.of("version"));
        assertThat(catalog.columns(view.id())).extracting(Column::position).containsExactly(1, 2, 3);
    }

    @Test
    void grantsToPublicAndDefaultPrivilegesAreRead() {
        world.sql(
                "GRANT USAGE ON SCHEMA " + world.schema(0).sql() + " TO PUBLIC",
                "ALTER DEFAULT PRIVILEGES FOR ROLE materialize IN SCHEMA "
                        + world.schema(0).sql() + " GRANT SELECT ON TABLES TO PUBLIC");
        CatalogSnapshot catalog = WholeCatalog.read(session, world);
        Schema schema = catalog.schema(world.schema(0)).orElseThrow();

        assertThat(schema.acl().granted(RoleId.PUBLIC)).containsExactly(Privilege.USAGE);
        assertThat(schema.acl().granted(catalog.session().role()))
                .containsExactlyInAnyOrder(Privilege.USAGE, Privilege.CREATE);
        assertThat(catalog.defaultPrivilegesIn(schema.id())).singleElement().satisfies(granted -> {
            assertThat(granted.grantee()).isEqualTo(RoleId.PUBLIC);
            assertThat(granted.privileges()).isEqualTo(Set.of(Privilege.SELECT));
        });
        assertThat(catalog.systemPrivileges()).isNotEqualTo(Acl.NONE);
    }

    @Test
    void indirectMembershipsAreRead() {
        String outer = Identifier.of(world.names().of("outer")).sql();
        String inner = Identifier.of(world.names().of("inner")).sql();
        world.system("CREATE ROLE " + outer, "CREATE ROLE " + inner);
        world.system("GRANT " + outer + " TO " + inner, "GRANT " + inner + " TO materialize");
        CatalogSnapshot catalog = WholeCatalog.read(session, world);
        assertThat(catalog.rolesOf(catalog.session().role()))
                .extracting(catalog::nameOf)
                .contains(
                        "materialize", world.names().of("outer"), world.names().of("inner"));
        world.system("REVOKE " + inner + " FROM materialize");
    }

    @Test
    void clustersHaveAllTheirSettings() {
        Identifier managed = Identifier.of(world.names().of("managed"));
        Identifier unmanaged = Identifier.of(world.names().of("bare"));
        world.sql(
                "CREATE CLUSTER " + managed.sql()
                        + " (SIZE = '25cc', REPLICATION FACTOR = 2, INTROSPECTION INTERVAL = '250 milliseconds')",
                "CREATE CLUSTER " + unmanaged.sql() + " REPLICAS (\"a b\" (SIZE = '25cc'))");
        CatalogSnapshot catalog = WholeCatalog.read(session, world);

        assertThat(catalog.cluster(managed).orElseThrow().config())
                .isInstanceOfSatisfying(ClusterConfig.Managed.class, config -> {
                    assertThat(config.size()).isEqualTo("25cc");
                    assertThat(config.replicationFactor()).isEqualTo(2);
                    assertThat(config.introspectionInterval()).contains(Duration.ofMillis(250));
                    assertThat(config.schedule()).isEqualTo(new ClusterConfig.Schedule.Manual());
                });
        Cluster bare = catalog.cluster(unmanaged).orElseThrow();
        assertThat(bare.config()).isInstanceOf(ClusterConfig.Unmanaged.class);
        assertThat(bare.replicas()).extracting(Replica::name).containsExactly(Identifier.of("a b"));
    }

    @Test
    void commentsWithTheSameIdAreDistinguished() {
        world.sql(
                "COMMENT ON SCHEMA " + world.schema(0).sql() + " IS 'the schema''s'",
                "COMMENT ON CLUSTER " + world.cluster(0).sql() + " IS 'the cluster''s'",
                "COMMENT ON COLUMN " + world.view(0) + ".amount IS 'in cents'");
        CatalogSnapshot catalog = WholeCatalog.read(session, world);
        Item view = item(catalog, world.view(0), ItemKind.MATERIALIZED_VIEW);

        assertThat(catalog.comment(catalog.schema(world.schema(0)).orElseThrow().id()))
                .contains("the schema's");
        assertThat(catalog.comment(
                        catalog.cluster(world.cluster(0)).orElseThrow().id()))
                .contains("the cluster's");
        assertThat(catalog.comment(view.id())).isEmpty();
        assertThat(catalog.comments()).anySatisfy(comment -> {
            assertThat(comment.target()).isEqualTo(view.id());
            assertThat(comment.column()).contains(2);
            assertThat(comment.text()).isEqualTo("in cents");
        });
    }

    @Test
    void theObservationHasTheServersTime() {
        String view = world.view(0);
        world.until(
                "SELECT count(*) FROM mz_internal.mz_hydration_statuses h"
                        + " JOIN mz_catalog.mz_materialized_views m ON m.id = h.object_id WHERE h.hydrated AND m.name = '"
                        + world.names().of("v").replace("'", "''") + "'",
                "1");
        Instant before = Instant.now();
        CatalogObservation sight = WholeCatalog.look(session, world);
        Instant after = Instant.now();
        Item item = item(sight.view().catalog(), view, ItemKind.MATERIALIZED_VIEW);
        List<Observation.Hydration> hydration = sight.observation().hydration().stream()
                .filter(row -> row.object().equals(item.id()))
                .toList();
        assertThat(hydration).singleElement().satisfies(row -> {
            assertThat(row.hydrated()).contains(true);
            assertThat(row.replica()).isPresent();
        });
        assertThat(sight.observation().at()).isBetween(before.minusSeconds(1), after.plusSeconds(1));
        assertThat(sight.observation().clusters())
                .extracting(Observation.ClusterReplicas::name)
                .contains(world.cluster(0));
    }

    /** The server has them in every cluster, also in one without objects of users. */
    @Test
    void theSystemsIndexesInAClusterAreNotRead() {
        String cluster = world.cluster(0).value().replace("'", "''");
        world.until(
                "SELECT count(*) > 30 FROM mz_internal.mz_hydration_statuses h"
                        + " JOIN mz_catalog.mz_indexes i ON i.id = h.object_id"
                        + " JOIN mz_catalog.mz_clusters c ON c.id = i.cluster_id"
                        + " WHERE i.id LIKE 's%' AND h.hydrated AND c.name = '" + cluster + "'",
                "t");
        CatalogObservation sight = WholeCatalog.look(session, world);
        assertThat(sight.view().catalog().items()).allMatch(item -> item.id().isUser());
        assertThat(sight.observation().hydration()).allMatch(row -> row.object().isUser());
        assertThat(sight.observation().hydrationTimes())
                .isNotEmpty()
                .allMatch(row -> row.object().isUser());
    }

    @Test
    void aPartThatADecisionNeedsIsReadOnDemand(Sandbox sandbox) {
        CatalogReadings readings = readings(CatalogScope.BASE);
        sandbox.statementLog().clear();
        assertThat(readings.<List<Limit>>decide(
                        view -> List.copyOf(view.catalog().limits().keySet())))
                .containsExactly(Limit.values());
        assertThat(sandbox.statementLog().roundTrips()).as("without, then with").isEqualTo(2);

        sandbox.statementLog().clear();
        assertThat(readings.<Integer>decide(view -> view.catalog().limits().get(Limit.MAX_CLUSTERS)))
                .isEqualTo(25);
        assertThat(sandbox.statementLog().roundTrips()).isEqualTo(1);
        assertThat(sandbox.statementLog().entries())
                .as("limits are asked for once")
                .noneMatch(entry -> entry.sql().startsWith("SHOW"));
    }

    @Test
    void onlyReportsAreReadAgainWhileTheObjectsStayTheSame(Sandbox sandbox) {
        CatalogReadings readings = readings(CatalogScope.AWAIT);
        CatalogObservation first = readings.judge(Function.identity());
        sandbox.statementLog().clear();
        CatalogObservation second = readings.judgeAgain(Function.identity());
        assertThat(second.view()).isSameAs(first.view());
        assertThat(second.observation().at())
                .isAfterOrEqualTo(first.observation().at());
        assertThat(sandbox.statementLog().entries())
                .hasSizeLessThan(CatalogQuery.of(CatalogScope.AWAIT).size())
                .noneMatch(entry -> entry.sql().contains("mz_schemas"));

        world.sql("CREATE VIEW " + world.schema(0).object("later").sql() + " AS SELECT 1");
        CatalogObservation third = readings.judgeAgain(Function.identity());
        assertThat(third.view().catalog().items())
                .extracting(item -> item.name().value())
                .contains("later");
    }

    private CatalogReadings readings(CatalogScope scope) {
        return new CatalogReadings(() -> session, world.environment(), scope);
    }

    @Test
    void everyQueryHasTheColumnsInItsHeader() {
        String version = session.serverParameter(SqlSession.VERSION).orElseThrow();
        for (CatalogQuery query : CatalogQuery.values()) {
            if (!query.isKnownTo(version)) {
                continue;
            }
            List<String> columns = session.query(query.sql()).columns();
            String select = query.sql()
                    .substring(
                            0,
                            query.sql().indexOf("\nFROM") < 0
                                    ? query.sql().length()
                                    : query.sql().indexOf("\nFROM"));
            List<String> named = Arrays.stream(select.split(",(?![^(]*\\))"))
                    .map(each -> each.replaceAll("(?s).* AS (\\w+)\\s*.*", "$1"))
                    .toList();
            assertThat(columns).as(query.fileName()).isEqualTo(named);
        }
    }

    private static Item item(CatalogSnapshot catalog, String sql, ItemKind kind) {
        return catalog.items().stream()
                .filter(item ->
                        item.kind() == kind && catalog.nameOf(item).sql().equals(sql))
                .findFirst()
                .orElseThrow();
    }
}
