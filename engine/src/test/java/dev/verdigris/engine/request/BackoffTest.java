package dev.verdigris.engine.request;

import java.time.Duration;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BackoffTest {

    private final Backoff backoff =
            new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), 5, Duration.ofSeconds(10));

    @Test
    void thePauseDoublesUpToTheLimitWithJitter() {
        Random random = new Random(7);
        for (int attempt = 1; attempt < 40; attempt++) {
            long whole = Math.min(1_000, 100L << Math.min(attempt - 1, 20));
            assertThat(backoff.after(attempt, random).toMillis()).isBetween(whole / 2, whole);
        }
    }

    @Test
    void theNumberAndTheTimeOfAttemptsAreLimited() {
        assertThat(backoff.allows(4, Duration.ofSeconds(9))).isTrue();
        assertThat(backoff.allows(5, Duration.ofSeconds(9))).isFalse();
        assertThat(backoff.allows(1, Duration.ofSeconds(10))).isFalse();
    }

    @Test
    void shrinkingPausesAreRefused() {
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1), 5, Duration.ofSeconds(10)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ZERO, 0, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
