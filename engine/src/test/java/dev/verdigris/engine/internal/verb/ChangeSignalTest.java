package dev.verdigris.engine.internal.verb;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChangeSignalTest {

    private static final Duration FAST = Duration.ofMillis(20);

    /** The row after signals that came at once. */
    private static ChangeSignal.Row row(int signals, Duration took) {
        ChangeSignal.Row row = ChangeSignal.Row.NONE;
        for (int i = 0; i < signals; i++) {
            row = row.after(Duration.ZERO, took);
        }
        return row;
    }

    @Test
    void aSignalAfterATimeWithoutOneKeepsNoDistance() {
        assertThat(ChangeSignal.Row.NONE.distance(FAST)).isZero();
        assertThat(row(9, FAST).after(Duration.ofMillis(201), FAST)).isEqualTo(row(1, FAST));
    }

    @Test
    void theDistanceOfSignalsInARowGrows() {
        assertThat(row(1, FAST).distance(FAST)).hasMillis(25);
        assertThat(row(2, FAST).distance(FAST)).hasMillis(50);
        assertThat(row(3, FAST).distance(FAST)).hasMillis(100);
        assertThat(row(4, FAST).distance(FAST)).hasMillis(200);
        assertThat(row(5, FAST).distance(FAST)).hasMillis(200);
    }

    @Test
    void aStormTakesAtMostHalfOfTheTimeOfASlowServer() {
        Duration took = Duration.ofSeconds(20);
        assertThat(row(100, took).distance(took)).isEqualTo(took);
        ChangeSignal.Row oneInATime = row(100, took).after(Duration.ofSeconds(19), took);
        assertThat(oneInATime.distance(took)).isEqualTo(took);
    }
}
