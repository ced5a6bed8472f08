package dev.verdigris.e2e.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.verdigris.e2e.wire.DelayingProxy;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every verb through a proxy that delays each answer. The property {@code slow.file} names a file for the table of all
 * verbs at all delays of {@code slow.delays}, and {@code slow.limit} the seconds of their limit at long ones; without
 * it, a few verbs run at one delay.
 */
final class SlowServerTest {

    private static final String FILE = System.getProperty("slow.file", "");
    private static final List<String> DELAYS =
            List.of(System.getProperty("slow.delays", "20").split(","));

    /** From this delay on, the verbs get a limit that is shorter. */
    private static final Duration LONG = Duration.ofSeconds(10);

    private static final Duration LIMIT = Duration.ofSeconds(Integer.getInteger("slow.limit", 5));

    /** What two JVMs on a busy machine may need in addition. */
    private static final Duration ALLOWANCE = Duration.ofSeconds(25);

    private static final List<List<String>> VERBS = List.of(
            List.of("deploy"),
            List.of("cleanup", "--yes"),
            List.of("init"),
            List.of("abort", "--yes"),
            List.of("status"),
            List.of("plan"),
            List.of("init"),
            List.of("build"),
            List.of("diff"),
            List.of("exec", "--", "true"),
            List.of("grants"),
            List.of("await"),
            List.of("check"),
            List.of("report"),
            List.of("promote"),
            List.of("rollback"),
            List.of("promote", "--wait", "--accept", "VG-ROLLED-BACK-FILES=it was a mistake"),
            List.of("cleanup", "--yes"),
            List.of("history"));

    private static final List<String> FEW = List.of("deploy", "status", "await", "promote");

    /** What a normal build runs. Those that are not in {@link #FEW} only give them something to do. */
    private static final List<List<String>> SHORT = List.of(
            List.of("deploy"),
            List.of("cleanup", "--yes"),
            List.of("init"),
            List.of("build"),
            List.of("status"),
            List.of("await"),
            List.of("check"),
            List.of("promote"));

    @TempDir
    Path folder;

    @Test
    void eachVerbShowsASlowServerAndEndsAtItsLimit() throws Exception {
        List<String> table = new ArrayList<>();
        List<String> stories = new ArrayList<>();
        try (Sandbox sandbox = Sandbox.start(SandboxConfig.defaults())) {
            Shop shop = Shop.open(sandbox, folder);
            for (String seconds : DELAYS) {
                Duration delay = Duration.ofMillis(Math.round(Double.parseDouble(seconds) * 1_000));
                if (!FILE.isEmpty()) {
                    all(sandbox, shop, seconds + " s", delay, false, table, stories);
                }
                if (delay.compareTo(LONG) >= 0) {
                    all(sandbox, shop, seconds + " s, in a session", delay, true, table, stories);
                }
            }
        }
        if (!FILE.isEmpty()) {
            table.addFirst("|---|---|---|---|---|---|---|");
            table.addFirst("| delay | command | ends after, s | exit | lines | longest silence, s | problem |");
            Files.write(
                    Path.of(FILE),
                    Stream.concat(table.stream(), stories.stream()).toList());
        }
    }

    private static void all(
            Sandbox sandbox,
            Shop shop,
            String name,
            Duration delay,
            boolean statementsOnly,
            List<String> table,
            List<String> stories)
            throws IOException {
        boolean limited = delay.compareTo(LONG) >= 0;
        try (DelayingProxy proxy = statementsOnly
                ? DelayingProxy.ofStatements(sandbox.host(), sandbox.port(), delay)
                : DelayingProxy.of(sandbox.host(), sandbox.port(), delay)) {
            for (List<String> verb : FILE.isEmpty() ? SHORT : VERBS) {
                if ((FILE.isEmpty() || limited && !statementsOnly) && !FEW.contains(String.join(" ", verb))) {
                    direct(sandbox, shop, verb);
                    continue;
                }
                List<String> arguments = limited ? limited(verb) : verb;
                TimedRun run = TimedRun.of(shop.directory(), arguments, server(proxy.port()));
                table.add(run.row(name));
                stories.add(run.story(name));
                check(run, limited);
                if (run.exit() != 0) {
                    direct(sandbox, shop, verb);
                }
            }
        }
    }

    private static void check(TimedRun run, boolean limited) {
        if (limited) {
            assertThat(run.exit()).as(run.output()).isIn(4, 9);
            assertThat(run.took()).as(run.output()).isLessThan(LIMIT.plus(ALLOWANCE));
            if (run.arguments().startsWith("deploy")) {
                assertThat(run.output())
                        .contains("This run has changed nothing")
                        .containsPattern("\n +verdigris status ");
            }
            assertThat(run.output()).contains("the server has not answered ", " for 2 s (gives up in ");
        } else {
            assertThat(run.exit()).as(run.output()).isZero();
        }
    }

    /** The same command without the proxy, so that the next verb has something to do. */
    private static void direct(Sandbox sandbox, Shop shop, List<String> verb) {
        TimedRun run = TimedRun.of(shop.directory(), verb, server(sandbox.port()));
        assertThat(run.exit()).as(run.output()).isZero();
    }

    /** The options stand before the rest, because what follows {@code --} is the command that exec runs. */
    private static List<String> limited(List<String> verb) {
        boolean waits = verb.contains("await") || verb.contains("promote") || verb.contains("deploy");
        String limit = LIMIT.toSeconds() + "s";
        List<String> arguments = new ArrayList<>(verb);
        arguments.addAll(1, List.of(waits ? "--timeout" : "--statement-timeout", limit));
        return List.copyOf(arguments);
    }

    private static String[] server(int port) {
        return new String[] {"--url", "postgres://materialize@127.0.0.1:" + port + "/materialize?sslmode=disable"};
    }
}
