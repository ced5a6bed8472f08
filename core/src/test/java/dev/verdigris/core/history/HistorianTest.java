package dev.verdigris.core.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.AuditEvent;
import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.HeldPairs;
import dev.verdigris.core.deployment.LockNames;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.StateView;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.deployment.record.FencingToken;
import dev.verdigris.core.deployment.record.Owner;
import dev.verdigris.core.deployment.record.Provenance;
import dev.verdigris.core.deployment.record.RecordCodec;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.fixture.Flow;
import dev.verdigris.core.fixture.World;
import dev.verdigris.core.history.HistoryEvent.Source;
import dev.verdigris.core.history.HistoryEvent.What;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.plan.DropPlanner;
import dev.verdigris.core.plan.InitPlanner;
import dev.verdigris.core.plan.PromotePlanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HistorianTest {

    private static final String T1 = "111111111111";
    private static final String T2 = "222222222222";
    private static final String T3 = "333333333333";

    /** As a part of the name of a history schema, or with a digest, it is too long for the server. */
    private static final String LONG = "0123456789012345678901234567890123456789012345678901234567890123456789"
            + "0123456789012345678901234567890123456789012345678901234567890123456789"
            + "0123456789012345678901234567890123456789012345678901234567890123456789"
            + "012345678901234567890123456789";

    private static Environment environment(String name) {
        return Environment.builder(name).schemas("public").clusters("prod").build();
    }

    private static SchemaName lock(Environment environment) {
        return LockNames.of(environment).schema();
    }

    private static CatalogSnapshot live() {
        return new World("me")
                .schema("public")
                .cluster("prod")
                .view("public.mv", "prod")
                .snapshot();
    }

    private static History history(CatalogSnapshot catalog, Environment environment, List<AuditEvent> events) {
        return Historian.history(DeploymentView.of(catalog, environment), events, Optional.empty());
    }

    private static AuditLines wholeLife(Environment environment) {
        return new AuditLines(lock(environment))
                .created("u5", "staged_" + T1)
                .renamed("u5", "staged_" + T1, "staged_" + T2)
                .by("releaser")
                .swapped("u5", "staged_" + T2, "promoted_" + T3, environment)
                .by("janitor")
                .renamed("u5", "promoted_" + T3, "dropping_" + T3)
                .dropped("u5", "dropping_" + T3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod", "it's \"prod\".x", "select", "😀 prod\\", "{\"a\":1}"})
    void theAuditLogAloneTellsWhoDidWhatAndWhen(String name) {
        Environment environment = environment(name);
        History history = history(live(), environment, wholeLife(environment).events());
        assertThat(history.deployments()).singleElement().satisfies(past -> {
            assertThat(past.fate()).isEqualTo(Fate.CLEANED_UP);
            assertThat(past.record()).isEmpty();
            assertThat(past.events())
                    .extracting(HistoryEvent::what)
                    .containsExactly(What.INIT, What.BUILD_OR_CHECK, What.PROMOTE, What.CLEANUP, What.END);
            assertThat(past.events())
                    .extracting(event -> event.by().orElseThrow())
                    .containsExactly("deployer", "deployer", "releaser", "janitor", "janitor");
            assertThat(past.begun()).contains(AuditLines.minute(1));
            assertThat(past.ended()).contains(AuditLines.minute(5));
            assertThat(past.took()).contains(Duration.ofMinutes(2));
        });
        assertThat(history.swaps()).isEmpty();
        assertThat(history.audit()).isEqualTo(new History.Audit(Optional.of(AuditLines.minute(1)), Optional.empty()));
    }

    @Test
    void aRollbackAndAnAbortAreTold() {
        Environment environment = environment("prod");
        List<AuditEvent> events = new AuditLines(lock(environment))
                .created("u5", "staged_" + T1)
                .swapped("u5", "staged_" + T1, "promoted_" + T2, environment)
                .swapped("u5", "promoted_" + T2, "rolled_back_" + T3, environment)
                .renamed("u5", "rolled_back_" + T3, "rolled_back_444444444444")
                .renamed("u5", "rolled_back_444444444444", "dropping_444444444444")
                .dropped("u5", "dropping_444444444444")
                .created("u9", "staged_555555555555")
                .renamed("u9", "staged_555555555555", "dropping_555555555555")
                .dropped("u9", "dropping_555555555555")
                .events();
        History history = history(live(), environment, events);
        assertThat(history.deployments())
                .extracting(PastDeployment::fate)
                .containsExactly(Fate.ABORTED, Fate.ROLLED_BACK);
        assertThat(history.deployments().get(1).events())
                .extracting(HistoryEvent::what)
                .containsExactly(What.INIT, What.PROMOTE, What.ROLLBACK, What.BUILD_OR_CHECK, What.ABORT, What.END);
        assertThat(history.newest(1).deployments())
                .containsExactly(history.deployments().get(0));
    }

    @Test
    void swapsOfAnotherToolOneByOneAreOneEvent() {
        Environment environment = environment("prod");
        AuditLines log =
                new AuditLines(lock(environment)).created("u5", "staged_" + T1).by("dbt");
        environment.pairs().forEach(pair -> log.swapped(List.of(pair)));
        log.by("ops")
                .renamed("u5", "staged_" + T1, "dropping_" + T1)
                .dropped("u5", "dropping_" + T1)
                .swapped(environment.pairs());
        History history = history(live(), environment, log.events());
        assertThat(history.deployments()).singleElement().satisfies(past -> {
            assertThat(past.fate()).isEqualTo(Fate.CLEANED_UP);
            assertThat(past.events())
                    .extracting(HistoryEvent::what)
                    .containsExactly(What.INIT, What.PROMOTED_BY_ANOTHER_TOOL, What.CLEANUP, What.END);
            assertThat(past.events().get(1).by()).contains("dbt");
            assertThat(past.took()).contains(Duration.ofMinutes(2));
        });
        assertThat(history.swaps()).singleElement().satisfies(swap -> {
            assertThat(swap.what()).isEqualTo(What.SWAPPED_ELSEWHERE);
            assertThat(swap.by()).contains("ops");
            assertThat(swap.pairs()).isEqualTo(environment.pairs());
        });
    }

    @Test
    void aSwapThroughAnotherEnvironmentNamesIt() {
        Environment environment = environment("prod");
        SchemaName theirs = SchemaName.of("materialize", "verdigris_other");
        History history = history(
                live(),
                environment,
                new AuditLines(theirs)
                        .swapped("u7", "staged_" + T1, "promoted_" + T2, environment)
                        .events());
        assertThat(history.deployments()).isEmpty();
        assertThat(history.swaps())
                .singleElement()
                .satisfies(swap -> assertThat(swap.through()).contains(theirs));
    }

    @Test
    void aStateViewThatLostARaceIsNotADeployment() {
        Environment environment = environment("prod");
        List<AuditEvent> events = new AuditLines(lock(environment))
                .created("u5", "staged_" + T1)
                .created("u6", "staged_" + T2)
                .dropped("u6", "staged_" + T2)
                .dropped("u5", "staged_" + T1)
                .events();
        assertThat(history(live(), environment, events).deployments())
                .singleElement()
                .satisfies(past -> assertThat(past.fate()).isEqualTo(Fate.STATE_VIEW_DROPPED));
    }

    /** It tries again at once, and gives way again. */
    @Test
    void aRunThatGaveWayToAnotherEnvironmentIsNotADeployment() {
        Environment environment = environment("prod");
        AuditLines log = new AuditLines(SchemaName.of("materialize", "verdigris_other"))
                .created("u4", "staged_" + T3)
                .in(lock(environment))
                .created("u5", "staged_" + T1)
                .dropped("u5", "staged_" + T1)
                .created("u6", "staged_" + T2)
                .dropped("u6", "staged_" + T2);
        assertThat(history(live(), environment, log.events()).deployments()).isEmpty();
    }

    @Test
    void aVerbThatReplacesAStateViewUnlocksNothing() {
        Environment environment = environment("prod");
        AuditLines promoted = new AuditLines(lock(environment))
                .created("u5", "staged_" + T1)
                .swapped("u5", "staged_" + T1, "promoted_" + T2, environment)
                .dropped("u5", "promoted_" + T2)
                .created("u6", "staged_" + T3);
        assertThat(history(live(), environment, promoted.events()).deployments())
                .extracting(PastDeployment::fate)
                .containsExactly(Fate.UNKNOWN, Fate.CLEANED_UP);
        AuditLines unlocked = new AuditLines(lock(environment))
                .created("u5", "staged_" + T1)
                .by("somebody")
                .dropped("u5", "staged_" + T1)
                .by("deployer")
                .created("u6", "staged_" + T3);
        assertThat(history(live(), environment, unlocked.events()).deployments())
                .extracting(PastDeployment::fate)
                .containsExactly(Fate.UNKNOWN, Fate.STATE_VIEW_DROPPED);
    }

    @Test
    void aLiveVersionBesideALaterOneOfAnotherToolIsToldAsPromoted() {
        Environment environment = Environment.builder("prod").schemas("public").build();
        CatalogSnapshot then =
                new World("me").schema("a").schema("b").schema("public").snapshot();
        World world = new World("me").schema("public").schema("public_dbt_deploy");
        DeploymentRecord record = DeploymentRecord.begun(
                new Owner(new DeploymentId("d-1"), true, Optional.of("me"), Provenance.NONE),
                AuditLines.START,
                new Digest("0".repeat(64)));
        world.lock(
                environment,
                new StateView(Phase.PROMOTED, new FencingToken(T1)),
                "me",
                Optional.of(RecordCodec.encode(record)),
                HeldPairs.of(then, environment, Phase.STAGED));
        assertThat(history(world.snapshot(), environment, List.of()).deployments())
                .singleElement()
                .satisfies(past -> {
                    assertThat(past.fate()).isEqualTo(Fate.PROMOTED);
                    assertThat(past.record()).contains(record);
                });
    }

    @Test
    void aLogThatBeginsLaterLeavesTheBeginningOpen() {
        Environment environment = environment("prod");
        List<AuditEvent> events = wholeLife(environment).events().stream()
                .filter(event -> event.id() > 2)
                .toList();
        assertThat(history(live(), environment, events).deployments())
                .singleElement()
                .satisfies(past -> {
                    assertThat(past.begun()).isEmpty();
                    assertThat(past.took()).isEmpty();
                    assertThat(past.fate()).isEqualTo(Fate.CLEANED_UP);
                });
    }

    @Test
    void eventsThatCannotBeReadAreLeftOut() {
        Environment environment = environment("prod");
        List<AuditEvent> events = new ArrayList<>(wholeLife(environment).events());
        for (String details : List.of("", "[]", "{", "{\"id\":1}", "{\"old_name\":null}", "{\"name\":{\"x\":[1]}}")) {
            for (String kind : List.of("view", "schema", "cluster", "sink")) {
                events.add(new AuditEvent(99, "alter", kind, details, Optional.empty(), AuditLines.START));
            }
        }
        assertThat(history(live(), environment, events))
                .isEqualTo(history(live(), environment, wholeLife(environment).events()));
    }

    @Test
    void entryAndLogOfOneDeploymentAreToldAsOne() {
        Environment environment = environment("prod");
        CatalogSnapshot ended = ended(environment);
        AuditLines log = new AuditLines(lock(environment))
                .created("u5", "staged_" + T1)
                .swapped("u5", "staged_" + T1, "promoted_" + T2, environment)
                .renamed("u5", "promoted_" + T2, "dropping_" + T2)
                .dropped("u5", "dropping_" + T2);
        assertThat(history(ended, environment, log.events()).deployments())
                .singleElement()
                .satisfies(past -> {
                    assertThat(past.record().map(known -> known.deploymentId().value()))
                            .contains("d-1");
                    assertThat(past.events()).extracting(HistoryEvent::source).containsOnly(Source.AUDIT_LOG);
                });
    }

    @Test
    void theEntryAloneTellsBeginningPromotionAndEnd() {
        Environment environment = environment("prod");
        History history = Historian.history(
                DeploymentView.of(ended(environment), environment), List.of(), Optional.of("no right"));
        assertThat(history.audit()).isEqualTo(new History.Audit(Optional.empty(), Optional.of("no right")));
        assertThat(history.deployments()).singleElement().satisfies(past -> {
            assertThat(past.fate()).isEqualTo(Fate.CLEANED_UP);
            assertThat(past.events()).extracting(HistoryEvent::what).containsExactly(What.INIT, What.PROMOTE, What.END);
            assertThat(past.events().get(1).at()).isEqualTo(Flow.SWAPPED);
            assertThat(past.events()).extracting(HistoryEvent::source).containsOnly(Source.RECORD);
            assertThat(past.events().get(0).by())
                    .as("another run may have taken it over")
                    .isEmpty();
        });
    }

    @Test
    void aPromotionComesAfterItsBeginningWithASlowClock() {
        Environment environment = environment("prod");
        AuditLines log = new AuditLines(lock(environment))
                .created("u5", "staged_" + T1)
                .renamed("u5", "staged_" + T1, "staged_" + T2);
        assertThat(log.events()).extracting(AuditEvent::occurredAt).allMatch(Flow.SWAPPED::isBefore);
        assertThat(history(ended(environment), environment, log.events()).deployments())
                .singleElement()
                .satisfies(past ->
                        assertThat(past.events()).extracting(HistoryEvent::what).startsWith(What.INIT, What.PROMOTE));
    }

    @Test
    void theEntryOfAnotherProjectOfTheSameNameIsNotTold() {
        Environment other = Environment.builder("prod").schemas("theirs").build();
        CatalogSnapshot catalog = ended(environment("prod"));
        List<AuditEvent> events = new AuditLines(lock(other))
                .created("u5", "staged_" + T1)
                .renamed("u5", "staged_" + T1, "dropping_" + T2)
                .events();
        assertThat(history(catalog, other, events).deployments()).isEmpty();
        assertThat(history(catalog, environment("prod"), events).deployments()).hasSize(1);
    }

    /** Another project of that name holds the plain lock schema, so this one has a digest of its pairs in the name. */
    @ParameterizedTest
    @ValueSource(strings = {"prod", "it's \"prod\".x", "select", LONG})
    void anEditedEnvironmentFindsTheHistoryOfItsFormerPairs(String name) {
        Environment theirs = Environment.builder(name).schemas("theirs").build();
        World world = new World("me")
                .schema("theirs")
                .schema("public")
                .cluster("prod")
                .view("public.mv", "prod");
        world.lock(
                theirs,
                new StateView(Phase.STAGED, new FencingToken(T3)),
                "me",
                Optional.empty(),
                HeldPairs.of(world.snapshot(), theirs, Phase.STAGED));
        CatalogSnapshot ended = ended(world.snapshot(), environment(name));
        Environment edited = Environment.builder(name).schemas("public").build();
        assertThat(HistorySchema.ended(DeploymentView.of(ended, edited))).hasSize(1);
        SchemaName lock = history(ended, edited, List.of()).deployments().get(0).lock();
        assertThat(lock).isNotEqualTo(lock(edited));
        AuditLines log = new AuditLines(lock)
                .created("u5", "staged_" + T1)
                .swapped("u5", "staged_" + T1, "promoted_" + T2, environment(name))
                .dropped("u5", "dropping_" + T2);
        assertThat(history(ended, edited, log.events()).deployments())
                .singleElement()
                .satisfies(past -> assertThat(past.events())
                        .extracting(HistoryEvent::what)
                        .containsExactly(What.INIT, What.PROMOTE, What.END));
        Environment stranger = Environment.builder(name).schemas("strange").build();
        assertThat(HistorySchema.ended(DeploymentView.of(ended, stranger))).isEmpty();
        Environment otherName = Environment.builder("test").schemas("public").build();
        assertThat(HistorySchema.ended(DeploymentView.of(ended, otherName))).isEmpty();
    }

    @Test
    void aDeploymentInForceComesFirst() {
        Environment environment = environment("prod");
        CatalogSnapshot ended = ended(environment);
        CatalogSnapshot staged =
                Flow.play(ended, Flow.planned(InitPlanner.plan(DeploymentView.of(ended, environment), Flow.init())));
        assertThat(history(staged, environment, List.of()).deployments())
                .extracting(PastDeployment::fate)
                .containsExactly(Fate.STAGED, Fate.CLEANED_UP);
    }

    /** A whole deployment on the simulator; its last state view has the token of 2s. */
    private static CatalogSnapshot ended(Environment environment) {
        return ended(live(), environment);
    }

    private static CatalogSnapshot ended(CatalogSnapshot start, Environment environment) {
        CatalogSnapshot begun =
                Flow.play(start, Flow.planned(InitPlanner.plan(DeploymentView.of(start, environment), Flow.init())));
        CatalogSnapshot staged = Flow.build(begun, environment);
        CatalogSnapshot promoted = Flow.play(
                staged, Flow.planned(PromotePlanner.plan(DeploymentView.of(staged, environment), Flow.promote())));
        return Flow.play(
                promoted, Flow.planned(DropPlanner.cleanup(DeploymentView.of(promoted, environment), Flow.drop())));
    }
}
