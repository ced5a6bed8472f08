package dev.verdigris.core.readiness;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.ItemKind;
import org.junit.jupiter.api.Test;

import static dev.verdigris.core.readiness.Samples.CLUSTER;
import static dev.verdigris.core.readiness.Samples.NOW;
import static dev.verdigris.core.readiness.Samples.R1;
import static org.assertj.core.api.Assertions.assertThat;

/** Which events of the processes of a replica are crashes. */
class ReplicaEventTest {

    private static ReplicaEvent online(long process, long second) {
        return new ReplicaEvent(R1, process, NOW.minusSeconds(100 - second), true, false);
    }

    private static ReplicaEvent offline(long process, long second, boolean outOfMemory) {
        return new ReplicaEvent(R1, process, NOW.minusSeconds(100 - second), false, outOfMemory);
    }

    private static Observation.Crash crash(long process, long second, boolean outOfMemory) {
        return new Observation.Crash(R1, process, NOW.minusSeconds(100 - second), outOfMemory);
    }

    private static String judged(List<ReplicaEvent> events) {
        CatalogObservation sight = new CatalogObservation().cluster(CLUSTER, false, R1);
        ReplicaEvent.crashes(events).forEach(sight::crash);
        return Readiness.assess(
                        List.of(Samples.object(ItemKind.INDEX)),
                        sight.observation(NOW),
                        ReadinessPolicy.DEFAULT,
                        Optional.empty())
                .objects()
                .getFirst()
                .text();
    }

    @Test
    void theStartOfAReplicaIsNoCrash() {
        List<ReplicaEvent> start = LongStream.range(0, 4)
                .mapToObj(process -> offline(process, process, false))
                .toList();
        assertThat(ReplicaEvent.crashes(start)).isEmpty();
        assertThat(judged(start)).isEqualTo("no replica of cluster c is up yet");
    }

    @Test
    void aProcessThatGoesFromOnlineToOfflineCrashesOnce() {
        assertThat(ReplicaEvent.crashes(List.of(
                        offline(0, 7, false),
                        offline(0, 1, false),
                        online(0, 2),
                        offline(0, 3, false),
                        offline(0, 4, false),
                        online(0, 5),
                        offline(0, 6, true))))
                .containsExactly(crash(0, 3, false), crash(0, 6, true));
    }

    @Test
    void aLaterEventOfTheSameDownTimeTellsTheReason() {
        assertThat(ReplicaEvent.crashes(
                        List.of(online(0, 1), offline(0, 2, false), offline(0, 3, true), offline(0, 4, false))))
                .containsExactly(crash(0, 2, true));
    }

    @Test
    void aProcessThatIsKilledForItsMemoryNeedNotHaveBeenOnline() {
        assertThat(ReplicaEvent.crashes(List.of(offline(0, 1, false), offline(0, 2, true), offline(0, 3, true))))
                .containsExactly(crash(0, 2, true));
        assertThat(ReplicaEvent.crashes(List.of(offline(0, 2, true)))).containsExactly(crash(0, 2, true));
    }

    @Test
    void processesThatCrashTogetherCountAsOne() {
        List<ReplicaEvent> one = LongStream.range(0, 4)
                .boxed()
                .flatMap(process -> Stream.of(online(process, 1), offline(process, 2, process == 0)))
                .toList();
        assertThat(ReplicaEvent.crashes(one)).hasSize(4);
        assertThat(judged(one)).isEqualTo("no replica of cluster c is up yet");
        List<ReplicaEvent> three = LongStream.range(0, 12)
                .boxed()
                .flatMap(each ->
                        Stream.of(online(each % 4, each / 4 * 10 + 1), offline(each % 4, each / 4 * 10 + 2, false)))
                .toList();
        assertThat(judged(three)).isEqualTo("every replica of cluster c crashes repeatedly (3 times)");
    }
}
