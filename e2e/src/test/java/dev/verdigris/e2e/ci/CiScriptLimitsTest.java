package dev.verdigris.e2e.ci;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/** The script of all CI systems against hostile repositories, missing variables, and limits of the systems. */
final class CiScriptLimitsTest {

    private static final Path SCRIPTS = Script.ROOT.resolve("packaging/ci");
    private static final String BARE_PATH = "/usr/local/bin:/usr/bin:/bin";

    /** GitHub takes no longer page of a step. */
    private static final long LONGEST_PAGE = 1024 * 1024;

    /** All that the script needs to install an archive, without curl. */
    private static final List<String> TOOLS = List.of(
            "awk",
            "cat",
            "cut",
            "dirname",
            "env",
            "find",
            "gzip",
            "id",
            "mkdir",
            "mkfifo",
            "mktemp",
            "od",
            "python3",
            "rm",
            "sed",
            "sh",
            "sha256sum",
            "sleep",
            "tar",
            "tee",
            "tr");

    @TempDir
    private Path folder;

    private Path workspace;
    private Path bin;

    @BeforeEach
    void makeTheWorkspace() throws IOException {
        workspace = Files.createDirectories(folder.resolve("a work space"));
        bin = Files.createDirectories(folder.resolve("bin"));
    }

    private Path program(Path directory, String name, String text) throws IOException {
        Path file = Files.writeString(Files.createDirectories(directory).resolve(name), "#!/bin/sh\n" + text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private Script.Ended run(String shell, Path scripts, String command, Map<String, String> variables) {
        Map<String, String> all =
                new HashMap<>(Map.of("CI_PROJECT_DIR", workspace.toString(), "PATH", bin + ":" + BARE_PATH));
        all.putAll(variables);
        return Script.run(
                workspace,
                List.of("sh", "-e", "{0}"),
                "exec " + shell + " '" + scripts.resolve("verdigris-ci") + "' " + command,
                all);
    }

    private Script.Ended run(String command, Map<String, String> variables) {
        return run("sh", SCRIPTS, command, variables);
    }

    /** A builder can leave a process that keeps the output open, here for longer than the whole test may take. */
    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash"})
    void aProcessThatStaysDoesNotHoldTheJob(String shell) throws IOException {
        Path stayed = folder.resolve("stayed");
        program(
                bin,
                "verdigris",
                "sleep 3600 &\necho $! >'" + stayed + "'\ntrap 'echo ended in order; exit 143' TERM\n"
                        + "kill -TERM $PPID\nwhile :; do sleep 0.1; done\n");
        long start = System.nanoTime();
        Script.Ended ended = run(shell, SCRIPTS, "history", Map.of());
        assertThat(ended)
                .isEqualTo(new Script.Ended(
                        143,
                        "ended in order\nwarning: A process that the verb has started still runs."
                                + " Its further output is not shown.\n"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(2));
        ProcessHandle.of(Long.parseLong(Files.readString(stayed).strip())).ifPresent(ProcessHandle::destroy);
    }

    @Test
    void aPasswordWithoutAServerIsNotUsed() throws IOException {
        program(bin, "verdigris", "echo \"$1\"\n");
        String wanted =
                "error: VERDIGRIS_PASSWORD is set and VERDIGRIS_URL is empty: a file of the repository could choose"
                        + " the server that gets the password. Set VERDIGRIS_URL where the password is set.\n";
        Map<String, String> password = Map.of("VERDIGRIS_PASSWORD", "secret", "VERDIGRIS_URL", "");
        for (String command : List.of("plan", "deploy", "verify", "history", "rollback", "cleanup", "abort")) {
            assertThat(run(command, password)).as(command).isEqualTo(new Script.Ended(2, wanted));
        }
        assertThat(run("history", Map.of("VERDIGRIS_PASSWORD", "secret")).exit())
                .isEqualTo(2);
        assertThat(run("validate", password)).isEqualTo(new Script.Ended(0, "validate\n"));
        assertThat(run("history", Map.of("VERDIGRIS_PASSWORD", "secret", "VERDIGRIS_HOST", "mz.example.com"))
                        .out())
                .isEqualTo("history\n");
    }

    /** A file of the repository must not be in the place of the installed program. */
    @ParameterizedTest
    @ValueSource(strings = {"", "17"})
    void aProgramInTheCheckoutIsNotTakenForTheInstalledOne(String job) throws IOException {
        for (String name : List.of(".verdigris-program", "verdigris-program", "verdigris-program-" + job)) {
            Path home = workspace.resolve(name);
            program(home.resolve("archive/bin"), "verdigris", "echo of the repository\n");
            Files.writeString(home.resolve("installed"), " none.tar.gz  ");
        }
        Script.Ended ended = run(
                "history",
                Map.of(
                        "VERDIGRIS_CI_ARCHIVE",
                        "none.tar.gz",
                        "CI_JOB_ID",
                        job,
                        "TMPDIR",
                        Files.createDirectories(folder.resolve("tmp")).toString()));
        assertThat(ended)
                .isEqualTo(new Script.Ended(2, "error: The archive " + workspace + "/none.tar.gz does not exist.\n"));
    }

    @Test
    void anInstallationGetsNoSecretAndChecksEachPackage() throws IOException {
        program(
                bin,
                "python3",
                "mkdir -p \"$3/bin\"\ncp '" + folder.resolve("pip/pip") + "' \"$3/bin/python\"\n" + "cp '"
                        + folder.resolve("pip/pip") + "' \"$3/bin/verdigris\"\n");
        program(
                folder.resolve("pip"),
                "pip",
                "echo \"$* ${VERDIGRIS_PASSWORD-}${VERDIGRIS_CI_TOKEN-}${GITHUB_TOKEN-}${CI_JOB_TOKEN-}.\"\n");
        Files.writeString(workspace.resolve("requirements.txt"), "verdigris-deploy==0.1.0\n");
        Script.Ended ended = run(
                "validate",
                Map.of(
                        "VERDIGRIS_CI_REQUIREMENTS",
                        "requirements.txt",
                        "VERDIGRIS_PASSWORD",
                        "secret",
                        "VERDIGRIS_CI_TOKEN",
                        "secret",
                        "GITHUB_TOKEN",
                        "secret",
                        "CI_JOB_TOKEN",
                        "secret"));
        assertThat(ended.out())
                .startsWith("-m pip -q --disable-pip-version-check install --require-hashes --requirement " + workspace
                        + "/requirements.txt .\n");
        assertThat(run("validate", Map.of("VERDIGRIS_CI_REQUIREMENTS", "none.txt"))
                        .out())
                .isEqualTo("error: The file " + workspace + "/none.txt does not exist.\n");
    }

    /** The default image of the component has no curl. */
    @Test
    void withoutCurlPythonDownloads() throws IOException {
        for (String tool : TOOLS) {
            Path found = List.of("/usr/local/bin", "/usr/bin", "/bin").stream()
                    .map(directory -> Path.of(directory, tool))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("this test needs " + tool));
            Files.createSymbolicLink(bin.resolve(tool), found);
        }
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(404, -1);
            }
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/x.tar.gz";
            Script.Ended missing = run(
                    "history", Map.of("VERDIGRIS_CI_ARCHIVE", url, "VERDIGRIS_CI_SHA256", "0", "PATH", bin.toString()));
            assertThat(missing)
                    .isEqualTo(new Script.Ended(
                            1, "HTTP Error 404: Not Found\nerror: The archive could not be downloaded.\n"));
            server.removeContext("/");
            server.createContext("/", exchange -> {
                try (exchange) {
                    exchange.sendResponseHeaders(200, 3);
                    exchange.getResponseBody().write(new byte[] {'a', 'b', 'c'});
                }
            });
            Script.Ended other = run(
                    "history", Map.of("VERDIGRIS_CI_ARCHIVE", url, "VERDIGRIS_CI_SHA256", "0", "PATH", bin.toString()));
            assertThat(other.out())
                    .isEqualTo(
                            "error: The SHA-256 digest of the archive is"
                                    + " ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad, but 0 was expected.\n");
        } finally {
            server.stop(0);
        }
    }

