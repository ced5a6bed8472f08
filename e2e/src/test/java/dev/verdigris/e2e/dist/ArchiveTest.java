package dev.verdigris.e2e.dist;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.e2e.program.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The archives, unpacked into a clean directory. */
final class ArchiveTest {

    private static final String PORTABLE = "verdigris-[0-9.]+(-SNAPSHOT)?\\.tar\\.gz";
    private static final String WITH_RUNTIME = "verdigris-[0-9.]+(-SNAPSHOT)?-(linux|macos)-(amd64|arm64)\\.tar\\.gz";

    @TempDir
    private Path folder;

    private Installed installed(Path home) throws IOException {
        return new Installed(
                List.of(home.resolve("bin/verdigris").toString()),
                Files.createDirectories(folder.resolve("empty")),
                home.resolve("examples/auction").toString(),
                Installed.withoutJava(Files.createDirectories(folder.resolve("home"))));
    }

    @Test
    void withARuntimeItNeedsNoJava() throws Exception {
        Path home = Distribution.unpack(Distribution.file(WITH_RUNTIME), folder.resolve("with"));
        installed(home).demandThatItWorks();
    }

    @Test
    void withoutARuntimeItNeedsOnlyJava() throws Exception {
        Path home = Distribution.unpack(Distribution.file(PORTABLE), folder.resolve("without"));
        assertThat(home.resolve("runtime")).doesNotExist();
        assertThat(home.resolve("lib/verdigris.jsa")).doesNotExist();
        installed(home)
                .with("VERDIGRIS_JAVA_HOME", System.getProperty("java.home"))
                .demandThatItWorks();
    }

    @Test
    void startsReadTheArchiveOfClasses() throws Exception {
        Path home = Distribution.unpack(Distribution.file(WITH_RUNTIME), folder.resolve("moved"));
        installed(home).demandThatTheArchiveOfClassesIsRead();
        assertThat(folder.resolve("home/.cache")).doesNotExist();
    }

    /** All modules that a class of the jars names. What only runs can show, the other tests run. */
    @Test
    void theRuntimeHasEachModuleThatTheJarsNeed() throws IOException {
        Path home = Distribution.unpack(Distribution.file(WITH_RUNTIME), folder.resolve("modules"));
        String jars;
        try (Stream<Path> files = Files.list(home.resolve("lib"))) {
            jars = files.map(Path::toString)
                    .filter(file -> file.endsWith(".jar"))
                    .collect(Collectors.joining(File.pathSeparator));
        }
        StringWriter needed = new StringWriter();
        PrintWriter out = new PrintWriter(needed);
        String release = Integer.toString(Runtime.version().feature());
        int exit = ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(
                        out,
                        out,
                        "--ignore-missing-deps",
                        "--print-module-deps",
                        "--multi-release",
                        release,
                        "--class-path",
                        jars,
                        home.resolve("lib/verdigris-cli.jar").toString());
        assertThat(exit).as(needed.toString()).isZero();
        Set<String> present = Program.in(folder)
                .runOrSkip("", List.of(home.resolve("runtime/bin/java").toString(), "--list-modules"))
                .succeeded()
                .out()
                .lines()
                .map(line -> line.replaceFirst("@.*", ""))
                .collect(Collectors.toSet());
        assertThat(present).containsAll(Arrays.asList(needed.toString().strip().split(",")));
    }

    @Test
    void theArchivesHaveTheSameFilesOfOneTimeAndOwner() throws IOException {
        Path tar = Distribution.file(PORTABLE);
        Path zip = Distribution.file("verdigris-[0-9.]+(-SNAPSHOT)?\\.zip");
        assertThat(names("tar", "-tzf", tar.toString()))
                .hasSizeGreaterThan(60)
                .containsExactlyInAnyOrderElementsOf(names("unzip", "-Z1", zip.toString()));
        List<String> rows = names("tar", "--numeric-owner", "--utc", "-tvzf", tar.toString());
        assertThat(rows).allMatch(row -> row.matches("[-dl]rw[-x]r-[-x]r-[-x] 0/0 .* 2026-01-01 00:00 .*"));
        assertThat(rows)
                .filteredOn(row -> row.startsWith("-rwx"))
                .singleElement()
                .asString()
                .endsWith("/bin/verdigris");
    }

    private List<String> names(String... command) {
        return Program.in(folder)
                .runOrSkip("", List.of(command))
                .succeeded()
                .out()
                .lines()
                .toList();
    }
}
