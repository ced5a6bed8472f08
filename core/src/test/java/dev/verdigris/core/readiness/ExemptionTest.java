package dev.verdigris.core.readiness;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.name.ObjectName;
import org.junit.jupiter.api.Test;

import static dev.verdigris.core.readiness.Samples.CLUSTER;
import static dev.verdigris.core.readiness.Samples.ID;
import static dev.verdigris.core.readiness.Samples.LIVE_NAME;
import static dev.verdigris.core.readiness.Samples.R1;
import static dev.verdigris.core.readiness.Samples.hydrated;
import static dev.verdigris.core.readiness.Samples.up;
import static org.assertj.core.api.Assertions.assertThat;

class ExemptionTest {

    private static final ExpectedObject SLOW = Samples.object(ItemKind.MATERIALIZED_VIEW);
    private static final ItemId READER = new ItemId("u6");

    /** An object that reads the slow one. */
    private static ExpectedObject reader() {
        return new ExpectedObject(
                READER,
                ObjectName.of("db", "s_x", "it's \"x\".ü 🦊"),
                ObjectName.of("db", "s", "it's \"x\".ü 🦊"),
                ItemKind.INDEX,
                Optional.empty(),
                Optional.of(Samples.PLACE),
                Optional.empty(),
                Optional.empty(),
                Set.of(ID));
    }

    private static Assessment assess(
            Exemption exemption, Consumer<CatalogObservation> sees, ExpectedObject... objects) {
        ReadinessPolicy policy =
                ReadinessPolicy.builder().exemptions(List.of(exemption)).build();
        return Readiness.assess(List.of(objects), Samples.seen(sees), policy, Optional.empty());
    }

    private static Exemption exempt(ObjectName name, Optional<Duration> lag) {
        return new Exemption(name, lag, "loaded at night, OPS-7");
    }

    @Test
    void anObjectThatIsExemptIsNotWaitedForAndTheReportSaysWhy() {
        Assessment assessment =
                assess(exempt(LIVE_NAME, Optional.empty()), sight -> up(sight).hydration(ID, R1, false), SLOW);
        assertThat(assessment.isReady()).isTrue();
        assertThat(assessment.objects())
                .extracting(Assessment.Judged::text)
                .containsExactly("it is not waited for: loaded at night, OPS-7");
        assertThat(assessment.remarks()).containsExactly("db.s.o is not waited for: loaded at night, OPS-7.");
    }

    /** Not even a cluster without replicas stops an object that is exempt; the others on it do not get that. */
    @Test
    void anExemptionConcernsOneObjectAndNoneThatReadsIt() {
        Assessment assessment = assess(
                exempt(LIVE_NAME, Optional.empty()),
                sight -> up(sight).hydration(ID, R1, false).hydration(READER, R1, false),
                SLOW,
                reader());
        assertThat(assessment.isReady()).isFalse();
        assertThat(assessment.causes())
                .extracting(Cause::text)
                .containsExactly("db.s_x.it's \"x\".ü 🦊: it is hydrating");
        Assessment off =
                assess(exempt(LIVE_NAME, Optional.empty()), sight -> sight.cluster(CLUSTER, false), SLOW, reader());
        assertThat(off.causes())
                .extracting(Cause::text)
                .containsExactly("cluster c has no replicas; 1 object waits for it");
    }

    @Test
    void anObjectThatMayLagMustStillBeHydrated() {
        Exemption hour = exempt(LIVE_NAME, Optional.of(Duration.ofHours(1)));
        assertThat(assess(hour, sight -> hydrated(sight).lag(ID, 3600), SLOW).isReady())
                .isTrue();
        assertThat(assess(hour, sight -> hydrated(sight).lag(ID, 3601), SLOW).isReady())
                .isFalse();
        assertThat(assess(hour, sight -> up(sight).hydration(ID, R1, false).lag(ID, 0), SLOW)
                        .isReady())
                .isFalse();
        assertThat(assess(hour, sight -> hydrated(sight).lag(ID, 0), SLOW).remarks())
                .containsExactly("db.s.o may lag by 1 h: loaded at night, OPS-7.");
    }

    @Test
    void anExemptionOfNoObjectIsTold() {
        Assessment assessment = assess(
                exempt(ObjectName.of("db", "s_x", "o"), Optional.empty()),
                sight -> up(sight).hydration(ID, R1, false),
                SLOW);
        assertThat(assessment.isReady()).isFalse();
        assertThat(assessment.remarks())
                .containsExactly("No object goes live as db.s_x.o, so its exemption has no effect.");
    }

    @Test
    void thePolicyTellsItself() {
        assertThat(ReadinessPolicy.DEFAULT.sentences())
                .containsExactly(
                        "An object is ready if a replica of its cluster has it hydrated and it lags by at most 5 s,"
                                + " or by at most 5 s more than its live counterpart. 3 crashes of a replica within 30 min count"
                                + " as a loop.");
        assertThat(ReadinessPolicy.builder()
                        .replicas(ReadinessPolicy.Replicas.ALL)
                        .stableFor(Duration.ofSeconds(10))
                        .crashes(1)
                        .exemptions(List.of(exempt(LIVE_NAME, Optional.of(Duration.ofMinutes(5)))))
                        .build()
                        .sentences())
                .containsExactly(
                        "An object is ready if every replica of its cluster has it hydrated and it lags by at most"
                                + " 5 s, or by at most 5 s more than its live counterpart. All objects must stay ready for 10 s;"
                                + " of the time between two readings, at most 15 s counts. One crash of a replica within 30 min counts as a loop.",
                        "db.s.o may lag by 5 min: loaded at night, OPS-7.");
    }
}
