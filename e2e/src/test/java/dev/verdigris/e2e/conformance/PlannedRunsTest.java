package dev.verdigris.e2e.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.verdigris.e2e.conformance.ConformanceCase.Protocol;
import dev.verdigris.e2e.conformance.PlannedRuns.PlannedRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A section, a case or the cases that differed can be run, one after the other or several at once. */
final class PlannedRunsTest {

    private static final SortedMap<String, List<ConformanceCase>> SECTIONS = new TreeMap<>();

    static {
        SECTIONS.put("1-a", CaseParser.parse("1-a", """
                === One
                > SELECT 1
                = SELECT 1
                === Two
                # alone: it counts
                > SELECT 2
                = SELECT 1
                === Three
                > BEGIN; ALTER SCHEMA a RENAME TO b; COMMIT
                = COMMIT
                """.lines().toList()));
        SECTIONS.put("1-b", CaseParser.parse("1-b", """
                === Four
                > ALTER SYSTEM SET max_clusters = 7
                = ALTER SYSTEM
                === Five
                # protocol simple
                > ALTER SCHEMA a RENAME TO b
                = ALTER SCHEMA
                """.lines().toList()));
    }

    @TempDir
    private Path directory;

    @Test
    void everyCaseRunsByOneProtocolInTurn() {
        assertThat(names(options(List.of(), false, Optional.empty(), false)))
                .containsExactly("One SIMPLE", "Two EXTENDED", "Three SIMPLE", "Four SIMPLE", "Five SIMPLE");
    }

    @Test
    void aSectionOrACaseRunsByItself() {
        assertThat(names(options(List.of("1-b"), false, Optional.empty(), false)))
                .containsExactly("Four SIMPLE", "Five SIMPLE");
        assertThat(names(options(List.of("1-a:6", "1-b:4"), false, Optional.empty(), true)))
                .containsExactly("Two SIMPLE", "Two EXTENDED", "Five SIMPLE");
        assertThat(names(options(List.of("1-a:1"), false, Optional.of(Protocol.EXTENDED), true)))
                .containsExactly("One EXTENDED");
    }

    @Test
    void aPlaceWithoutACaseIsAnError() {
        assertThatThrownBy(() -> names(options(List.of("1-c"), false, Optional.empty(), false)))
                .hasMessage("no case is at 1-c: give a section or section:line, from [1-a, 1-b]");
    }

    @Test
    void theCasesThatDifferedRunAgain() throws IOException {
        SuiteReport report = new SuiteReport();
        ConformanceCase two = SECTIONS.get("1-a").get(1);
        ConformanceCase five = SECTIONS.get("1-b").get(1);
        report.ran(new CaseResult(two, Protocol.SIMPLE, List.of("it differs"), List.of(), List.of()), Optional.empty());
        report.ran(new CaseResult(five, Protocol.SIMPLE, List.of(), List.of(), List.of()), Optional.empty());
        Path failures = directory.resolve("failures.txt");
        report.write(directory.resolve("report.txt"), failures);
        assertThat(directory.resolve("report.txt")).content().startsWith("=== Two\nit differs\n");
        SuiteOptions again = options(List.of(), true, Optional.empty(), false);
        assertThat(names(again, SuiteReport.failures(failures))).containsExactly("Two EXTENDED");
        assertThatThrownBy(() -> names(again, SuiteReport.failures(directory.resolve("none"))))
                .hasMessageStartingWith("no run of the suite is known");
    }

    @Test
    void aCaseAboutConflictsRunsAlone() {
        assertThat(SECTIONS.values().stream().flatMap(List::stream).filter(ConformanceCase::runsAlone))
                .extracting(ConformanceCase::title)
                .containsExactly("Two", "Three", "Four");
    }

    @Test
    void nothingRunsBesideACaseThatRunsAlone() throws InterruptedException {
        List<PlannedRun> runs = all(options(List.of(), false, Optional.empty(), true), Optional.empty());
        AtomicInteger running = new AtomicInteger();
        List<String> accompanied = new ArrayList<>();
        try (Schedule schedule = new Schedule(runs, 4, planned -> {
            if (running.incrementAndGet() > 1 && planned.one().runsAlone()) {
                accompanied.add(planned.one().title());
            }
            Thread.yield();
            running.decrementAndGet();
            return new CaseResult(planned.one(), planned.protocol(), List.of(), List.of(), List.of());
        })) {
            for (PlannedRun planned : runs) {
                assertThat(schedule.result(planned).one()).isSameAs(planned.one());
            }
        }
        assertThat(accompanied).isEmpty();
    }

    @Test
    void otherCasesRunAtOnce() throws InterruptedException {
        List<PlannedRun> runs =
                all(options(List.of("1-a:1", "1-b:4"), false, Optional.of(Protocol.SIMPLE), true), Optional.empty());
        CountDownLatch together = new CountDownLatch(2);
        try (Schedule schedule = new Schedule(runs, 2, planned -> {
            together.countDown();
            try {
                boolean met = together.await(60, TimeUnit.SECONDS);
                return new CaseResult(
                        planned.one(), planned.protocol(), List.of(met ? "met" : "alone"), List.of(), List.of());
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        })) {
            assertThat(runs).hasSize(2);
            for (PlannedRun planned : runs) {
                assertThat(schedule.result(planned).differences()).containsExactly("met");
            }
        }
    }

    private static SuiteOptions options(
            List<String> only, boolean failed, Optional<Protocol> protocol, boolean everyProtocol) {
        return new SuiteOptions(only, failed, Optional.empty(), Optional.empty(), 1, protocol, everyProtocol);
    }

    private static List<PlannedRun> all(SuiteOptions options, Optional<Set<String>> failed) {
        return PlannedRuns.of(SECTIONS, options, failed).values().stream()
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> names(SuiteOptions options) {
        return names(options, Optional.empty());
    }

    private static List<String> names(SuiteOptions options, Optional<Set<String>> failed) {
        return all(options, failed).stream()
                .map(run -> run.one().title() + " " + run.protocol())
                .toList();
    }
}
