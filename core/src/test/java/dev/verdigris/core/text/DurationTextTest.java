package dev.verdigris.core.text;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        "PT1H5M3S, 1 h 5 min"
    })
    void showsTwoUnitsAtMost(Duration length, String shown) {
        assertThat(DurationText.of(length)).isEqualTo(shown);
    }
}
