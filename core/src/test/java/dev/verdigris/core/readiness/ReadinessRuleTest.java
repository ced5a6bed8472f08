package dev.verdigris.core.readiness;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import dev.verdigris.core.catalog.ItemKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.verdigris.core.readiness.Samples.COUNTERPART;
import static dev.verdigris.core.readiness.Samples.CLUSTER;
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

    private record Example(ExpectedObject object, Consumer<CatalogObservation> sees) {}

    private static Example of(ExpectedObject object, Consumer<CatalogObservation> sees) {
        return new Example(object, sees);
    }

    /** A rule without an example does not compile. */
    private static Example example(ReadinessRule rule) {
        ExpectedObject mv = object(ItemKind.MATERIALIZED_VIEW);
        ExpectedObject source = object(ItemKind.SOURCE);
        return switch (rule) {
            case VIEW -> of(object(ItemKind.VIEW), s -> {});
            case NO_HYDRATION -> of(object(ItemKind.SECRET), s -> {});
            case PLAIN_TABLE -> of(object(ItemKind.TABLE), s -> {});
            case PASSIVE_SOURCE -> of(Samples.webhook(), s -> {});
            case UNKNOWN_KIND -> of(object(ItemKind.OTHER), s -> hydrated(s).lag(ID, 0));
            case UNKNOWN_CLUSTER -> of(mv, s -> s.hydration(ID, R1, true));
            case NO_REPLICA -> of(source, s -> s.cluster(CLUSTER, false).status(ID, "paused"));
            case OUT_OF_MEMORY ->
                of(source, s -> crashing(up(s), R1, true).status(ID, "starting"));
            case CRASHES -> of(mv, s -> crashing(up(s), R1, false).hydration(ID, R1, false));
            case NOT_UP ->
                of(object(ItemKind.INDEX), s -> s.cluster(CLUSTER, false, R1).hydration(ID, R1, true));
            case NO_STATUS -> of(Samples.sourceTable(), s -> s.status(ID, "running").lag(SOURCE, 0));
            case UNKNOWN_STATUS -> of(source, s -> up(s).status(ID, "floating", "who knows"));
            case ENDED -> of(source, s -> up(s).status(ID, "ceased", "the slot is gone"));
            case STOPPED -> of(object(ItemKind.SINK), s -> up(s).status(ID, "stalled", "no broker"));
            case REFRESHED -> of(mv, s -> s.cluster(CLUSTER, true).refresh(ID, NOW.minusSeconds(60)));
            case NOT_REFRESHED -> of(mv, s -> s.cluster(CLUSTER, true).refreshDue(ID, NOW.plusSeconds(60)));
            case BETWEEN_REFRESHES -> of(mv, s -> s.cluster(CLUSTER, true).noReplicaReported(ID));
            case HYDRATING -> of(mv, s -> up(s).hydration(ID, R1, false));
            case NO_INTROSPECTION ->
                of(mv, s -> s.clusterWithoutIntrospection(CLUSTER, R1)
                        .online(R1)
                        .noReplicaReported(ID)
                        .lag(ID, 0));
            case NO_HYDRATION_REPORT -> of(mv, s -> up(s).noReplicaReported(ID));
            case RUNNING_SINK -> of(object(ItemKind.SINK), s -> up(s).status(ID, "running"));
            case COMPLETE -> of(mv, s -> hydrated(s).closed(ID));
            case NOTHING_WRITTEN -> of(source, s -> up(s).status(ID, "running").frontier(ID, Instant.EPOCH));
            case UNKNOWN_LAG -> of(mv, Samples::hydrated);
            case FRESH -> of(mv, s -> hydrated(s).lag(ID, 5));
            case AS_LIVE -> of(mv, s -> hydrated(s).lag(ID, 905).lag(COUNTERPART, 900));
            case LAGGING -> of(mv, s -> hydrated(s).lag(ID, 906).lag(COUNTERPART, 900));
        };
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void theRowDecidesItsExample(ReadinessRule rule) {
        Example example = example(rule);
        ReadinessPolicy policy = ReadinessPolicy.DEFAULT;
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
