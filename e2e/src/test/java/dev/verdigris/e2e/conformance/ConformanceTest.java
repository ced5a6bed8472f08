package dev.verdigris.e2e.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.verdigris.e2e.conformance.ConformanceCase.Protocol;
import dev.verdigris.e2e.wire.Target;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/** Runs every case by both protocols, and counts them per section. */
final class ConformanceTest {

    private static final Path CASES = Path.of("src", "test", "resources", "conformance");
    private static final AtomicInteger RUNS = new AtomicInteger();
    private static final Map<String, Integer> COUNTS = new TreeMap<>();

    private static Optional<Sandbox> sandbox = Optional.empty();
    private static Target user;
    private static Target system;

    @BeforeAll
    static void reachServer() throws SandboxStartException {
        String url = System.getenv("VERDIGRIS_TEST_URL");
        if (url != null) {
            user = Target.parse(url);
            system = Target.parse(System.getenv().getOrDefault("VERDIGRIS_TEST_SYSTEM_URL", url));
        } else {
            Sandbox started = Sandbox.start(SandboxConfig.defaults());
            sandbox = Optional.of(started);
            user = new Target(started.host(), started.port(), "materialize", "", "materialize");
            system = new Target(started.host(), started.internalPort(), "mz_system", "", "materialize");
        }
    }

    @AfterAll
    static void reportAndStop() {
        COUNTS.forEach((section, count) -> System.out.println("conformance " + section + ": " + count + " cases"));
        System.out.println("conformance total: "
                + COUNTS.values().stream().mapToInt(Integer::intValue).sum() + " cases, " + RUNS.get() + " runs");
        sandbox.ifPresent(Sandbox::close);
    }

    @TestFactory
    Stream<DynamicContainer> everyCase() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.filter(file -> file.toString().endsWith(".case")).sorted().toList().stream()
                    .map(ConformanceTest::section);
        }
    }

    private static DynamicContainer section(Path file) {
        String name = file.getFileName().toString().replaceFirst("\\.case$", "");
        List<ConformanceCase> cases = read(name, file);
        COUNTS.put(name, cases.size());
        return dynamicContainer(
                name, cases.stream().flatMap(one -> one.protocols().stream().map(protocol -> test(one, protocol))));
    }

    private static DynamicTest test(ConformanceCase one, Protocol protocol) {
        return dynamicTest(one.title() + " (" + protocol + ")", () -> {
            String side = sandbox.isPresent() ? "sandbox" : "materialize";
            one.only().ifPresent(only -> assumeTrue(only.startsWith(side + ":"), () -> "runs only on " + only));
            String prefix =
                    "vg" + Long.toString(ProcessHandle.current().pid(), 36) + "x" + RUNS.incrementAndGet() + "_";
            try (CaseRun run = new CaseRun(user, system, protocol, prefix)) {
                run.run(one);
            }
        });
    }

    private static List<ConformanceCase> read(String name, Path file) {
        try {
            return CaseParser.parse(name, Files.readAllLines(file));
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
