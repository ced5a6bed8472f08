package dev.verdigris.e2e.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

import dev.verdigris.e2e.wire.Answer;
import dev.verdigris.e2e.wire.Target;
import dev.verdigris.e2e.wire.WireClient;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;

/** The server that the cases run on: the one that the environment names, or a sandbox of its own. */
final class Server implements AutoCloseable {

    private static final AtomicInteger RUNS = new AtomicInteger();

    /** Differs from run to run, so that nothing that an earlier run has left is taken for ours. */
    static final String RUN =
            "vg" + Integer.toString(ThreadLocalRandom.current().nextInt(36 * 36 * 36, 36 * 36 * 36 * 36), 36) + "x";

    private final Optional<Sandbox> sandbox;
    private final Target user;
    private final Optional<Target> system;
    private final Map<String, Boolean> switches = new ConcurrentHashMap<>();

    private Server(Optional<Sandbox> sandbox, Target user, Optional<Target> system) {
        this.sandbox = sandbox;
        this.user = user;
        this.system = system;
    }

    /** The server at {@code VERDIGRIS_TEST_URL}; without it, a new sandbox. */
    static Server reach() throws SandboxStartException {
        String url = System.getenv("VERDIGRIS_TEST_URL");
        return url == null
                ? of(Sandbox.start(SandboxConfig.defaults()))
                : new Server(
                        Optional.empty(),
                        Target.parse(url),
                        Optional.ofNullable(System.getenv("VERDIGRIS_TEST_SYSTEM_URL"))
                                .map(Target::parse));
    }

    /** A sandbox, which this closes. */
    static Server of(Sandbox sandbox) {
        return new Server(
                Optional.of(sandbox),
                new Target(sandbox.host(), sandbox.port(), "materialize", "", "materialize"),
                Optional.of(new Target(sandbox.host(), sandbox.internalPort(), "mz_system", "", "materialize")));
    }

    /** The sandbox, if it is one. */
    Optional<Sandbox> sandbox() {
        return sandbox;
    }

    /** The side as the headers of the cases name it. */
    String side() {
        return sandbox.isPresent() ? "sandbox" : "materialize";
    }

    /** The role of a session that names none. */
    Target user() {
        return user;
    }

    /** The role that cleans up: the system user, or the ordinary user where no system user is known. */
    Target system() {
        return system.orElse(user);
    }

    /** Whether sessions as the system user can be had. */
    boolean hasSystemUser() {
        return system.isPresent();
    }

    /** A size of clusters that the server has. */
    String clusterSize() {
        return System.getenv().getOrDefault("VERDIGRIS_TEST_SIZE", "25cc");
    }

    /** What the server says about its version. */
    String version() throws IOException {
        try (WireClient client = WireClient.connect(user, Map.of())) {
            return client.simple("SELECT mz_version()")
                    .results()
                    .getFirst()
                    .rows()
                    .getFirst()
                    .getFirst()
                    .orElseThrow();
        }
    }

    /**
     * Whether a feature is on that is off unless somebody switched it on. Only the system user gets the answer. Without that
     * user it counts as off, and the case shows that it is not.
     */
    boolean isSwitchedOn(String feature) {
        return sandbox.isEmpty() && hasSystemUser() && switches.computeIfAbsent(feature, this::asked);
    }

    private boolean asked(String feature) {
        try (WireClient client = WireClient.connect(system(), Map.of())) {
            Answer answer = client.simple("SHOW " + feature);
            return answer.error().isEmpty()
                    && answer.results()
                            .getFirst()
                            .rows()
                            .getFirst()
                            .getFirst()
                            .filter("on"::equals)
                            .isPresent();
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }

    /** The prefix of the next run of a case; no other run ever has it. */
    String nextPrefix() {
        return RUN + RUNS.incrementAndGet() + "_";
    }

    @Override
    public void close() {
        sandbox.ifPresent(Sandbox::close);
    }
}
