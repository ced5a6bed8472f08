package dev.verdigris.e2e.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.verdigris.e2e.conformance.ConformanceCase.Protocol;
import dev.verdigris.e2e.oracle.DialectOracle;
import dev.verdigris.e2e.oracle.LoggedStatements;
import dev.verdigris.e2e.wire.Target;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
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
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * Runs every case and counts the cases per section. The profile {@code proofs}, and a server given by URL, get every case
 * by every protocol; a normal build runs each case by one protocol, the two in turn.
 */
@TestMethodOrder(OrderAnnotation.class)
final class ConformanceTest {

    private static final AtomicInteger RUNS = new AtomicInteger();
    private static final Map<String, Tally> TALLIES = new TreeMap<>();

    private static Optional<Sandbox> sandbox = Optional.empty();
    private static Target user;
    /** The user that cleans up; the ordinary user if {@link #systemUserIsThere} is false. */
    private static Target system;

    private static boolean systemUserIsThere;

    @BeforeAll
    static void reachServer() throws SandboxStartException {
        String url = System.getenv("VERDIGRIS_TEST_URL");
        if (url != null) {
            user = Target.parse(url);
            String systemUrl = System.getenv("VERDIGRIS_TEST_SYSTEM_URL");
            systemUserIsThere = systemUrl != null;
            system = systemUserIsThere ? Target.parse(systemUrl) : user;
        } else {
            Sandbox started = Sandbox.start(SandboxConfig.defaults());
            sandbox = Optional.of(started);
            user = new Target(started.host(), started.port(), "materialize", "", "materialize");
            systemUserIsThere = true;
            system = new Target(started.host(), started.internalPort(), "mz_system", "", "materialize");
        }
    }

    @AfterAll
    static void reportAndStop() throws IOException {
        Tally total = new Tally();
        TALLIES.forEach((section, tally) -> {
            System.out.println("conformance " + section + ": " + tally);
            total.add(tally);
        });
        System.out.println("conformance total: " + total);
        sandbox.ifPresent(Sandbox::close);
    }

    @TestFactory
    @Order(1)
    Stream<DynamicContainer> everyCase() throws IOException {
        return CaseFiles.sections().entrySet().stream()
                .map(section -> dynamicContainer(
                        section.getKey(),
                        IntStream.range(0, section.getValue().size()).boxed().flatMap(index -> {
                            ConformanceCase one = section.getValue().get(index);
                            return protocols(one, index).map(protocol -> test(section.getKey(), one, protocol));
                        })));
    }

    private static Stream<Protocol> protocols(ConformanceCase one, int index) {
        List<Protocol> protocols = List.copyOf(one.protocols());
        return Boolean.getBoolean("verdigris.proofs") || sandbox.isEmpty()
                ? protocols.stream()
                : Stream.of(protocols.get(index % protocols.size()));
    }

    private static DynamicTest test(String section, ConformanceCase one, Protocol protocol) {
        return dynamicTest(one.title() + " (" + protocol + ")", () -> {
            Tally tally = TALLIES.computeIfAbsent(section, unused -> new Tally());
            String side = sandbox.isPresent() ? "sandbox" : "materialize";
            if (one.only().filter(only -> !only.startsWith(side + ":")).isPresent()) {
                tally.skipped++;
                abort("runs only on " + one.only().get());
            }
            if (one.needsSystemUser() && !systemUserIsThere) {
                tally.skipped++;
                abort("needs the system user, and VERDIGRIS_TEST_SYSTEM_URL is not set");
            }
            run(one, protocol);
            tally.passed(one);
        });
    }

    /** The results of a section so far. */
    private static final class Tally {

        private final Set<ConformanceCase> cases = new HashSet<>();
        private int passed;
        private int skipped;

        void passed(ConformanceCase one) {
            cases.add(one);
            passed++;
        }

        void add(Tally other) {
            cases.addAll(other.cases);
            passed += other.passed;
            skipped += other.skipped;
        }

        @Override
        public String toString() {
            return cases.size() + " cases passed in " + passed + " runs, " + skipped + " runs skipped";
        }
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
    private static String complaint(ConformanceCase one, Protocol protocol) throws IOException {
        try {
            run(one, protocol);
            return "nothing";
        } catch (AssertionError said) {
            return String.valueOf(said.getMessage()).replaceAll("\\s+", " ");
        }
    }

    @Test
    @Order(3)
    void theParserAcceptsTheStatementsOfTheSuite() throws IOException {
        if (sandbox.isEmpty()) {
            abort("the statement log is the sandbox's; ConformanceOracleTest judges the cases");
        }
        LoggedStatements.demandAccepted(DialectOracle.openOrSkip(), sandbox.get(), 500);
    }

    private static void run(ConformanceCase one, Protocol protocol) throws IOException {
        String prefix = "vg" + Long.toString(ProcessHandle.current().pid(), 36) + "x" + RUNS.incrementAndGet() + "_";
        try (CaseRun run = new CaseRun(user, system, protocol, prefix)) {
            run.run(one);
        }
    }
}
