package dev.verdigris.core.readiness;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ReadinessPolicyTest {

    @Test
    void aPolicyThatCannotBeIsRefused() {
        Duration negative = Duration.ofSeconds(-1);
        List<ReadinessPolicy.Builder> wrong = List.of(
                ReadinessPolicy.builder().crashes(0),
                ReadinessPolicy.builder().crashWindow(Duration.ZERO),
                ReadinessPolicy.builder().longestGap(Duration.ZERO),
                ReadinessPolicy.builder().maxLag(negative),
                ReadinessPolicy.builder().lagMargin(negative),
                ReadinessPolicy.builder().stableFor(negative));
        for (ReadinessPolicy.Builder policy : wrong) {
            assertThatIllegalArgumentException().isThrownBy(policy::build);
        }
    }
}
