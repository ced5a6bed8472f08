package dev.verdigris.cli.config;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

final class DurationsTest {

    @ParameterizedTest
    @CsvSource({"0s, PT0S", "500ms, PT0.5S", "30s, PT30S", "5m, PT5M", "1h30m, PT1H30M", "2d, PT48H", "1H 30M, PT1H30M"
    })
    void readsWhatPeopleWrite(String written, Duration meant) {
        assertThat(Durations.parse(written)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "m", "-5m", "5 minutes", "1.5h", "PT5M", "5m!"})
    void refusesWhatIsNoLengthOfTime(String written) {
        assertThat(Durations.parse(written)).isEmpty();
    }
}
