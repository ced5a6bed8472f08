package dev.verdigris.core.diff.data;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class ShareTest {

    /** Figures of Newcombe, Statistics in Medicine 17 (1998), table I, method 3. */
    @Test
    void theIntervalIsThatOfThePublication() {
        assertThat(new Share(81, 263).low()).isCloseTo(0.2553, within(0.0001));
        assertThat(new Share(81, 263).high()).isCloseTo(0.3662, within(0.0001));
        assertThat(new Share(15, 148).low()).isCloseTo(0.0624, within(0.0001));
        assertThat(new Share(15, 148).high()).isCloseTo(0.1605, within(0.0001));
        assertThat(new Share(0, 20).low()).isZero();
        assertThat(new Share(0, 20).high()).isCloseTo(0.1611, within(0.0001));
        assertThat(new Share(29, 29).high()).isEqualTo(1);
        assertThat(new Share(29, 29).low()).isCloseTo(0.8830, within(0.0001));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.05, 0.5, 0.98})
    void nineteenOfTwentyIntervalsContainTheShare(double share) {
        SplittableRandom random = new SplittableRandom(7);
        int contained = 0;
        for (int i = 0; i < 1000; i++) {
            int part = 0;
            for (int row = 0; row < 500; row++) {
                part += random.nextDouble() < share ? 1 : 0;
            }
            Share found = new Share(part, 500);
            contained += found.low() <= share && share <= found.high() ? 1 : 0;
        }
        assertThat(contained).isBetween(900, 1000);
    }

    @Test
    void ofNothingNothingIsKnown() {
        assertThat(Share.of(0, 0)).isEmpty();
        assertThat(Share.of(0, 1)).contains(new Share(0, 1));
    }

    @Test
    void aPartIsNotMoreThanTheWhole() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Share(2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Share(0, 0));
    }
}
