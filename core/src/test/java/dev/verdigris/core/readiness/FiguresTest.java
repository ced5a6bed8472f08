package dev.verdigris.core.readiness;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.verdigris.core.catalog.CatalogPart;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.name.Identifier;
import org.junit.jupiter.api.Test;

import static dev.verdigris.core.readiness.Samples.CLUSTER;
import static dev.verdigris.core.readiness.Samples.COUNTERPART;
import static dev.verdigris.core.readiness.Samples.ID;
import static dev.verdigris.core.readiness.Samples.NOW;
import static dev.verdigris.core.readiness.Samples.R1;
import static dev.verdigris.core.readiness.Samples.R2;
import static org.assertj.core.api.Assertions.assertThat;

/** What is shown of objects and clusters beside their states. */
class FiguresTest {

    private static Assessment assess(Consumer<CatalogObservation> sees) {
        return Readiness.assess(
                List.of(Samples.object(ItemKind.MATERIALIZED_VIEW)),
                Samples.seen(sees),
                ReadinessPolicy.DEFAULT,
                Optional.empty());
    }

    private static CatalogObservation two(CatalogObservation sight) {
        return sight.cluster(CLUSTER, false, R1, R2).online(R1).online(R2).hydration(ID, R1, false);
    }

    private static List<String> strains(Consumer<CatalogObservation> uses) {
        return assess(sight -> uses.accept(two(sight))).clusters().getFirst().strains();
    }

    @Test
    void anObjectInAnyStateHasItsFrontiers() {
        Figures figures = assess(
                        sight -> two(sight).hydration(ID, R2, true).lag(ID, 60).lag(COUNTERPART, 2))
                .objects()
                .getFirst()
                .figures();
        assertThat(figures)
                .isEqualTo(new Figures(
                        Optional.of(NOW.minusSeconds(60)),
                        Optional.of(Duration.ofSeconds(60)),
                        Optional.of(NOW.minusSeconds(2)),
                        Optional.of(Duration.ofSeconds(2)),
                        List.of(Identifier.of("ru2"))));
    }

    @Test
    void anObjectThatHasWrittenNothingHasNoLag() {
        assertThat(assess(sight -> two(sight).frontier(ID, Instant.EPOCH).closed(COUNTERPART))
                        .objects()
                        .getFirst()
                        .figures())
                .isEqualTo(Figures.UNKNOWN);
    }

    @Test
    void aReplicaThatIsNotUpHasNoObject() {
        assertThat(assess(sight -> sight.cluster(CLUSTER, false, R1, R2)
                                .online(R1)
                                .offline(R2)
                                .hydration(ID, R1, true)
                                .hydration(ID, R2, true))
                        .objects()
                        .getFirst()
                        .figures()
                        .hydratedOn())
                .containsExactly(Identifier.of("ru1"));
    }

    @Test
    void aClusterHasItsReplicasWithTheProcessThatUsesMost() {
        List<ClusterFigures> clusters = assess(
                        sight -> two(sight).offline(R2).uses(R1, 0, 10, 20, 90).uses(R1, 1, 30, 10, 60))
                .clusters();
        assertThat(clusters)
                .containsExactly(new ClusterFigures(
                        Identifier.of("c"),
                        Optional.of("25cc"),
                        0,
                        List.of(
                                new ClusterFigures.OfReplica(
                                        Identifier.of("ru1"),
                                        true,
                                        1,
                                        new Share(Optional.of(30L), Optional.of(100L)),
                                        new Share(Optional.of(20L), Optional.of(200L)),
                                        new Share(Optional.of(90L), Optional.of(300L))),
                                new ClusterFigures.OfReplica(
                                        Identifier.of("ru2"), false, 3, Share.UNKNOWN, Share.UNKNOWN, Share.UNKNOWN))));
    }

    @Test
    void onlyAClusterOfAnExpectedObjectIsTold() {
        assertThat(assess(sight -> two(sight).cluster(new ClusterId("u99"), false))
                        .clusters())
                .hasSize(1);
    }

    @Test
    void onlyWhatIsNearItsLimitIsAStrain() {
        assertThat(strains(sight -> sight.uses(R1, 0, 99, 169, 284))).isEmpty();
        assertThat(strains(sight -> sight.uses(R1, 0, 10, 170, 10).uses(R2, 0, 10, 10, 285)))
                .containsExactly("memory 85 %", "processors 95 %");
    }

    @Test
    void withoutALimitNothingIsNearIt() {
        assertThat(new Share(Optional.of(7L), Optional.empty()).percent()).isEmpty();
        assertThat(new Share(Optional.of(7L), Optional.of(0L)).percent()).isEmpty();
        assertThat(new Share(Optional.empty(), Optional.of(7L)).percent()).isEmpty();
    }

    @Test
    void aReadingWithoutFiguresJudgesTheSame() {
        Consumer<CatalogObservation> seen =
                sight -> two(sight).hydration(ID, R2, true).lag(ID, 0);
        assertThat(assess(sight -> {
                            seen.accept(sight);
                            sight.without(CatalogPart.USAGE).without(CatalogPart.SIZES);
                        })
                        .isReady())
                .isEqualTo(assess(seen).isReady())
                .isTrue();
    }
}
