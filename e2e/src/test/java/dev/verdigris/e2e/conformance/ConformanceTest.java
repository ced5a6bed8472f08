package dev.verdigris.e2e.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.e2e.conformance.ConformanceCase.Protocol;
import dev.verdigris.e2e.conformance.PlannedRuns.PlannedRun;
import dev.verdigris.e2e.oracle.DialectOracle;
import dev.verdigris.e2e.oracle.LoggedStatements;
import dev.verdigris.e2e.wire.WireClient;
import dev.verdigris.sandbox.SandboxStartException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * Runs every case and counts the cases per section. The profile {@code proofs}, and a server given by URL, get every
 * case by every protocol; a normal build runs each case by one protocol, the two in turn. {@link SuiteOptions} asks for
 * a part of the suite, for a recording, or for the comparison with one.
 */
@TestMethodOrder(OrderAnnotation.class)
final class ConformanceTest {

    private static final Path REPORT = Path.of("target", "conformance.txt");
    private static final Path FAILURES = Path.of("target", "conformance-failures.txt");

    private static final SuiteReport SUITE = new SuiteReport();

    private static Server server;
    private static SuiteOptions options;
    private static Optional<Recording> other;
    private static Optional<Schedule> schedule = Optional.empty();

    @BeforeAll
    static void reachServer() throws IOException, SandboxStartException {
        server = Server.reach();
        options = SuiteOptions.ofProperties(
                Boolean.getBoolean("verdigris.proofs") || server.sandbox().isEmpty());
        other = options.compare().isPresent()
                ? Optional.of(Recording.read(options.compare().get()))
                : Optional.empty();
    }

    @AfterAll
    static void reportAndStop() throws IOException {
        schedule.ifPresent(Schedule::close);
        SUITE.counts().forEach(System.out::println);
        SUITE.write(REPORT, FAILURES);
        if (options.record().isPresent()) {
            SUITE.recording(server.version()).write(options.record().get());
        }
        server.close();
    }

    @TestFactory
    @Order(1)
    Stream<DynamicContainer> everyCase() throws IOException {
        Map<String, List<PlannedRun>> planned =
                PlannedRuns.of(CaseFiles.sections(), options, SuiteReport.failures(FAILURES));
        Schedule runs = new Schedule(
                planned.values().stream()
                        .flatMap(List::stream)
                        .filter(run -> whySkipped(run.one()).isEmpty())
                        .toList(),
                options.parallel(),
                run -> CaseRun.of(server, run.one(), run.protocol()));
        schedule = Optional.of(runs);
        return planned.entrySet().stream()
                .map(section -> dynamicContainer(
                        section.getKey(), section.getValue().stream().map(run -> test(run, runs))));
    }

    /** Why the case cannot run on this server; empty if it can. */
    private static Optional<String> whySkipped(ConformanceCase one) {
        Optional<String> elsewhere =
                one.only().filter(only -> !only.startsWith(server.side() + ":")).map(only -> "runs only on " + only);
        return elsewhere
                .or(() -> one.off()
                        .filter(server::isSwitchedOn)
                        .map(feature -> "needs a server on which " + feature + " is off"))
                .or(() -> one.needsSystemUser() && !server.hasSystemUser()
                        ? Optional.of("needs the system user, and VERDIGRIS_TEST_SYSTEM_URL is not set")
                        : Optional.empty());
    }

    private static DynamicTest test(PlannedRun run, Schedule runs) {
        return dynamicTest(run.one().title() + " (" + run.protocol() + ")", () -> {
            whySkipped(run.one()).ifPresent(reason -> {
                SUITE.skipped(run.one());
                abort(reason);
            });
            String differences = SUITE.ran(runs.result(run), other);
            if (!differences.isEmpty()) {
                fail(differences);
            }
        });
    }

    /** Without this test, a runner that compares nothing would pass. */
    @Test
    @Order(2)
    void everyMistakeIsReported() throws IOException {
        List<String> unnoticed = new ArrayList<>();
        List<ConformanceCase> mistaken =
                CaseFiles.mistaken().values().stream().flatMap(List::stream).toList();
        assertThat(mistaken).hasSizeGreaterThan(15);
        for (ConformanceCase one : mistaken) {
            String complaint = one.complaint().orElse("a complaint that the case does not name");
            for (Protocol protocol : one.protocols()) {
                String said = complaint(one, protocol);
                if (!said.startsWith(one.file() + ":") || !said.endsWith(complaint)) {
                    unnoticed.add(one.title() + " (" + protocol + ")\n  demanded: " + complaint + "\n  said: " + said);
                }
            }
        }
        assertThat(unnoticed).isEmpty();
    }

    /** The runner's report of a case, with single blanks. */
    private static String complaint(ConformanceCase one, Protocol protocol) {
        return String.join("\n", CaseRun.of(server, one, protocol).differences())
                .replaceAll("\\s+", " ");
    }

    @Test
    @Order(3)
    void theParserAcceptsTheStatementsOfTheSuite() throws IOException {
        if (server.sandbox().isEmpty()) {
            abort("the statement log is the sandbox's; ConformanceOracleTest judges the cases");
        }
        if (!options.isWhole()) {
            abort("only some cases were run");
        }
        LoggedStatements.demandAccepted(
                DialectOracle.openOrSkip(), server.sandbox().get(), 500);
    }

    @Test
    @Order(4)
    void nothingThatTheCasesMadeIsLeft() throws IOException {
        try (WireClient client = WireClient.connect(server.system(), Map.of())) {
            assertThat(client.simple("SELECT 'database', name FROM mz_databases UNION ALL SELECT 'schema', name FROM"
                                    + " mz_schemas UNION ALL SELECT 'cluster', name FROM mz_clusters UNION ALL SELECT"
                                    + " 'role', name FROM mz_roles")
                            .results()
                            .getFirst()
                            .rows())
                    .filteredOn(row -> row.get(1).orElseThrow().startsWith(Server.RUN))
                    .isEmpty();
        }
    }
}