    /** GitHub also ends a line at a carriage return, so a text with one could begin a command. */
    @Test
    void aCarriageReturnIsNoLineEnd() throws IOException {
        program(bin, "verdigris", "printf 'VG-BAD-MODEL a\\r::error::faked\\n  at models/a\\rb.sql:2\\n'\nexit 2\n");
        Script.Ended ended = run(
                "validate",
                Map.of(
                        "GITHUB_ACTIONS",
                        "true",
                        "GITHUB_WORKSPACE",
                        workspace.toString(),
                        "RUNNER_TEMP",
                        folder.toString()));
        assertThat(ended.out())
                .endsWith("\n::error file=models/a%0Db.sql,line=2,title=VG-BAD-MODEL::a%0D::error::faked\n");
        Script.Ended missing = run(
                "validate",
                Map.of(
                        "GITHUB_ACTIONS",
                        "true",
                        "GITHUB_WORKSPACE",
                        workspace.toString(),
                        "RUNNER_TEMP",
                        folder.toString(),
                        "VERDIGRIS_CI_ARCHIVE",
                        "a\r::error::faked%"));
        assertThat(missing.out())
                .contains("a%0D::error::faked%25 does not exist.")
                .doesNotContain("\r");
    }

    @Test
    void aPageThatIsTooLongHasTheBeginningAndNamesTheArtifact() throws IOException {
        program(
                bin,
                "verdigris",
                "for a in \"$@\"; do case $a in *.html) report=${a%html}md ;; esac; done\n"
                        + "if [ -n \"${report-}\" ]; then exec >\"$report\"; fi\n"
                        + "yes \"<details> &&&&&&&& 'é'\" | head -n 100000\n");
        Path page = folder.resolve("page.md");
        Map<String, String> variables = Map.of(
                "GITHUB_STEP_SUMMARY",
                page.toString(),
                "VERDIGRIS_CI_ARTIFACT",
                "shop-plan",
                "RUNNER_TEMP",
                folder.toString());
        for (String command : List.of("plan", "history", "plan", "history")) {
            assertThat(run(command, variables).exit()).isZero();
        }
        assertThat(Files.size(page)).isBetween(100_000L, LONGEST_PAGE);
        assertThatCode(() -> Files.readString(page)).doesNotThrowAnyException();
        String text = Files.readString(page);
        assertThat(text)
                .startsWith("<pre>\n&lt;details&gt; &amp;&amp;")
                .doesNotContain("<details>", "&amp;lt;")
                .endsWith("This text is longer than a page can be. The whole one is in the artifact shop-plan.\n\n");
        assertThat(text.split("<pre>", -1)).hasSameSizeAs(text.split("</pre>", -1));
    }

