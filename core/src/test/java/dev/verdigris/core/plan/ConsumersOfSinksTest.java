package dev.verdigris.core.plan;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.fixture.Case;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.guard.sinks.SinkOutlooks;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.sink.SinkOutlook;
import dev.verdigris.core.sink.SinkWay;
import dev.verdigris.core.sink.SinkWays;
import dev.verdigris.core.sink.Topic;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the consumers of each sink of the live side will see. */
class ConsumersOfSinksTest {

    private static final ObjectName SUITS = ObjectName.of("materialize", "sinks", "suits");

    private static List<SinkOutlook> sinks(String name, SinkWays ways) throws IOException {
        Case of = new Case(PlanCasesTest.CASES.resolve("promote/" + name));
        List<Evaluation> guardrails = of.plan().guardrails();
        List<Problem> known = Stream.concat(
                        Evaluation.problems(guardrails).stream(), Evaluation.warnings(guardrails).stream())
                .toList();
        return SinkOutlooks.all(DeploymentView.of(of.catalog(), of.environment()), ways, known);
    }

    @Test
    void aSinkFollowsOrStaysWithTheReason() throws IOException {
        List<SinkOutlook> sinks = sinks("accepted-columns-of-a-sink-let-it-stay", SinkWays.NONE);
        assertThat(sinks).hasSize(2);
        SinkOutlook retyped = sinks.getFirst();
        assertThat(retyped.stays()).isTrue();
        assertThat(retyped.consumers())
                .containsExactly(
                        "Its topic stays on the previous version.",
                        "Sink materialize.sinks.retyped needs columns whose types change: id from int4 to text.");
        SinkOutlook suits = sinks.getLast();
        assertThat(suits.sink()).isEqualTo(SUITS);
        assertThat(suits.reads()).isEqualTo(ObjectName.of("materialize", "shop", "orders"));
        assertThat(suits.stays()).isFalse();
        assertThat(suits.consumers()).singleElement().asString().contains("gets no snapshot of the new version");
    }

    @Test
    void theWayDecides() throws IOException {
        SinkWays republish = SinkWays.of(Map.of(SUITS, new SinkWay.Republish(new Topic("orders-v2"))));
        SinkOutlook published =
                sinks("accepted-columns-of-a-sink-let-it-stay", republish).getLast();
        assertThat(published.stays()).isTrue();
        assertThat(published.consumers().getFirst())
                .isEqualTo(
                        "Its topic stays on the previous version. Topic orders-v2 gets every row of the new version.");
        SinkWays refuse = SinkWays.of(Map.of(SUITS, new SinkWay.Refuse()));
        assertThat(sinks("accepted-columns-of-a-sink-let-it-stay", refuse)
                        .getLast()
                        .consumers()
                        .getFirst())
                .contains("the swap is refused");
        SinkWays made = new SinkWays(new TreeMap<>(), Set.of(SUITS));
        assertThat(sinks("accepted-columns-of-a-sink-let-it-stay", made)
                        .getLast()
                        .stays())
                .isTrue();
    }

    @Test
    void afterTheSwapNoSinkIsOfTheLiveSideBefore() throws IOException {
        assertThat(sinks("a-republish-is-completed", SinkWays.NONE)).isEmpty();
    }
}
