package dev.verdigris.e2e.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * SIGKILL before and after every message of every verb, then the same verb again: the end is that of an undisturbed
 * run, and the sink has lost and repeated nothing. A connection that is lost around COMMIT ends there as well. The
 * profile {@code proofs} takes every message, a normal build one of each verb.
 */
final class SigkillTest {

    private static final boolean ALL = Boolean.getBoolean("verdigris.proofs");
    private static final int LIMIT_SECONDS = 120;
    private static final long BETWEEN_LOOKS_NANOS = 5_000_000;

    private static Sandbox sandbox;
    private static InterruptingProxy proxy;
    private static int stalls;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws SandboxStartException, IOException {
        sandbox = Sandbox.start(SandboxConfig.defaults());
        proxy = new InterruptingProxy(sandbox.host(), sandbox.port());
    }

    @AfterAll
    static void stop() {
        proxy.close();
        sandbox.close();
    }

    @ParameterizedTest
    @EnumSource
    void aKilledVerbEndsLikeAnUndisturbedOne(KilledVerb verb) throws Exception {
        Undisturbed whole = undisturbed(verb);
        int kills = 0;
        List<String> unreached = new ArrayList<>();
        for (int number = 1; number <= whole.messages(); number++) {
            for (Moment moment : List.of(Moment.BEFORE, Moment.AFTER)) {
                if (ALL || isSample(verb, number, moment, whole)) {
                    kills++;
                    kill(verb, Interruption.at(number, moment), whole, unreached);
                }
            }
        }
        System.out.printf(
                "%s: %d messages with %d statements, %d kills, %d not reached%n",
                verb, whole.messages(), whole.statements(), kills, unreached.size());
        assertThat(kills).as("kills").isPositive();
        assertThat(unreached)
                .as("only a wait has a number of messages that differs")
                .hasSizeLessThanOrEqualTo(verb.waits() ? kills / 10 : 0);
    }

    /** One kill of each verb: after its readings, in turn before and after a message. */
    private static boolean isSample(KilledVerb verb, int number, Moment moment, Undisturbed whole) {
        return number == 1 + whole.messages() * 2 / 3
                && moment == (verb.ordinal() % 2 == 0 ? Moment.BEFORE : Moment.AFTER);
    }

    /** The verbs that send COMMIT. */
    static List<KilledVerb> committing() {
        return ALL
                ? List.of(
                        KilledVerb.PROMOTE,
                        KilledVerb.ROLLBACK,
                        KilledVerb.CLEANUP,
                        KilledVerb.ABORT,
                        KilledVerb.DEPLOY)
                : List.of(KilledVerb.PROMOTE);
    }

    @ParameterizedTest
    @MethodSource("committing")
    void aConnectionLostAroundCommitChangesNoEnd(KilledVerb verb) throws Exception {
        Undisturbed whole = undisturbed(verb);
        for (Moment moment : Moment.values()) {
            try (Stall stall = prepared(verb)) {
                Interruption interruption = Interruption.at("COMMIT", moment);
                proxy.interrupt(interruption);
                Stall.Ran ran = stall.run(verb.arguments());
                ran.succeeds(verb + " " + interruption);
                assertThat(interruption.hasHappened())
                        .as("a connection was lost")
                        .isTrue();
                compare(stall, whole, verb + " " + interruption);
            }
        }
    }

    /**
     * An undisturbed run.
     *
     * @param messages how many messages it sent
     * @param statements how many statements these had
     * @param end what it left
     */
    private record Undisturbed(int messages, int statements, List<String> end) {}

    private Undisturbed undisturbed(KilledVerb verb) throws IOException {
        try (Stall stall = prepared(verb)) {
            Interruption counting = Interruption.none();
            proxy.interrupt(counting);
            sandbox.statementLog().clear();
            stall.run(verb.arguments()).succeeds(verb.toString());
            int statements = sandbox.statementLog().entries().size();
            stall.order();
            assertThat(stall.stream()).isEqualTo(stall.wholeStream());
            return new Undisturbed(counting.messages(), statements, Ending.of(stall));
        }
    }

    private Stall prepared(KilledVerb verb) throws IOException {
        stalls++;
        String name = "s" + stalls + "t";
        Stall stall = Stall.open(sandbox, name, Files.createDirectory(folder.resolve(name)));
        proxy.interrupt(Interruption.none());
        stall.through(proxy.port());
        verb.before().forEach(words -> stall.run(words).succeeds(words + " before " + verb));
        stall.order();
        return stall;
    }

    private void kill(KilledVerb verb, Interruption interruption, Undisturbed whole, List<String> unreached)
            throws IOException, InterruptedException {
        try (Stall stall = prepared(verb)) {
            proxy.interrupt(interruption);
            Process process = stall.start(verb.arguments());
            interruption.doing(process::destroyForcibly);
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            if (interruption.hasHappened()) {
                assertThat(process.exitValue()).as("SIGKILL " + interruption).isEqualTo(128 + 9);
            } else {
                assertThat(process.exitValue()).as("a run that was not killed").isZero();
                unreached.add(verb + " " + interruption);
            }
            awaitEndOfItsSessions(stall);
            stall.order();
            proxy.interrupt(Interruption.none());
            stall.run(verb.arguments()).succeeds(verb + " killed " + interruption);
            compare(stall, whole, verb + " killed " + interruption);
        }
    }

    private static void awaitEndOfItsSessions(Stall stall) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!Ending.isAlone(stall)) {
            assertThat(System.nanoTime()).as("only the test is connected").isLessThan(deadline);
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
    }

    private static void compare(Stall stall, Undisturbed whole, String where) {
        stall.order();
        assertThat(Ending.of(stall)).as(where).containsExactlyElementsOf(whole.end());
        assertThat(stall.stream()).as("the sink, " + where).isEqualTo(stall.wholeStream());
    }
}
