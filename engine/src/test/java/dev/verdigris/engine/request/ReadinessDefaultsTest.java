package dev.verdigris.engine.request;

import java.time.Duration;
import java.util.stream.Stream;

import dev.verdigris.core.readiness.ReadinessPolicy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReadinessDefaultsTest {

    /** B20. */
    @Test
    void aWaitEndsWithinTheHourUnlessToldOtherwise() {
        assertThat(AwaitRequest.DEFAULT.timeout()).isPositive().isLessThanOrEqualTo(Duration.ofHours(1));
    }

    /** B35. */
    @Test
    void allVerbsHaveTheSameDefinitionOfReady() {
        assertThat(Stream.of(
                        AwaitRequest.DEFAULT.policy(),
                        PromoteRequest.DEFAULT.policy(),
                        PromoteRequest.DEFAULT
                                .withAwaiting(AwaitRequest.DEFAULT)
                                .policy(),
                        DeployRequest.DEFAULT.awaiting().policy(),
                        DeployRequest.DEFAULT.promote().policy(),
                        RollbackRequest.DEFAULT.policy()))
                .containsOnly(ReadinessPolicy.DEFAULT);
    }
}
