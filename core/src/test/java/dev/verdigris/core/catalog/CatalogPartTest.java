package dev.verdigris.core.catalog;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import dev.verdigris.core.catalog.access.Acl;
import dev.verdigris.core.catalog.access.DefaultPrivilege;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.catalog.id.CatalogId.ReplicaId;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.fixture.World;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.step.Simulator;
import dev.verdigris.core.step.Step;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CatalogPartTest {

    private static final ItemId TABLE = new ItemId("u1");
    private static final ItemId SINK = new ItemId("u2");
    private static final ClusterId CLUSTER = new ClusterId("u1");

    private static World world() {
        return new World("me")
                .schema("s")
                .cluster("c")
                .item(ItemKind.TABLE, "s.t", "")
                .sink("s.out", "c", "s.t")
                .audit("me", "create", "table", "{}", Instant.EPOCH);
    }

    @Test
    void theResizesAreAskedForOnlyWhereTheServerHasThem() {
        World world = world();
        assertThat(without(world.snapshot(), CatalogPart.RECONFIGURATIONS).reconfiguration(CLUSTER))
                .isEmpty();
        world.version = "v26.35.0 (test)";
        world.resizes.put(CLUSTER, "in-progress");
        CatalogSnapshot later = world.snapshot();
        assertThat(later.reconfiguration(CLUSTER)).contains("in-progress");
        isAskedFor(
                CatalogPart.RECONFIGURATIONS,
                () -> without(later, CatalogPart.RECONFIGURATIONS).reconfiguration(CLUSTER));
    }

    private static CatalogSnapshot without(CatalogPart part) {
        return without(world().snapshot(), part);
    }

    private static CatalogSnapshot without(CatalogSnapshot catalog, CatalogPart part) {
        return catalog.toBuilder().unread(Set.of(part)).build();
    }

    private static void isAskedFor(CatalogPart part, Runnable question) {
        assertThatExceptionOfType(CatalogPart.Unread.class)
                .as(part.name())
                .isThrownBy(question::run)
                .satisfies(unread -> assertThat(unread.part()).isEqualTo(part));
    }

    @Test
    void aPartThatWasNotReadIsNeverTakenForAnEmptyOne() {
        Map<CatalogPart, Consumer<CatalogSnapshot>> questions = new EnumMap<>(CatalogPart.class);
        questions.put(CatalogPart.COLUMNS, catalog -> catalog.columns(TABLE));
        questions.put(CatalogPart.DEFAULT_PRIVILEGES, CatalogSnapshot::defaultPrivileges);
        questions.put(CatalogPart.SYSTEM_PRIVILEGES, CatalogSnapshot::systemPrivileges);
        questions.put(CatalogPart.ROLE_MEMBERS, CatalogSnapshot::roleMembers);
        questions.put(CatalogPart.REPLACEMENTS, CatalogSnapshot::replacements);
        questions.put(CatalogPart.SUBSCRIPTIONS, CatalogSnapshot::subscriptions);
        questions.put(CatalogPart.AUDIT_EVENTS, CatalogSnapshot::auditEvents);
        questions.put(CatalogPart.LIMITS, CatalogSnapshot::limits);
        questions.put(CatalogPart.SOURCE_STATUSES, catalog -> catalog.status(TABLE));
        questions.put(CatalogPart.SINK_STATUSES, catalog -> catalog.status(SINK));
        questions.forEach((part, question) -> {
            isAskedFor(part, () -> question.accept(without(part)));
            assertThatCode(() -> question.accept(world().snapshot()))
                    .as(part.name())
                    .doesNotThrowAnyException();
        });
    }

    @Test
    void membershipsAreAskedForOnlyWhereTheRoleItselfDoesNotSuffice() {
        CatalogSnapshot catalog = without(CatalogPart.ROLE_MEMBERS);
        RoleId me = catalog.session().role();
        Acl mine = Acl.of(me + "=r/" + me);
        Acl everybodys = Acl.of("=r/" + me);
        Acl anothers = Acl.of("u9=r/" + me);

        assertThat(catalog.isMember(me, me)).isTrue();
        assertThat(catalog.allows(mine, me, Privilege.SELECT)).isTrue();
        assertThat(catalog.allows(everybodys, me, Privilege.SELECT)).isTrue();
        assertThat(catalog.allows(anothers, RoleId.PUBLIC, Privilege.SELECT)).isFalse();
        assertThat(Rights.of(catalog).owns(me)).isTrue();
        isAskedFor(CatalogPart.ROLE_MEMBERS, () -> catalog.isMember(me, new RoleId("u9")));
        isAskedFor(CatalogPart.ROLE_MEMBERS, () -> catalog.allows(anothers, me, Privilege.SELECT));
    }

    @Test
    void aSimulatedDropLeavesUnreadWhatWasNotRead() {
        CatalogSnapshot catalog = new World("me")
                .schema("s")
                .item(ItemKind.TABLE, "s.t", "")
                .byDefault(
                        "me",
                        Optional.of(SchemaName.of("materialize", "s")),
                        DefaultPrivilege.ObjectKind.TABLE,
                        "PUBLIC",
                        "r")
                .snapshot();
        Step.DropItem item = new Step.DropItem(ItemKind.TABLE, ObjectName.of("materialize", "s", "t"), TABLE);
        Step.DropSchema schema = new Step.DropSchema(SchemaName.of("materialize", "s"));
        CatalogSnapshot partly = catalog.toBuilder()
                .unread(Set.of(CatalogPart.DEFAULT_PRIVILEGES, CatalogPart.REPLACEMENTS))
                .build();

        CatalogSnapshot after = Simulator.apply(Simulator.apply(partly, item), schema);
        isAskedFor(CatalogPart.DEFAULT_PRIVILEGES, after::defaultPrivileges);
        isAskedFor(CatalogPart.REPLACEMENTS, after::replacements);
        assertThat(Simulator.apply(Simulator.apply(catalog, item), schema).defaultPrivileges())
                .isEmpty();
    }

    @Test
    void aPartThatIsSetCountsAsRead() {
        CatalogSnapshot catalog =
                without(CatalogPart.LIMITS).toBuilder().limits(Map.of()).build();
        assertThat(catalog.limits()).isEmpty();
        assertThat(catalog.unread()).isEmpty();
    }

    @Test
    void aClusterIsAskedForTheSettingsThatWereNotRead() {
        ClusterConfig.Managed known = ClusterConfig.Managed.of("25cc", 1);
        ClusterConfig.Managed managed = new ClusterConfig.Managed(
                known.size(),
                known.replicationFactor(),
                known.schedule(),
                known.availabilityZones(),
                known.introspectionDebugging(),
                known.introspectionInterval(),
                known.workloadClass(),
                known.autoScaling(),
                Set.of(CatalogPart.CLUSTER_SCHEDULES, CatalogPart.AUTO_SCALING, CatalogPart.WORKLOAD_CLASSES));
        assertThat(managed.size()).isEqualTo("25cc");
        isAskedFor(CatalogPart.CLUSTER_SCHEDULES, managed::schedule);
        isAskedFor(CatalogPart.AUTO_SCALING, managed::autoScaling);
        isAskedFor(CatalogPart.WORKLOAD_CLASSES, managed::workloadClass);
        ClusterConfig unmanaged = new ClusterConfig.Unmanaged(Optional.empty(), Set.of(CatalogPart.WORKLOAD_CLASSES));
        isAskedFor(CatalogPart.WORKLOAD_CLASSES, unmanaged::workloadClass);
        Replica replica = new Replica(
                new ReplicaId("u1"),
                Identifier.of("r1"),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Set.of(CatalogPart.REPLICA_KINDS));
        isAskedFor(CatalogPart.REPLICA_KINDS, replica::internal);
        isAskedFor(CatalogPart.REPLICA_KINDS, replica::pending);
        assertThat(replica.name()).isEqualTo(Identifier.of("r1"));
    }
}
