package dev.verdigris.core.readiness;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.text.Kebab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.verdigris.core.readiness.Samples.CLUSTER;
import static dev.verdigris.core.readiness.Samples.COUNTERPART;
import static dev.verdigris.core.readiness.Samples.ID;
import static dev.verdigris.core.readiness.Samples.NOW;
import static dev.verdigris.core.readiness.Samples.R1;
import static dev.verdigris.core.readiness.Samples.SOURCE;
import static dev.verdigris.core.readiness.Samples.crashing;
import static dev.verdigris.core.readiness.Samples.hydrated;
import static dev.verdigris.core.readiness.Samples.object;
import static dev.verdigris.core.readiness.Samples.up;
import static org.assertj.core.api.Assertions.assertThat;

/** Each row of the decision table of docs/readiness.md, by an example for which it decides. */
class ReadinessRuleTest {

    private static final ExpectedObject MV = object(ItemKind.MATERIALIZED_VIEW);
    private static final ExpectedObject A_SOURCE = object(ItemKind.SOURCE);

    private record Example(
            ReadinessRule rule, ExpectedObject object, Consumer<CatalogObservation> sees, List<Exemption> exemptions) {

        @Override
        public String toString() {
            return Kebab.of(rule);
        }
    }

    private static Example row(ReadinessRule rule, ExpectedObject object, Consumer<CatalogObservation> sees) {
        return new Example(rule, object, sees, List.of());
    }

    private static CatalogObservation silent(CatalogObservation sight) {
        return sight.clusterWithoutIntrospection(CLUSTER, R1).online(R1).lag(ID, 0);
    }

    static Stream<Example> examples() {
        return Stream.of(exempt(), kinds(), clusters(), statuses(), hydration(), contents())
                .flatMap(rows -> rows);
    }

    private static Exemption exemption(Optional<Duration> lag) {
        return new Exemption(Samples.LIVE_NAME, lag, "OPS-7");
    }

    private static Stream<Example> exempt() {
        return Stream.of(new Example(
                ReadinessRule.EXEMPT, MV, s -> up(s).hydration(ID, R1, false), List.of(exemption(Optional.empty()))));
    }

    private static Stream<Example> kinds() {
        return Stream.of(
                row(ReadinessRule.VIEW, object(ItemKind.VIEW), s -> {}),
                row(ReadinessRule.PLAIN_TABLE, object(ItemKind.TABLE), s -> {}),
                row(ReadinessRule.PASSIVE_SOURCE, Samples.webhook(), s -> {}),
                row(
                        ReadinessRule.UNKNOWN_KIND,
                        object(ItemKind.OTHER),
                        s -> hydrated(s).lag(ID, 0)));
    }

    private static Stream<Example> clusters() {
        return Stream.of(
                row(ReadinessRule.UNKNOWN_CLUSTER, MV, s -> s.hydration(ID, R1, true)),
                row(
                        ReadinessRule.RECONFIGURED,
                        MV,
                        s -> crashing(s.reconfigured(CLUSTER, R1), R1, true).hydration(ID, R1, false)),
                row(
                        ReadinessRule.NO_REPLICA,
                        A_SOURCE,
                        s -> s.cluster(CLUSTER, false).status(ID, "paused")),
                row(
                        ReadinessRule.OUT_OF_MEMORY,
                        A_SOURCE,
                        s -> crashing(up(s), R1, true).status(ID, "starting")),
                row(ReadinessRule.CRASHES, MV, s -> crashing(up(s), R1, false).hydration(ID, R1, false)),
                row(
                        ReadinessRule.NOT_UP,
                        object(ItemKind.INDEX),
                        s -> s.cluster(CLUSTER, false, R1).hydration(ID, R1, true)));
    }

    private static Stream<Example> statuses() {
        return Stream.of(
                row(
                        ReadinessRule.NO_STATUS,
                        Samples.sourceTable(),
                        s -> s.status(ID, "running").lag(SOURCE, 0)),
                row(ReadinessRule.UNKNOWN_STATUS, A_SOURCE, s -> up(s).status(ID, "floating", "who knows")),
                row(ReadinessRule.ENDED, A_SOURCE, s -> up(s).status(ID, "ceased", "the slot is gone")),
                row(ReadinessRule.STOPPED, object(ItemKind.SINK), s -> up(s).status(ID, "stalled", "no broker")));
    }

    private static Stream<Example> hydration() {
        return Stream.of(
                row(ReadinessRule.REFRESHED, MV, s -> s.cluster(CLUSTER, true).refresh(ID, NOW.minusSeconds(60))),
                row(
                        ReadinessRule.NOT_REFRESHED,
                        MV,
                        s -> s.cluster(CLUSTER, true).refreshDue(ID, NOW.plusSeconds(60))),
                row(
                        ReadinessRule.BETWEEN_REFRESHES,
                        MV,
                        s -> s.cluster(CLUSTER, true).noReplicaReported(ID)),
                row(ReadinessRule.HYDRATING, MV, s -> up(s).hydration(ID, R1, false)),
                row(ReadinessRule.NO_INTROSPECTION, MV, s -> silent(s).noReplicaReported(ID)),
                row(ReadinessRule.NO_HYDRATION_REPORT, MV, s -> up(s).noReplicaReported(ID)));
    }

    private static Stream<Example> contents() {
        return Stream.of(
                row(ReadinessRule.RUNNING_SINK, object(ItemKind.SINK), s -> up(s).status(ID, "running")),
                row(ReadinessRule.COMPLETE, MV, s -> hydrated(s).closed(ID)),
                row(
                        ReadinessRule.NOTHING_WRITTEN,
                        A_SOURCE,
                        s -> up(s).status(ID, "running").frontier(ID, Instant.EPOCH)),
                row(ReadinessRule.UNKNOWN_LAG, MV, Samples::hydrated),
                row(ReadinessRule.FRESH, MV, s -> hydrated(s).lag(ID, 5)),
                row(ReadinessRule.AS_LIVE, MV, s -> hydrated(s).lag(ID, 905).lag(COUNTERPART, 900)),
                new Example(
                        ReadinessRule.EXEMPT_LAG,
                        MV,
                        s -> hydrated(s).lag(ID, 3600),
                        List.of(exemption(Optional.of(Duration.ofHours(1))))),
                row(ReadinessRule.LAGGING, MV, s -> hydrated(s).lag(ID, 906).lag(COUNTERPART, 900)));
    }

    @Test
    void everyRowHasOneExample() {
        assertThat(examples().map(Example::rule)).containsExactly(ReadinessRule.values());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void theRowDecidesItsExample(Example example) {
        ReadinessRule rule = example.rule();
        ReadinessPolicy policy =
                ReadinessPolicy.builder().exemptions(example.exemptions()).build();
        ObjectFacts facts = new ObjectFacts(
                example.object(),
                new Evidence(Samples.seen(example.sees()), policy),
                policy,
                new Waits(Optional.empty(), NOW));
        assertThat(ReadinessRule.of(facts)).isEqualTo(rule);
        ObjectState state = rule.judge(facts);
        assertThat(state).isExactlyInstanceOf(rule.state());
        assertThat(state.text()).matches(pattern(rule.said()));
        ReadinessRule.Then then = state.isReady()
                ? ReadinessRule.Then.READY
                : state.isFailed() ? ReadinessRule.Then.FAILED : ReadinessRule.Then.WAITS;
        assertThat(then).isEqualTo(rule.then());
    }

    private static Pattern pattern(String said) {
        return Pattern.compile(Pattern.quote(said).replace("…", "\\E.+\\Q"));
    }
}
