package dev.verdigris.core.text;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

final class DurationTextTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 ms",
        "PT0.085S, 85 ms",
        "PT12S, 12 s",
        "PT12.34S, 12.3 s",
        "PT59.99S, 59.9 s",
        "PT65S, 1 min 5 s",
        "PT1M, 1 min",
        "PT1H5M3S, 1 h 5 min",
        "PT2H, 2 h"
    })
    void aDurationHasAtMostTwoUnits(Duration length, String shown) {
        assertThat(DurationText.of(length)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "0s, PT0S",
        "500ms, PT0.5S",
        "30s, PT30S",
        "5m, PT5M",
        "5 min, PT5M",
        "1h30m, PT1H30M",
        "2d, PT48H",
        "1H 30M, PT1H30M"
    })
    void commonFormsAreRead(String written, Duration meant) {
        assertThat(DurationText.parse(written)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "m", "-5m", "5 minutes", "1.5h", "PT5M", "5m!"})
    void otherTextsAreRefused(String written) {
        assertThat(DurationText.parse(written)).isEmpty();
    }
}
