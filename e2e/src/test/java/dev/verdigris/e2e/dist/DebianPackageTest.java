package dev.verdigris.e2e.dist;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

import dev.verdigris.e2e.program.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** The Debian package, unpacked, and installed where a test may change the machine. */
final class DebianPackageTest {

    @TempDir
    private Path folder;

    private Path deb() {
        return Distribution.file("verdigris_.*\\.deb");
    }

    private String run(String... command) {
        return Program.in(folder).runOrSkip("", List.of(command)).succeeded().out();
    }

    @Test
    void itsFilesWorkInAnotherDirectory() throws Exception {
        Path root = Files.createDirectories(folder.resolve("root"));
        run("dpkg", "-x", deb().toString(), root.toString());
        Installed installed = new Installed(
                List.of(root.resolve("usr/bin/verdigris").toString()),
                Files.createDirectories(folder.resolve("empty")),
                root.resolve("usr/lib/verdigris/examples/auction").toString(),
                Installed.withoutJava(Files.createDirectories(folder.resolve("home"))));
        installed.demandThatItWorks();
        installed.demandThatTheArchiveOfClassesIsRead();
        assertThat(root.resolve("usr/share/man/man1/verdigris.1.gz")).isRegularFile();
        assertThat(root.resolve("usr/share/bash-completion/completions/verdigris"))
                .isRegularFile();
        assertThat(root.resolve("usr/share/doc/verdigris/copyright")).isRegularFile();
    }

    @Test
    void lintianFindsNoError() {
        assertThat(Program.in(folder)
                        .runOrSkip("", List.of("lintian", "--allow-root", "--fail-on", "error", deb().toString()))
                        .succeeded()
                        .out()
                        .lines())
                .noneMatch(line -> line.startsWith("E: "));
    }

    @Test
    void itNeedsEachLibraryThatItsProgramsLoad() {
        assertThat(run("dpkg-deb", "--field", deb().toString(), "Depends"))
                .contains("libc6 (>= ", "libgcc-s1", "libstdc++6", "zlib1g");
    }

    @Test
    void onlyProgramsAreExecutable() {
        assertThat(run("dpkg-deb", "--contents", deb().toString())
                        .lines()
                        .filter(row -> row.startsWith("-rwx"))
                        .map(row -> row.replaceFirst(".* \\./usr/lib/verdigris/", "")))
                .contains("bin/verdigris", "runtime/bin/java", "runtime/lib/jexec", "runtime/lib/jspawnhelper")
                .allMatch(file -> file.matches("bin/verdigris|runtime/(bin/[a-z]+|lib/(jexec|jspawnhelper))"));
    }

    /** It changes the machine, so it runs only where it is asked for. It leaves nothing. */
    @Test
    void itIsInstalledAndRemoved() throws Exception {
        Path deb = deb();
        assumeThat(Boolean.getBoolean("verdigris.dist.install"))
                .as("-Dverdigris.dist.install=true lets the test install the package on this machine, as root")
                .isTrue();
        run("dpkg", "-i", deb.toString());
        List<String> files;
        try {
            files = run("dpkg", "-L", "verdigris").lines().toList();
            new Installed(
                            List.of("/usr/bin/verdigris"),
                            Files.createDirectories(folder.resolve("empty")),
                            "/usr/lib/verdigris/examples/auction",
                            Installed.withoutJava(Files.createDirectories(folder.resolve("home"))))
                    .demandThatItWorks();
            assertThat(run("man", "-w", "verdigris-deploy")).contains("/usr/share/man/man1/verdigris-deploy.1.gz");
        } finally {
            run("dpkg", "--purge", "verdigris");
        }
        assertThat(files)
                .filteredOn(file -> file.contains("verdigris"))
                .hasSizeGreaterThan(60)
                .noneMatch(file -> Files.exists(Path.of(file), LinkOption.NOFOLLOW_LINKS));
    }
}
