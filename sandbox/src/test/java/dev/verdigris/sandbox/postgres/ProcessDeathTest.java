package dev.verdigris.sandbox.postgres;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The remaining processes and files after each way in which the Java process can end. */
class ProcessDeathTest {

    private Path temporary;
    private String cache;

    @BeforeEach
    void makeAShortTemporaryDirectory() throws Exception {
        temporary = Directories.temporary();
        cache = Directories.cache().toString();
    }

    @AfterEach
    void removeIt() throws Exception {
        Directories.remove(temporary);
    }

    private ChildJvm.Launch launch() {
        return ChildJvm.Launch.plain().withOptions("-Djava.io.tmpdir=" + temporary, "-XX:-UsePerfData");
    }

    @Test
    void aKilledProcessLeavesNoServerAndNoFile() throws Exception {
        try (ChildJvm child = launch().start(cache)) {
            ChildJvm.Server server = child.ready();
            try (StartupProbe busy = server.connect()) {
                assertThat(busy.ask("CREATE TABLE t AS SELECT generate_series(1, 10000)"))
                        .isEmpty();
                child.kill();
                Clients.awaitEnd(server.process());
            }
            Clients.awaitEmpty(temporary);
            Clients.awaitNoProcessNaming(temporary);
        }
    }

    @Test
    void aProcessKilledWhileTheServerStartsLeavesNoFileEither() throws Exception {
        try (ChildJvm child = launch().start(cache)) {
            Clients.awaitEntry(temporary);
            child.kill();
            Clients.awaitEmpty(temporary);
            Clients.awaitNoProcessNaming(temporary);
        }
    }

    @Test
    void aProcessThatEndsWithoutClosingLeavesNothing() throws Exception {
        try (ChildJvm child = launch().start(cache)) {
            ChildJvm.Server server = child.ready();
            assertThat(signal("TERM", Long.toString(child.pid()))).isZero();
            Clients.awaitEnd(server.process());
            Clients.awaitEmpty(temporary);
        }
    }

    /** Ctrl-C reaches every process of the terminal's group. The server must ignore it. */
    @Test
    void theTerminalsInterruptEndsTheJavaProcessFirst() throws Exception {
        assumeTrue(
                ShortCommand.run(List.of("sh", "-c", "command -v setsid"), "").succeeded(),
                "there is no setsid to make a process group with");
        ChildJvm.Launch plain = launch();
        // A background job of a shell and its children ignore the interrupt. This one must receive it.
        ChildJvm.Launch ownGroup = plain.as(List.of("env", "--default-signal=INT", "setsid"), plain.classPath());
        try (ChildJvm child = ownGroup.start(cache)) {
            ChildJvm.Server server = child.ready();
            String group = ShortCommand.run(
                            List.of(
                                    "ps",
                                    "-o",
                                    "pgid=",
                                    "-p",
                                    "" + server.process().pid()),
                            "")
                    .output()
                    .strip();
            assertThat(group).isNotEqualTo(Long.toString(child.pid()));
            assertThat(signal("INT", "-" + child.pid())).isZero();
            Clients.awaitEnd(server.process());
            Clients.awaitEmpty(temporary);
        }
    }

    private static int signal(String name, String target) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, "--", target).start();
        assertThat(kill.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return kill.exitValue();
    }
}