    /** An error of the comment can contain texts of the pull request. */
    @Test
    void anErrorOfTheCommentIsNoCommand() throws IOException {
        Path scripts = Files.createDirectories(folder.resolve("scripts"));
        Files.copy(SCRIPTS.resolve("verdigris-ci"), scripts.resolve("verdigris-ci"));
        Files.writeString(scripts.resolve("comment.py"), "raise ValueError('x\\n::error::faked')\n");
        program(bin, "verdigris", "for a in \"$@\"; do case $a in *.html) echo plan >\"${a%html}md\" ;; esac; done\n");
        Script.Ended ended = run(
                "sh",
                scripts,
                "plan",
                Map.of(
                        "GITHUB_ACTIONS",
                        "true",
                        "GITHUB_WORKSPACE",
                        workspace.toString(),
                        "RUNNER_TEMP",
                        folder.toString(),
                        "VERDIGRIS_CI_COMMENT",
                        "true"));
        assertThat(ended.exit()).as(ended.out()).isZero();
        String out = ended.out();
        int begin = out.lastIndexOf("::stop-commands::");
        String key = out.substring(begin).replaceFirst("(?s)::stop-commands::([0-9a-f]{32})\n.*", "$1");
        assertThat(out.indexOf("\n::error::faked")).isBetween(begin, out.lastIndexOf("\n::" + key + "::\n"));
        assertThat(out)
                .endsWith("::warning title=Verdigris::The comment could not be written, see the lines above."
                        + " The plan is in the report of this job.\n");
    }
}
