package dev.verdigris.cli.demo;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import dev.verdigris.cli.demo.DemoResult.Reads;
import dev.verdigris.cli.output.StoppedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

final class ReadLogTest {

    private final ReadLog log = new ReadLog();

    private static List<List<String>> row(String... values) {
        return List.of(Arrays.asList(values));
    }

    @Test
    void countsWholeReadsByTheVersionThatTheySaw() {
        log.answered(row("1", "1", "10", "10"), 1_000_000);
        log.answered(row("2", "2", "20.50", "20.5"), 2_000_000);
        log.answered(row("2", "2", null, null), 9_000_000);
        Reads reads = log.reads();
        assertThat(reads.total()).isEqualTo(3);
        assertThat(reads.byVersion()).containsEntry("1", 1L).containsEntry("2", 2L);
        assertThat(reads.failed() + reads.mixed()).isZero();
        assertThat(reads.slowestMicros()).isEqualTo(9_000);
    }

    @ParameterizedTest
    @CsvSource({"1, 2, 10, 10", "2, 1, 10, 10", "1, 1, 10, 11", "1, , 10, 10", "1, 1, , 10"})
    void aReadThatSawHalfASwapIsMixed(String core, String marts, String sold, String earned) {
        log.answered(row(core, marts, sold, earned), 1_000);
        Reads reads = log.reads();
        assertThat(reads.mixed()).isEqualTo(1);
        assertThat(reads.firstFault()).isPresent();
    }

    @Test
    void aReadWithoutARowIsMixed() {
        log.answered(List.of(), 1_000);
        assertThat(log.reads().mixed()).isEqualTo(1);
    }

    @Test
    void anErrorIsAFailedRead() {
        log.failed(new IllegalStateException("gone"), 1_000);
        assertThat(log.reads().failed()).isEqualTo(1);
        assertThat(log.reads().firstFault()).contains("a read failed: gone");
    }

    @Test
    void waitingForReadsThatDoNotComeIsAProblem() {
        log.answered(row("1", "1", "1", "1"), 1_000);
        log.await(1, Duration.ZERO);
        assertThatExceptionOfType(StoppedException.class)
                .isThrownBy(() -> log.await(2, Duration.ofMillis(1)))
                .satisfies(stopped -> assertThat(stopped.problems())
                        .singleElement()
                        .satisfies(problem -> assertThat(problem.what()).contains("after 1 of 2 reads")));
    }

    @Test
    void waitsUntilTheReadsHaveCome() throws InterruptedException {
        Thread reader = Thread.startVirtualThread(() -> {
            log.answered(row("1", "1", "1", "1"), 1_000);
            log.failed(new IllegalStateException("gone"), 1_000);
        });
        log.await(2, Duration.ofMinutes(1));
        assertThat(log.count()).isEqualTo(2);
        reader.join();
    }
}
